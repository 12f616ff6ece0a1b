package guided_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"portaldesk/client"
	"portaldesk/client/guided"
)

const example = `# For people only.
guide: 1
product: ExampleChart
vendor: Example Inc.

[Status Words]
Switched on = active
Waiting: code out = invited

[access codes]
life: 36 hours
by: voice, E-mail

[reset password by link]
1. Find the patient in {{product}}.
2) Choose "Send link"
   and confirm.
then: The patient opens the link
	within {{ code life }}.

[issue access code]
1. Make a code.

[change login id]
cannot: {{vendor}} does not let anybody.
instead: Tell the patient the one they have.

[see mail]
cannot: Not here.
instead: In the console.
`

func parsed(t *testing.T, text string) guided.Guide {
	t.Helper()
	guide, err := guided.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return guide
}

func TestAGuideIsRead(t *testing.T) {
	for what, text := range map[string]string{"Unix": example, "Windows": strings.ReplaceAll(example, "\n", "\r\n")} {
		g := parsed(t, text)
		if g.Product != "ExampleChart" || g.Vendor != "Example Inc." {
			t.Errorf("%s: %q of %q", what, g.Product, g.Vendor)
		}
		reset := g.Entries[client.ResetByLink]
		if !slices.Equal(reset.Steps, []string{"Find the patient in ExampleChart.", `Choose "Send link" and confirm.`}) ||
			reset.Then != "The patient opens the link within 36 hours." {
			t.Errorf("%s: %+v", what, reset)
		}
		if login := g.Entries[client.ChangesLoginID]; login.Cannot != "Example Inc. does not let anybody." || login.Instead == "" || len(login.Steps) > 0 {
			t.Errorf("%s: %+v", what, login)
		}
		if !slices.Equal(g.Words, []guided.StatusWord{{Word: "Switched on", Status: client.StatusActive}, {Word: "Waiting: code out", Status: client.StatusInvited}}) {
			t.Errorf("%s: %v", what, g.Words)
		}
		if len(g.CodeHours) != 2 || g.CodeHours[client.ByVoice] != 36 || g.CodeHours[client.ByEmail] != 36 {
			t.Errorf("%s: %v", what, g.CodeHours)
		}
	}
}

func TestAGuideThatCannotBeUsedSaysWhereAndWhy(t *testing.T) {
	const head = "guide: 1\nproduct: X\n"
	for _, c := range []struct {
		what, text string
		line       int
		why        string
	}{
		{"nothing", "", 0, "guide: 1"},
		{"another form", "guide: 2\n", 1, "form 1"},
		{"no product", "guide: 1\n", 0, "product:"},
		{"an empty product", "guide: 1\nproduct:\n", 2, "nothing is said"},
		{"an unknown key", head + "colour: red\n", 3, "guide:, product:, vendor:"},
		{"no key", head + "red\n", 3, "expected one of"},
		{"a key twice", head + "product: Y\n", 3, "in line 2 already"},
		{"an unknown section", head + "[fly]\n", 3, "there is no section [fly]"},
		{"a section twice", head + "[end sessions]\n1. a\n[end sessions]\n1. b\n", 5, "in line 3 already"},
		{"an empty section", head + "[end sessions]\n\n[unlock account]\n1. a\n", 3, "neither steps nor"},
		{"an empty last section", head + "[end sessions]\n", 3, "neither steps nor"},
		{"steps and cannot", head + "[end sessions]\n1. a\ncannot: b\ninstead: c\n", 3, "has steps, and says"},
		{"cannot without instead", head + "[end sessions]\ncannot: b\n", 3, "instead:"},
		{"then without steps", head + "[end sessions]\ncannot: b\ninstead: c\nthen: d\n", 3, "then:"},
		{"a step left out", head + "[end sessions]\n1. a\n3. b\n", 5, "step 3 stands where step 2 is expected"},
		{"no step at all", head + "[end sessions]\nDo it.\n", 4, "expected a step"},
		{"then twice", head + "[end sessions]\n1. a\nthen: b\nthen: c\n", 6, "each once"},
		{"a continuation of nothing", head + "[end sessions]\n  on\n", 4, "nothing above"},
		{"a step that is too long", head + "[end sessions]\n1. " + strings.Repeat("x", 601) + "\n", 4, "600 characters"},
		{"a long one by continuation", head + "[end sessions]\n1. " + strings.Repeat("x", 400) + "\n " + strings.Repeat("x", 400) + "\n", 5, "600 characters"},
		{"an unknown blank", head + "[end sessions]\n1. {{.LoginID}}\n", 4, "{{.LoginID}} stands for nothing"},
		{"an open blank", head + "[end sessions]\n1. {{product\n", 4, "not closed"},
		{"a blank that is not said", head + "[end sessions]\n1. {{vendor}}\n", 0, "{{vendor}} is used"},
		{"steps for what is looked at", head + "[see mail]\n1. a\n", 4, "looked at in the console"},
		{"no status", head + "[status words]\nActivated\n", 4, "expected: the vendor's word"},
		{"an unknown status", head + "[status words]\nActivated = alive\n", 4, `"alive" is no state`},
		{"a word twice", head + "[status words]\nOn = active\non = locked\n", 5, "in line 4 already"},
		{"a life without a unit", head + "[access codes]\nlife: 7\n", 4, "7 days"},
		{"a life too long", head + "[access codes]\nlife: 91 days\n", 4, "90 days"},
		{"no life", head + "[access codes]\nlife: 0 days\n", 4, "1 hour"},
		{"a way nobody knows", head + "[access codes]\nby: owl\n", 4, `"owl" is no way`},
		{"codes of no life", head + "[issue access code]\n1. a\n", 3, "[access codes]"},
		{"not UTF-8", head + "[end sessions]\n1. Contrase\xf1a\n", 4, "UTF-8"},
		{"too large", strings.Repeat("# much\n", 50_000), 0, "256 kilobytes"},
	} {
		t.Run(c.what, func(t *testing.T) {
			_, err := guided.Parse(c.text)
			fault, ok := errors.AsType[*guided.GuideError](err)
			if !ok || fault.Line != c.line || !strings.Contains(fault.Why, c.why) {
				t.Errorf("got %v; want line %d and %q", err, c.line, c.why)
			}
		})
	}
}

func TestTheGuidesThatComeWithTheProgram(t *testing.T) {
	names := guided.Shipped()
	if !slices.Equal(names, []string{"followmyhealth", "mychart"}) {
		t.Fatalf("shipped: %v", names)
	}
	for _, name := range names {
		guide, err := guided.Load(name)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if login := guide.Entries[client.ChangesLoginID]; len(login.Steps) > 0 || login.Instead == "" {
			t.Errorf("%s says that a login ID can be changed", name)
		}
		if len(guide.Entries[client.ResetByLink].Steps) == 0 || len(guide.Entries[client.ResetByTemporary].Steps) > 0 {
			t.Errorf("%s: how a password is reset: %v", name, guide.Entries)
		}
		offers := about(t, open(t, guided.Config{Guide: guide})).Abilities
		for ability, offer := range offers {
			if offer.Offered != (len(offer.Steps) > 0) || !offer.Offered && (offer.Reason == "" || offer.WayAround == "") {
				t.Errorf("%s: %s is %+v", name, ability, offer)
			}
			if strings.Contains(strings.Join(offer.Steps, "")+offer.Reason+offer.WayAround, "{{") {
				t.Errorf("%s: a blank of %s is not filled", name, ability)
			}
		}
		text, err := os.ReadFile(filepath.Join("..", "..", "assets", "guides", name+".txt"))
		if err != nil || !strings.Contains(string(text), "CHECK EVERY STEP AGAINST YOUR OWN CONSOLE") {
			t.Errorf("%s does not say that it must be checked: %v", name, err)
		}
	}
}

func TestAGuideOfOnesOwnIsReadFromItsFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "own.txt")
	if err := os.WriteFile(path, []byte("\ufeff"+example), 0o600); err != nil {
		t.Fatal(err)
	}
	if guide, err := guided.Load(path); err != nil || guide.Product != "ExampleChart" {
		t.Errorf("%q, %v", guide.Product, err)
	}
	_, err := guided.Load(path + ".missing")
	if fault, ok := errors.AsType[*guided.GuideError](err); !ok || fault.Line != 0 || strings.Contains(err.Error(), "own.txt") {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err := guided.New(guided.Config{}, &keeper{}); err == nil {
		t.Error("a portal without a guide")
	}
}

func about(t *testing.T, p *portal) client.About {
	t.Helper()
	about, err := p.About(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return about
}

func TestWhatTheGuideDoesNotSayIsNotOffered(t *testing.T) {
	p := open(t, guided.Config{Guide: parsed(t, example)})
	abilities := about(t, p).Abilities
	if offer := abilities[client.ResetByLink]; !offer.Offered || len(offer.Steps) != 2 {
		t.Errorf("%+v", offer)
	}
	if offer := abilities[client.UnlocksAccount]; offer.Offered || offer.Reason == "" || offer.WayAround == "" {
		t.Errorf("%+v", offer)
	}
	session, err := p.Resume(t.Context())
	if err != nil || !slices.Equal(session.Permissions, []client.Ability{client.ResetByLink, client.IssuesAccessCode}) {
		t.Errorf("%v, %v", session.Permissions, err)
	}
	_, err = p.Unlock(t.Context(), client.Change{Attested: &client.Attestation{Done: true}})
	wants(t, err, client.NotOffered, "not-offered")
}
