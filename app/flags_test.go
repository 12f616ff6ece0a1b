package app_test

import (
	"slices"
	"testing"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/operation"
	"portaldesk/app/redflag"
	"portaldesk/client"
)

func TestAChangedContactNeedsASecondPersonForWhatLetsSomebodyIn(t *testing.T) {
	c := newClinic(t)
	desk, account := c.flagged(t)
	flags := desk.Flags(account)
	if len(flags) != 1 || flags[0].Code != redflag.ContactChanged || flags[0].Severity != redflag.Grave || flags[0].At.IsZero() {
		t.Fatalf("flags: %+v", flags)
	}
	for id, want := range map[operation.ID]app.Barrier{
		"reset-password": app.BarrierSecondPerson, "correct-contact": app.BarrierSecondPerson, "sign-out-everywhere": app.NoBarrier, "deactivate": app.NoBarrier,
	} {
		if got := standing(t, desk, account, string(id)); got.Barrier != want || len(got.Flags) != 1 {
			t.Errorf("%s: barrier %q with %d flags, want %q", id, got.Barrier, len(got.Flags), want)
		}
	}
	if got := refused(t, desk, "reset-password", account); got != app.BarrierSecondPerson {
		t.Errorf("performed with barrier %q", got)
	}
}

func TestACorrectedContactNeedsASecondPersonInTheSameCall(t *testing.T) {
	c := newClinic(t)
	desk, account := c.talking(t, client.RoleSenior)
	c.prove(t, desk, account)
	correct := op(t, "correct-contact")
	values := operation.Values{"correct": string(account.Contacts[0].ID), "value": "new@example.org"}
	outcome, err := desk.Perform(t.Context(), correct, account, values)
	if err != nil {
		t.Fatal(err)
	}
	if got := refused(t, desk, "reset-password", outcome.Account); got != app.BarrierSecondPerson {
		t.Errorf("reset after the correction: %q", got)
	}
	if got := standing(t, desk, outcome.Account, "unlock"); got.Barrier != app.NoBarrier {
		t.Errorf("unlocking: %q", got.Barrier)
	}
}

func TestOneNumberOnManyAccountsIsCountedOverRestarts(t *testing.T) {
	c := newClinic(t)
	desk := c.SignIn(t, client.RoleSenior)
	numbers := []string{"+1 (503) 555-0142", "503-555-0142", "1 503 555 0142"}
	var last client.Account
	for i, name := range []string{"Alvarez, Maria", "Alvarez, Mario", "Reed, Grace"} {
		apptest.StartCall(t, desk).SetNumber(numbers[i])
		last = find(t, desk, name)
		if got := slices.ContainsFunc(desk.Flags(last), func(f redflag.Flag) bool { return f.Code == redflag.SharedNumber }); got != (i == 2) {
			t.Errorf("account %d: flagged is %v", i+1, got)
		}
		if i < 2 {
			apptest.CloseCall(t, desk, client.OutcomeResolved, "Done.")
		}
	}
	desk = c.reopen(t, desk)
	if flags := desk.Flags(last); len(flags) == 0 || flags[0].Code != redflag.SharedNumber || flags[0].Facts["Count"] != 3 {
		t.Errorf("after a restart: %+v", flags)
	}
}
