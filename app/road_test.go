package app_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/operation"
	"portaldesk/client"
)

const patient = "Alvarez, Maria" // of the cast: locked this morning after five wrong passwords

func TestFromTheRingingPhoneToTheClosedNote(t *testing.T) {
	c := newClinic(t)
	desk := c.SignIn(t, client.RoleSenior)
	apptest.StartCall(t, desk)
	account := find(t, desk, patient)
	c.prove(t, desk, account)

	reset := op(t, "reset-password")
	outcome, err := desk.Perform(t.Context(), reset, account, choice(desk, reset, account))
	if err != nil {
		t.Fatal(err)
	}
	if len(outcome.Notified) == 0 {
		t.Error("the patient was not told of the reset")
	}
	if latest := c.Portal.Phone().Messages(); !slices.ContainsFunc(latest, func(m demoMessage) bool { return m.Kind == "reset-link" && m.Account == account.ID }) {
		t.Error("no reset link reached the patient")
	}
	id := apptest.CloseCall(t, desk, client.OutcomeResolved, "Reset by link; she will call if the mail does not come.")
	if result, err := desk.Outbox.Deliver(t.Context()); err != nil || result.Delivered != 1 {
		t.Fatalf("delivered %+v, %v", result, err)
	}

	calls := c.calls(t)
	if len(calls) != 1 || calls[0].ID != id || calls[0].Account != account.ID || calls[0].Caller.Level != client.ProvenByOOB {
		t.Fatalf("the portal has %+v", calls)
	}
	var done []string
	for _, deed := range calls[0].Done {
		done = append(done, deed.What+" "+deed.Result)
	}
	if want := []string{"verify-caller done", "verify-caller done", "reset-password done"}; !slices.Equal(done, want) {
		t.Errorf("done in the call: %v, want %v", done, want)
	}
	trail := actions(t, desk)
	for _, want := range []string{"sign-in done ", "open-account done ", "reset-password intent password-reset.link", "reset-password done password-reset.link", "close-call done "} {
		if !slices.Contains(trail, want) {
			t.Errorf("the trail lacks %q: %q", want, trail)
		}
	}
	if report, err := desk.Trail.Verify(); err != nil || !report.Intact() {
		t.Errorf("trail: %+v, %v", report, err)
	}
}

func TestTheTrailHoldsNoAnswerAndNoSecret(t *testing.T) {
	c := newClinic(t)
	desk, account := c.talking(t, client.RoleSenior)
	c.prove(t, desk, account)
	said := []string{c.Portal.Phone().Messages()[0].Code}
	for _, answer := range c.Portal.Truth(account.ID) {
		said = append(said, answer)
	}
	written := strings.Join(actions(t, desk), "\n")
	for _, secret := range said {
		if secret != "" && strings.Contains(written, secret) {
			t.Errorf("the trail holds what the caller said")
		}
	}
}

func TestBarriersInTheOrderInWhichTheyAreLookedFor(t *testing.T) {
	c := newClinic(t)
	desk := c.SignIn(t, client.RoleSenior)
	account := find(t, desk, patient)
	expect := func(id operation.ID, want app.Barrier) {
		t.Helper()
		for _, standing := range desk.Standings(account) {
			if standing.Operation.ID == id && standing.Barrier != want {
				t.Errorf("%s: barrier %q, want %q", id, standing.Barrier, want)
			}
		}
	}
	expect("reset-password", app.BarrierNoCall)
	expect("access-code", app.BarrierState)
	apptest.StartCall(t, desk)
	expect("reset-password", app.BarrierProof)
	expect("unlock", app.BarrierProof)
	c.prove(t, desk, account)
	expect("reset-password", app.NoBarrier)
	if err := c.Portal.Stop(); err != nil {
		t.Fatal(err)
	}
	if _, err := desk.Search(t.Context(), client.Query{Text: "alvarez"}); client.KindOf(err) != client.Offline {
		t.Fatalf("portal stopped: %v", err)
	}
	expect("reset-password", app.BarrierOffline)
	expect("access-code", app.BarrierOffline)
}

func TestAPlainAgentMayNotUnlockAndTheTrailSaysSheTried(t *testing.T) {
	c := newClinic(t)
	desk, account := c.talking(t, client.RoleAgent)
	if got := refused(t, desk, "unlock", account); got != app.BarrierRole {
		t.Errorf("refused for %q", got)
	}
	if trail := actions(t, desk); !slices.Contains(trail, "unlock refused role") {
		t.Errorf("the trail lacks the refusal: %q", trail)
	}
}

func TestStaffMayHaveNoPasswordReset(t *testing.T) {
	c := newClinic(t)
	desk, account := c.talking(t, client.RoleSenior)
	if _, err := desk.Verify(t.Context(), account.ID, app.Caller{Relation: client.RelationStaff, Name: "Front desk"}); err != nil {
		t.Fatal(err)
	}
	if got := refused(t, desk, "reset-password", account); got != app.BarrierRelation {
		t.Errorf("refused for %q", got)
	}
}

func TestAProofEndsWithItsCall(t *testing.T) {
	c := newClinic(t)
	desk, account := c.talking(t, client.RoleSenior)
	c.prove(t, desk, account)
	apptest.CloseCall(t, desk, client.OutcomeResolved, "")
	apptest.StartCall(t, desk)
	if got := refused(t, desk, "reset-password", account); got != app.BarrierProof {
		t.Errorf("refused for %q", got)
	}
}

func TestALostAnswerIsSettledByAskingAgainAndTheResetHappensOnce(t *testing.T) {
	c := newClinic(t)
	desk, account := c.talking(t, client.RoleSenior)
	c.prove(t, desk, account)
	reset := op(t, "reset-password")
	values := choice(desk, reset, account)
	c.Portal.Faults().DropReplies("resetPassword", 10)
	if _, err := desk.Perform(t.Context(), reset, account, values); client.KindOf(err) != client.OutcomeUnknown {
		t.Fatalf("all answers lost: %v", err)
	}
	c.Portal.Faults().Clear()
	find(t, desk, patient) // any answer tells the desk that the portal is back
	if _, err := desk.Perform(t.Context(), reset, account, values); err != nil {
		t.Fatalf("asked again: %v", err)
	}
	links := 0
	for _, message := range c.Portal.Phone().Messages() {
		if message.Kind == "reset-link" && message.Account == account.ID {
			links++
		}
	}
	if links != 1 {
		t.Errorf("%d reset links were sent", links)
	}
}

func TestNothingIsSentThatTheTrailCannotHold(t *testing.T) {
	c := newClinic(t)
	desk, account := c.talking(t, client.RoleSenior)
	c.prove(t, desk, account)
	before := len(c.Portal.Phone().Messages())
	reset := op(t, "reset-password")
	values := choice(desk, reset, account)
	if err := desk.Close(); err != nil { // the store is gone, as on a disk that was pulled out
		t.Fatal(err)
	}
	if _, err := desk.Perform(t.Context(), reset, account, values); err == nil {
		t.Fatal("the operation was performed without a trail")
	}
	if after := len(c.Portal.Phone().Messages()); after != before {
		t.Errorf("the portal sent %d messages", after-before)
	}
}

func TestPortalGoneInTheMiddleOfACall(t *testing.T) {
	c := newClinic(t)
	desk, _ := c.talking(t, client.RoleSenior)
	if err := c.Portal.Stop(); err != nil {
		t.Fatal(err)
	}
	apptest.CloseCall(t, desk, client.OutcomeResolved, "The portal went away while we spoke.")

	desk = c.reopen(t, desk) // the program is started again while the portal is still gone
	if desk.Line.State().Online {
		t.Error("the desk believes the portal is there")
	}
	if got := desk.Outbox.Summary().Waiting; got != 1 {
		t.Fatalf("%d notes wait", got)
	}
	if err := c.Portal.Restart(); err != nil {
		t.Fatal(err)
	}
	delivered := make(chan struct{})
	cancel := desk.Subscribe(func(e app.Event) {
		if changed, ok := e.(app.OutboxChanged); ok && changed.Summary.Waiting == 0 {
			select {
			case <-delivered:
			default:
				close(delivered)
			}
		}
	})
	defer cancel()
	stop := run(t, desk)
	select {
	case <-delivered:
	case <-time.After(time.Minute):
		t.Fatal("the note was not delivered by itself")
	}
	stop()
	if calls := c.calls(t); len(calls) != 1 || calls[0].Note != "The portal went away while we spoke." {
		t.Errorf("the portal has %+v", calls)
	}
}

func TestGivingACallerUpEndsTheProof(t *testing.T) {
	c := newClinic(t)
	desk, account := c.talking(t, client.RoleSenior)
	c.prove(t, desk, account)
	desk.GiveUp(account.ID)
	if got := refused(t, desk, "reset-password", account); got != app.BarrierProof {
		t.Errorf("refused for %q", got)
	}
}

func TestADeedStaysOutOfTheCallThatWasOpenedMeanwhile(t *testing.T) {
	c := newClinic(t)
	desk := c.SignIn(t, client.RoleSenior)
	apptest.StartCall(t, desk)
	account := find(t, desk, patient)
	c.prove(t, desk, account)
	reset := op(t, "reset-password")
	values := choice(desk, reset, account)
	c.Portal.Faults().Slow(time.Second)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_, _ = desk.Perform(t.Context(), reset, account, values)
	}()
	for !slices.Contains(actions(t, desk), "reset-password intent password-reset.link") {
		time.Sleep(time.Millisecond)
	}
	apptest.CloseCall(t, desk, client.OutcomeResolved, "")
	apptest.StartCall(t, desk)
	<-ended
	if done := desk.Calls.Current().Draft().Done; len(done) != 0 {
		t.Errorf("the new call says that in it was done: %+v", done)
	}
}
