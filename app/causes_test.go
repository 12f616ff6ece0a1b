package app_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"portaldesk/app/apptest"
	"portaldesk/app/diagnosis"
	"portaldesk/app/secret"
	"portaldesk/client"
	"portaldesk/client/demoportal"
)

func TestTheClinicsOwnCausesAreFoundAndTheirFaultsKeepNothingBack(t *testing.T) {
	clinic := apptest.New(t, secret.InMemory(), demoportal.Options{Accounts: 200, Seed: 1})
	path := clinic.Workplace.Profiles.CausesPath(clinic.Profile.ID)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	own := `[[rule]]
code = "walk-in-week"
severity = "blocks"
when = 'not down and code_recovers in [true, false]'
sentence = "The clinic moves house this week."
[[rule]]
code = "broken"
severity = "blocks"
when = 'no_such_word'
sentence = "Never."
`
	if err := os.WriteFile(path, []byte(own), 0o600); err != nil {
		t.Fatal(err)
	}
	desk := clinic.SignIn(t, client.RoleSenior)
	found := desk.Find(diagnosis.Case{})
	if !slices.ContainsFunc(found, func(f diagnosis.Finding) bool { return f.Code == "walk-in-week" }) {
		t.Errorf("not found among %v", found)
	}
	if faults := desk.CauseFaults(); len(faults) != 1 || !strings.Contains(faults[0].Error(), "broken") {
		t.Errorf("the faults are %v", faults)
	}
}

func TestACaseHasThePortalAndTheEarlierCallsButNotTheOpenOne(t *testing.T) {
	clinic := apptest.New(t, secret.InMemory(), demoportal.Options{Accounts: 200, Seed: 1})
	desk := clinic.SignIn(t, client.RoleSenior)
	account := find(t, desk, patient)
	closed := apptest.StartCall(t, desk).Draft().ID
	apptest.CloseCall(t, desk, client.OutcomeResolved, "helped")
	if _, err := desk.Outbox.Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
	open := apptest.StartCall(t, desk).Draft().ID
	c, err := desk.Open(t.Context(), account.ID)
	if err != nil {
		t.Fatal(err)
	}
	has := func(id client.CallID) bool {
		return slices.ContainsFunc(c.Calls, func(call client.Call) bool { return call.ID == id })
	}
	if !has(closed) || has(open) || c.About.Name != desk.About.Name || c.Line.Down {
		t.Errorf("%d calls, %q, down %t: %v", len(c.Calls), c.About.Name, c.Line.Down, c.Missing)
	}
}
