package app_test

import (
	"bytes"
	"fmt"
	"os"
	"testing"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/trail"
	"portaldesk/client"
	"portaldesk/client/demoportal"
)

// TestADeskGoesOnAfterAnyPageOfItsFileIsDamaged: it opens, says what was saved, delivers what it has, and its trail names what is
// missing.
func TestADeskGoesOnAfterAnyPageOfItsFileIsDamaged(t *testing.T) {
	c := clinic{apptest.New(t, secrettest.File(t.TempDir()+"/ring"), demoportal.Options{Accounts: 30})}
	desk := c.SignIn(t, client.RoleSenior)
	const notes = 12
	for i := range notes {
		apptest.StartCall(t, desk)
		apptest.CloseCall(t, desk, client.OutcomeResolved, fmt.Sprintf("note %d", i))
	}
	apptest.StartCall(t, desk).SetNote("half a sent")
	report := verified(t, desk)
	must(t, desk.Close())
	path := c.Workplace.Profiles.StorePath(c.Profile.ID)
	whole, err := os.ReadFile(path)
	must(t, err)
	damaged := 0
	for page := 0; page < len(whole); page += os.Getpagesize() {
		broken := bytes.Clone(whole)
		clear(broken[page : page+os.Getpagesize()])
		must(t, os.WriteFile(path, broken, 0o600))
		if desk := c.Resume(t); len(desk.Salvaged) > 0 {
			damaged++
			c.goesOn(t, desk, report.Entries)
		} else if got := desk.Outbox.Summary().Waiting; got != notes || desk.Calls.Current() == nil {
			t.Errorf("page %d: %d notes wait, call open: %t, and nothing was said", page, got, desk.Calls.Current() != nil)
		} else {
			must(t, desk.Close())
		}
	}
	if damaged < 5 {
		t.Errorf("only %d pages mattered", damaged)
	}
}

// goesOn works at a desk whose file was damaged, and reads what was salvaged.
func (c clinic) goesOn(t *testing.T, desk *app.Desk, entries int) {
	t.Helper()
	waiting := desk.Outbox.Summary().Waiting
	if result, err := desk.Outbox.Deliver(t.Context()); err != nil || result.Delivered != waiting {
		t.Errorf("%d notes waited, delivered %+v: %v", waiting, result, err)
	}
	if report := verified(t, desk); report.Intact() && report.Entries < entries && desk.Salvaged[0].Saved > 0 {
		t.Errorf("the trail has %d entries of %d and names no gap", report.Entries, entries)
	}
	must(t, desk.SalvagesRead())
	must(t, desk.Close())
	desk = c.Resume(t)
	if len(desk.Salvaged) != 0 {
		t.Error("what was read is said again")
	}
	must(t, desk.Close())
}

func verified(t *testing.T, desk *app.Desk) trail.Report {
	t.Helper()
	report, err := desk.Trail.Verify()
	must(t, err)
	return report
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
