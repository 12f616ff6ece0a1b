package phrase_test

import (
	"go/ast"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"portaldesk/app/operation"
	"portaldesk/app/trail"
	"portaldesk/client"
	"portaldesk/ui/phrase"
)

// actionsOfTheDesk are the actions that the desk writes into the trail: its constants called so, and the operations.
func actionsOfTheDesk(t *testing.T) []string {
	t.Helper()
	source := readSource(t)
	var actions []string
	for key, value := range source.consts {
		if filepath.ToSlash(key[0]) == "../../app" && strings.HasPrefix(key[1], "action") {
			actions = append(actions, value)
		}
	}
	if len(actions) < 14 {
		t.Fatalf("found only %d actions: is that still what they are called?", len(actions))
	}
	for _, op := range operation.All() {
		actions = append(actions, string(op.ID))
	}
	return actions
}

func TestEveryActionOfTheTrailHasAWordAndIsOffered(t *testing.T) {
	for _, action := range actionsOfTheDesk(t) {
		if word := phrase.TrailAction(action); word == action || word == "" {
			t.Errorf("action %q has no word", action)
		}
		if !slices.Contains(phrase.TrailActions(), action) {
			t.Errorf("action %q cannot be filtered by", action)
		}
	}
}

// What the desk writes is found where it is written: an action that is no constant of that name would have no word.
func TestEveryEntryOfTheTrailIsWrittenWithAConstant(t *testing.T) {
	readSource(t).each(func(folder string, n ast.Node) {
		literal, ok := n.(*ast.CompositeLit)
		if !ok || named(literal.Type) != "AuditEvent" {
			return
		}
		for _, element := range literal.Elts {
			if pair, ok := element.(*ast.KeyValueExpr); ok && named(pair.Key) == "Action" {
				if _, isText := pair.Value.(*ast.BasicLit); isText {
					t.Errorf("%s writes an entry whose action is no constant", folder)
				}
			}
		}
	})
}

func TestEveryOutcomeOfTheTrailHasAWord(t *testing.T) {
	all := constants(t, "../../client/audit.go", "AuditOutcome")
	for _, outcome := range all {
		if word := phrase.TrailOutcome(client.AuditOutcome(outcome)); word.Text == outcome || word.Icon == "" {
			t.Errorf("outcome %q has no word", outcome)
		}
	}
	if len(all) != len(phrase.TrailOutcomes()) {
		t.Errorf("%d outcomes are offered, there are %d", len(phrase.TrailOutcomes()), len(all))
	}
}

func TestEveryCodeInADetailOfTheTrailHasWords(t *testing.T) {
	var codes []string
	for _, of := range [][2]string{{"../../client/errors.go", "Kind"}, {"../../app/standing.go", "Barrier"},
		{"../../client/about.go", "Ability"}, {"../../app/trail/verify.go", "Kind"}} {
		codes = append(codes, constants(t, of[0], of[1])...)
	}
	codes = append(codes, string(trail.CSV), string(trail.JSONLines), "not-permitted", "console-down", "other")
	for _, code := range codes {
		for _, suffix := range []string{"", ":by-hand"} {
			words := phrase.TrailDetail(client.AuditEvent{Action: "reset-password", Detail: code + suffix})
			if code != "" && (words == "" || strings.HasPrefix(words, code) && (strings.Contains(code, "-") || code == "csv")) {
				t.Errorf("detail %q is said as %q", code+suffix, words)
			}
		}
	}
}

func TestEveryStepOfAProofHasWords(t *testing.T) {
	var steps, results []string
	files, err := filepath.Glob("../../app/verification/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		steps = append(steps, found(`attempt\{"([a-z-]+)"`, text)...)
		results = append(results, found(`return "([a-z-]+)"`, text)...)
	}
	steps = append(steps, constants(t, "../../client/verification.go", "IdentifierKind")...)
	if len(steps) < 8 || len(results) < 4 {
		t.Fatalf("found only %v and %v", steps, results)
	}
	for _, step := range steps {
		for _, result := range results {
			words := phrase.TrailDetail(client.AuditEvent{Action: "verify-caller", Detail: step + ":" + result + ":by-desk"})
			if strings.HasPrefix(words, step+":") || strings.Contains(words, ": "+result+" ") && strings.Contains(result, "-") {
				t.Errorf("step %q with result %q is said as %q", step, result, words)
			}
		}
	}
}

func found(pattern string, text []byte) (all []string) {
	for _, match := range regexp.MustCompile(pattern).FindAllSubmatch(text, -1) {
		all = append(all, string(match[1]))
	}
	return all
}

func TestDetailsOfTheTrailInWords(t *testing.T) {
	for _, c := range []struct{ action, detail, want string }{
		{"verify-caller", "begin:parent", "Says to be: Parent"},
		{"verify-caller", "full-name:no-match:by-desk", "Full name: did not match (compared by the desk)"},
		{"verify-caller", "code:match", "Code read out: matched"},
		{"verify-caller", "send-code", "Code by message"},
		{"unlock", "account.unlock:by-hand", "By hand in the portal's console"},
		{"approval", "agent-7", "Decided by agent-7"},
		{"unlock", "account.unlock", ""},
		{"unlock", "console-down:by-hand", "The console did not answer, by hand in the portal's console"},
		{"reset-password", "password-reset.link", "Reset a password by a link"},
		{"decide-approval", "offline", "The portal could not be reached"},
		{"review", "2026-11-16/2026-11-22", "16 Nov 2026 to 22 Nov 2026"},
		{"review", "last week", "last week"},
		{"promise-callback", "2026-11-20T11:00:00-05:00", "Due 20 Nov 2026 at 11:00"},
		{"withdraw-callback", "soon", "soon"},
		{"try-callback", "no-answer", "No answer"},
		{"verify-trail", "removed", "Broken: entries missing"},
		{"verify-trail", "", ""},
		{"salvage", "120/3", "Saved into a new file: 120 records. Lost: 3."},
		{"salvage", "120/0", "Saved into a new file: 120 records. None is missing."},
		{"salvage", "120/0+", "Saved into a new file: 120 records. Whether any is missing is not known."},
		{"salvage", "some", "some"},
		{"sign-in", "", ""},
	} {
		if got := phrase.TrailDetail(client.AuditEvent{Action: c.action, Detail: c.detail}); got != c.want {
			t.Errorf("%s %q is said as %q, want %q", c.action, c.detail, got, c.want)
		}
	}
}

func TestEveryWayOfBreakingTheTrailIsSaid(t *testing.T) {
	for _, kind := range constants(t, "../../app/trail/verify.go", "Kind") {
		for _, b := range []trail.Break{{Kind: trail.Kind(kind), Seq: 7, To: 7}, {Kind: trail.Kind(kind), Seq: 7, To: 9}} {
			title, meaning := phrase.TrailBreak(b)
			if !strings.Contains(title, "7") || meaning == "" || strings.Contains(title+meaning, "{{") {
				t.Errorf("%v is said as %q: %q", b, title, meaning)
			}
		}
	}
}
