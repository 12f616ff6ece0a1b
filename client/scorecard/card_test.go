package scorecard_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"

	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/client/portaltest"
	"portaldesk/client/portaltest/demotest"
	"portaldesk/client/scorecard"
)

var update = flag.Bool("update", false, "write the golden files anew")

// missing is what the portal of the golden files does not offer.
var missing = map[client.Ability]client.Offer{
	client.ChangesLoginID: {Reason: "Login IDs stay as they are.", WayAround: "Have the clinic open a new account."},
	client.ShowsMail:      {Reason: "Mail is sent by another company.", WayAround: "Ask the caller to look again."},
}

// moving are what is another each time: the port, the time, and what hangs on them.
var moving = []struct {
	what *regexp.Regexp
	as   string
}{
	{regexp.MustCompile(`https://127\.0\.0\.1:\d+`), "https://portal.example"},
	{regexp.MustCompile(`good until [\d-]+ \(\d+ days\)`), "good until then"},
	{regexp.MustCompile(`It (agrees with|is \S+ (ahead of|behind)) this computer(&#39;|')s`), "It is near this computer's"},
	{regexp.MustCompile(`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC`), "today"},
	{regexp.MustCompile(`"madeAt": "[^"]+"`), `"madeAt": "today"`},
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	for _, m := range moving {
		got = m.what.ReplaceAll(got, []byte(m.as))
	}
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("not as in %s (go test -update writes it anew):\n%s", path, got)
	}
}

func TestTheCardOfTheDemoPortalInEachForm(t *testing.T) {
	monday := time.Date(2026, time.March, 2, 15, 0, 0, 0, time.UTC)
	demo := demotest.Start(t, demoportal.Options{Accounts: 3000, Without: missing, Now: func() time.Time { return monday }})
	s := subject(demo)
	signIn(t, demo, &s, client.RoleSupervisor)
	card := made(t, s)
	for name, write := range map[string]func(*bytes.Buffer) error{
		"card.txt":  func(out *bytes.Buffer) error { return card.Text(out, false) },
		"card.json": func(out *bytes.Buffer) error { return card.JSON(out) },
		"card.html": func(out *bytes.Buffer) error { return card.HTML(out) },
	} {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		golden(t, name, out.Bytes())
		tellsNobody(t, demo, out.String())
	}
}

// tellsNobody wants nothing in a card that is about a patient.
func tellsNobody(t *testing.T, demo *demotest.Demo, written string) {
	t.Helper()
	for trait, found := range demo.Samples() {
		for _, sample := range found {
			for kind, value := range sample.Says {
				if len(value) > 5 && strings.Contains(written, value) {
					t.Fatalf("the card tells the %s of somebody who is %s", kind, trait)
				}
			}
			if sample.LoginID != "" && strings.Contains(written, sample.LoginID) {
				t.Fatalf("the card tells the login ID of somebody who is %s", trait)
			}
		}
	}
}

func TestNobodySignedInSeesOnlyTheOutside(t *testing.T) {
	card := made(t, subject(start(t, missing)))
	for id, want := range map[string]scorecard.Verdict{
		"look-up": scorecard.NotTried, "password-reset": scorecard.NotTried, "one-time-code": scorecard.NotTried,
		"look-up-time": scorecard.NotTried, "calls": scorecard.NotTried, "login-id": scorecard.No,
		"certificate": scorecard.Yes, "encryption": scorecard.Yes, "plain-http": scorecard.Yes, "strangers": scorecard.Yes,
		"forged-token": scorecard.Yes, "desk-hours": scorecard.Yes, "clock": scorecard.Yes,
	} {
		if got := line(t, card, id).Verdict; got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	if card.SignedInAs != "" || card.Traces != (scorecard.Traces{}) {
		t.Errorf("signed in as %q, %+v", card.SignedInAs, card.Traces)
	}
}

// TestReadingChangesNothing asks the portal itself what was changed.
func TestReadingChangesNothing(t *testing.T) {
	demo := start(t, nil)
	s := subject(demo)
	signIn(t, demo, &s, client.RoleSupervisor)
	before := versions(t, demo)
	card := made(t, s)
	if after := versions(t, demo); after != before || len(demo.Phone().Messages()) > 0 {
		t.Errorf("an account changed, or one of %d messages was sent", len(demo.Phone().Messages()))
	}
	if len(card.Changed) > 0 || card.Account != "" {
		t.Errorf("changed: %v", card.Changed)
	}
	for _, done := range trail(t, demo) {
		if done.Action == "beginVerification" || done.Action == "createCalls" {
			t.Errorf("the portal's trail has %s", done.Action)
		}
	}
}

func TestWritingChangesTheTestAccountAloneAndSaysWhat(t *testing.T) {
	demo := start(t, nil)
	s := subject(demo)
	signIn(t, demo, &s, client.RoleSupervisor)
	test := demo.Samples()[portaltest.Reachable][0]
	s.Write = &scorecard.Writing{
		Account: test.ID, Says: test.Says, LoginID: test.LoginID, Code: demo.Target(t, demo.Config()).Out.Code,
	}
	others := versions(t, demo, test.ID)
	card := made(t, s)
	if versions(t, demo, test.ID) != others {
		t.Error("another account changed")
	}
	for _, id := range []string{
		"verification", "password-reset", "login-id", "deactivation", "activation", "sign-out", "contact", "proof", "calls", "desk-trail",
	} {
		if got := line(t, card, id); got.Verdict != scorecard.Yes {
			t.Errorf("%s: %s %q", id, got.Verdict, got.Evidence)
		}
	}
	said := strings.Join(card.Changed, "\n")
	for _, want := range []string{
		"signed out everywhere", "was deactivated", "was activated", "reset, by link", "reset, by temporary", "login ID was changed to zq",
		"e-mail address was changed to", "A call was put", "A code was sent",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("it is not said that %q: %s", want, said)
		}
	}
	for _, message := range demo.Phone().Messages() {
		if message.Account != test.ID {
			t.Fatal("somebody else was written to")
		}
	}
}

// versions is every account's version but those of the given ones.
func versions(t *testing.T, demo *demotest.Demo, but ...client.AccountID) string {
	t.Helper()
	portal := demo.Desk(t, client.RoleSenior)
	var all strings.Builder
	for _, found := range demo.Samples() {
		for _, sample := range found[:min(len(found), 20)] {
			a, err := portal.Account(t.Context(), sample.ID)
			if err != nil {
				t.Fatal(err)
			}
			if len(but) == 0 || sample.ID != but[0] {
				all.WriteString(a.Version + "\n")
			}
		}
	}
	return strings.Join(slices.Sorted(strings.Lines(all.String())), "")
}

func trail(t *testing.T, demo *demotest.Demo) []client.AuditEvent {
	t.Helper()
	page, err := demo.Desk(t, client.RoleAuditor).AuditEvents(t.Context(), client.AuditQuery{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	return page.Items
}

// TestHostileWordsObeyNobody has a portal speak to a terminal and to a browser.
func TestHostileWordsObeyNobody(t *testing.T) {
	const reason = "\x1b[2J\u202e<script>alert(1)</script><img src=https://evil.example/x> " + "very long " + "\u0000"
	demo := start(t, map[client.Ability]client.Offer{client.UnlocksAccount: {Reason: reason, WayAround: "x"}})
	s := subject(demo)
	connect := s.Connect
	s.Connect = func(keeper client.TokenKeeper) (client.Portal, error) {
		portal, err := connect(keeper)
		return named{portal, reason}, err
	}
	card := made(t, s)
	for _, r := range text(t, card) {
		if r < ' ' && r != '\n' || r == '\u202e' {
			t.Fatalf("the text has %U", r)
		}
	}
	for _, line := range strings.Split(text(t, card), "\n") {
		if utf8.RuneCountInString(line) > 100 {
			t.Errorf("wider than 100 columns: %q", line)
		}
	}
	var page bytes.Buffer
	if err := card.HTML(&page); err != nil {
		t.Fatal(err)
	}
	selfContained(t, page.String())
}

// named is a portal of another name.
type named struct {
	client.Portal
	name string
}

func (n named) About(ctx context.Context) (client.About, error) {
	about, err := n.Portal.About(ctx)
	about.Name, about.Server = n.name, n.name
	return about, err
}

// selfContained wants a page without scripts, pictures and anything else that is fetched.
func selfContained(t *testing.T, page string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for node := range root.Descendants() {
		if node.Type != html.ElementNode {
			continue
		}
		switch node.Data {
		case "script", "img", "link", "iframe", "object", "form", "a":
			t.Errorf("the page has a <%s>", node.Data)
		}
		for _, attribute := range node.Attr {
			if attribute.Key == "src" || attribute.Key == "href" || strings.HasPrefix(attribute.Key, "on") {
				t.Errorf("<%s> has %s", node.Data, attribute.Key)
			}
		}
	}
	if strings.Contains(page, "url(") || strings.Contains(page, "@import") {
		t.Error("the style fetches something")
	}
}

func TestTheJSONFormIsRead(t *testing.T) {
	card := made(t, subject(start(t, nil)))
	var out bytes.Buffer
	if err := card.JSON(&out); err != nil {
		t.Fatal(err)
	}
	var read map[string]any
	if err := json.Unmarshal(out.Bytes(), &read); err != nil || read["schema"] != scorecard.Schema {
		t.Fatalf("%v: %v", read["schema"], err)
	}
	for _, member := range []string{"maker", "madeAt", "portal", "traces", "summary", "sections", "changed", "tests"} {
		if read[member] == nil {
			t.Errorf("there is no %q", member)
		}
	}
}
