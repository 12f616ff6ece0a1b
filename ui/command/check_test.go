package command_test

import (
	"bytes"
	"encoding/json"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"portaldesk/app/apptest"
	"portaldesk/app/secret"
	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/client/scorecard"
	"portaldesk/ui/command"
)

// checked runs `portaldesk check` and answers its standard output and its standard error apart.
func checked(t *testing.T, in string, args ...string) (out, said string, code int) {
	t.Helper()
	var printed, asked bytes.Buffer
	root := command.New(apptest.Dial)
	root.SetArgs(append([]string{"check"}, args...))
	root.SetIn(strings.NewReader(in))
	root.SetOut(&printed)
	root.SetErr(&asked)
	err := root.ExecuteContext(t.Context())
	if err != nil {
		command.Report(&asked, err)
	}
	return printed.String(), asked.String(), command.ExitCode(err)
}

// cardOf reads what was written as JSON.
func cardOf(t *testing.T, out string) scorecard.Card {
	t.Helper()
	var card scorecard.Card
	if err := json.Unmarshal([]byte(out), &card); err != nil || card.Schema != scorecard.Schema {
		t.Fatalf("%v: %.200s", err, out)
	}
	return card
}

func verdictOf(t *testing.T, card scorecard.Card, id string) scorecard.Verdict {
	t.Helper()
	for _, section := range card.Sections {
		if i := slices.IndexFunc(section.Lines, func(l scorecard.Line) bool { return l.ID == id }); i >= 0 {
			return section.Lines[i].Verdict
		}
	}
	t.Fatalf("the card does not answer %q", id)
	return ""
}

// clinic is a portal that nobody has signed in to.
func clinic(t *testing.T) *apptest.Clinic {
	t.Helper()
	return apptest.New(t, secret.InMemory(), demoportal.Options{Accounts: 1500})
}

func TestAnAddressIsLookedAtFromOutside(t *testing.T) {
	c := clinic(t)
	out, said, code := checked(t, "", c.Portal.URL(), "--ca", c.Profile.CAFile, "--json")
	if code != 0 {
		t.Fatalf("exit %d: %s", code, said)
	}
	card := cardOf(t, out)
	if card.SignedInAs != "" || verdictOf(t, card, "certificate") != scorecard.Yes || verdictOf(t, card, "look-up") != scorecard.NotTried {
		t.Errorf("signed in as %q, %v", card.SignedInAs, card.Summary)
	}
	file := filepath.Join(t.TempDir(), "card.html")
	if out, said, code = checked(t, "", c.Portal.URL(), "--ca", c.Profile.CAFile, "--html", "-o", file); code != 0 || out != "" {
		t.Fatalf("exit %d, printed %q: %s", code, out, said)
	}
	page, err := os.ReadFile(file)
	if err != nil || !strings.HasPrefix(string(page), "<!DOCTYPE html>") {
		t.Errorf("%v: %.80s", err, page)
	}
}

func TestSigningInForTheLookAsksAndEndsTheSession(t *testing.T) {
	c := clinic(t)
	agents := c.Portal.Agents()
	supervisor := agents[slices.IndexFunc(agents, func(a demoportal.DemoAgent) bool { return a.Role == client.RoleSupervisor })]
	code, err := totp.GenerateCode(supervisor.TOTPSecret, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	answers := supervisor.Login + "\n" + supervisor.Password + "\n" + code + "\n"
	out, said, exit := checked(t, answers, c.Portal.URL(), "--ca", c.Profile.CAFile, "--json", "--sign-in", "password")
	if exit != 0 {
		t.Fatalf("exit %d: %s", exit, said)
	}
	card := cardOf(t, out)
	for _, id := range []string{"look-up", "one-time-code", "session-end", "audit-trail", "look-up-time", "pages"} {
		if got := verdictOf(t, card, id); got != scorecard.Yes {
			t.Errorf("%s: %s", id, got)
		}
	}
	if strings.Contains(out+said, supervisor.Password) || strings.Contains(out+said, code) {
		t.Error("a secret was printed")
	}
	if card.SignedInAs != client.RoleSupervisor {
		t.Errorf("signed in as %q", card.SignedInAs)
	}
}

func TestTheKeptSessionIsUsedAndKept(t *testing.T) {
	c := signedIn(t)
	out, said, code := checked(t, "", c.Profile.Name, "--dir", c.Dir)
	if code != 6 || !strings.Contains(said, "answers that are no: 1") { // the senior agent signs in with a password alone
		t.Errorf("exit %d: %s", code, said)
	}
	for _, want := range []string{"signed in    senior", "The session was kept open for the desk", "yes        Can it look accounts up"} {
		if !strings.Contains(out, want) {
			t.Errorf("there is no %q: %s", want, out)
		}
	}
	desk := c.Resume(t) // the session still holds, and the desk's file is free
	if _, said, code := checked(t, "", c.Profile.Name, "--dir", c.Dir); code != 3 {
		t.Errorf("with a window open: exit %d: %s", code, said)
	}
	if err := desk.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestOnlyTheTestAccountIsWrittenTo(t *testing.T) {
	c := clinic(t)
	id := c.Portal.Sample(demoportal.TraitAdult, 1)[0]
	says := map[string]string{}
	for kind, said := range c.Portal.Truth(id) {
		says[string(kind)] = said
	}
	text, err := json.Marshal(says)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "says.json")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	agent := c.Credentials(t, client.RoleSenior)
	out, said, _ := checked(t, agent.Password+"\n", c.Portal.URL(), "--ca", c.Profile.CAFile, "--json",
		"--sign-in", "password", "--login", agent.Login, "--write", string(id), "--says", file)
	card := cardOf(t, out)
	if card.Account != id || len(card.Changed) == 0 {
		t.Fatalf("account %q, changed %q: %s", card.Account, card.Changed, said)
	}
	for id, want := range map[string]scorecard.Verdict{
		"verification": scorecard.Yes, "deactivation": scorecard.Yes, "calls": scorecard.Yes,
		"password-reset": scorecard.NotTried, // nobody is at the terminal to read out a code
	} {
		if got := verdictOf(t, card, id); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	for _, value := range says {
		if len(value) > 5 && strings.Contains(out+said, value) {
			t.Error("something that the owner says was printed")
		}
	}
}

func TestCheckTellsScriptsWhatIsWrong(t *testing.T) {
	c := clinic(t)
	if err := c.Workplace.Profiles.Save(c.Profile); err != nil {
		t.Fatal(err)
	}
	page := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("hello")) }))
	t.Cleanup(page.Close)
	url, ca := c.Portal.URL(), c.Profile.CAFile
	for name, tc := range map[string]struct {
		in   string
		args []string
		code int
		card bool
	}{
		"nothing named":       {"", nil, 2, false},
		"no such profile":     {"", []string{"nobody", "--dir", c.Dir}, 2, false},
		"not encrypted":       {"", []string{"http://127.0.0.1"}, 2, false},
		"secret in address":   {"", []string{"https://me:pass@127.0.0.1"}, 2, false},
		"unknown kind":        {"", []string{url, "--kind", "nonsense"}, 2, false},
		"two forms":           {"", []string{url, "--json", "--html"}, 2, false},
		"no such CA file":     {"", []string{url, "--ca", filepath.Join(c.Dir, "none.pem")}, 2, false},
		"writing as nobody":   {"", []string{url, "--ca", ca, "--write", "x"}, 2, false},
		"way not known there": {"", []string{url, "--sign-in", "none"}, 2, false},
		"nobody answers":      {"", []string{url, "--ca", ca, "--sign-in", "password"}, 2, false},
		"wrong password":      {"mortiz\nnot-it\n", []string{c.Profile.Name, "--dir", c.Dir}, 4, false},
		"authority unknown":   {"", []string{url}, 5, true},
		"no portal":           {"", []string{page.URL, "--ca", pemOf(t, page)}, 1, true},
	} {
		out, said, code := checked(t, tc.in, tc.args...)
		if code != tc.code || (out != "") != tc.card || said == "" {
			t.Errorf("%s: exit %d, want %d; a card %v; said %q", name, code, tc.code, out != "", said)
		}
		if strings.Contains(said, "not-it") || strings.Contains(said, "me:pass") {
			t.Errorf("%s: a secret was repeated", name)
		}
	}
	if err := c.Portal.Stop(); err != nil {
		t.Fatal(err)
	}
	if out, said, code := checked(t, "", url, "--ca", ca); code != 5 || out != "" {
		t.Errorf("gone: exit %d, printed %q: %s", code, out, said)
	}
}

func pemOf(t *testing.T, server *httptest.Server) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "server.pem")
	authority := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(file, authority, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
