package app_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/operation"
	"portaldesk/client"
)

const patient = "Alvarez, Maria" // of the cast: locked this morning after five wrong passwords

func TestFromTheRingingPhoneToTheClosedNote(t *testing.T) {
	c := newClinic(t)
	desk := c.signIn(t, client.RoleSenior)
	startCall(t, desk)
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
	if latest := c.portal.Phone().Messages(); !slices.ContainsFunc(latest, func(m demoMessage) bool { return m.Kind == "reset-link" && m.Account == account.ID }) {
		t.Error("no reset link reached the patient")
	}
	id := closeCall(t, desk, "Reset by link; she will call if the mail does not come.")
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
	desk := c.signIn(t, client.RoleSenior)
	startCall(t, desk)
	account := find(t, desk, patient)
	c.prove(t, desk, account)
	said := []string{c.portal.Phone().Messages()[0].Code}
	for _, answer := range c.portal.Truth(account.ID) {
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
	desk := c.signIn(t, client.RoleSenior)
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
	startCall(t, desk)
	expect("reset-password", app.BarrierProof)
	expect("unlock", app.BarrierProof)
	c.prove(t, desk, account)
	expect("reset-password", app.NoBarrier)
	if err := c.portal.Stop(); err != nil {
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
	desk := c.signIn(t, client.RoleAgent)
	startCall(t, desk)
	account := find(t, desk, patient)
	_, err := desk.Perform(t.Context(), op(t, "unlock"), account, nil)
	refusal, ok := errors.AsType[*app.Refusal](err)
	if !ok || refusal.Standing.Barrier != app.BarrierRole {
		t.Fatalf("got %v", err)
	}
	if trail := actions(t, desk); !slices.Contains(trail, "unlock refused role") {
		t.Errorf("the trail lacks the refusal: %q", trail)
	}
}

func TestStaffMayHaveNoPasswordReset(t *testing.T) {
	c := newClinic(t)
	desk := c.signIn(t, client.RoleSenior)
	startCall(t, desk)
	account := find(t, desk, patient)
	if _, err := desk.Verify(t.Context(), account.ID, app.Caller{Relation: client.RelationStaff, Name: "Front desk"}); err != nil {
		t.Fatal(err)
	}
	reset := op(t, "reset-password")
	_, err := desk.Perform(t.Context(), reset, account, choice(desk, reset, account))
	if refusal, ok := errors.AsType[*app.Refusal](err); !ok || refusal.Standing.Barrier != app.BarrierRelation {
		t.Fatalf("got %v", err)
	}
}

func TestAProofEndsWithItsCall(t *testing.T) {
	c := newClinic(t)
	desk := c.signIn(t, client.RoleSenior)
	startCall(t, desk)
	account := find(t, desk, patient)
	c.prove(t, desk, account)
	closeCall(t, desk, "")
	startCall(t, desk)
	reset := op(t, "reset-password")
	_, err := desk.Perform(t.Context(), reset, account, choice(desk, reset, account))
	if refusal, ok := errors.AsType[*app.Refusal](err); !ok || refusal.Standing.Barrier != app.BarrierProof {
		t.Fatalf("got %v", err)
	}
}

func TestALostAnswerIsSettledByAskingAgainAndTheResetHappensOnce(t *testing.T) {
	c := newClinic(t)
	desk := c.signIn(t, client.RoleSenior)
	startCall(t, desk)
	account := find(t, desk, patient)
	c.prove(t, desk, account)
	reset := op(t, "reset-password")
	values := choice(desk, reset, account)
	c.portal.Faults().DropReplies("resetPassword", 10)
	if _, err := desk.Perform(t.Context(), reset, account, values); client.KindOf(err) != client.OutcomeUnknown {
		t.Fatalf("all answers lost: %v", err)
	}
	c.portal.Faults().Clear()
	find(t, desk, patient) // any answer tells the desk that the portal is back
	if _, err := desk.Perform(t.Context(), reset, account, values); err != nil {
		t.Fatalf("asked again: %v", err)
	}
	links := 0
	for _, message := range c.portal.Phone().Messages() {
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
	desk := c.signIn(t, client.RoleSenior)
	startCall(t, desk)
	account := find(t, desk, patient)
	c.prove(t, desk, account)
	before := len(c.portal.Phone().Messages())
	reset := op(t, "reset-password")
	values := choice(desk, reset, account)
	if err := desk.Close(); err != nil { // the store is gone, as on a disk that was pulled out
		t.Fatal(err)
	}
	if _, err := desk.Perform(t.Context(), reset, account, values); err == nil {
		t.Fatal("the operation was performed without a trail")
	}
	if after := len(c.portal.Phone().Messages()); after != before {
		t.Errorf("the portal sent %d messages", after-before)
	}
}

func TestPortalGoneInTheMiddleOfACall(t *testing.T) {
	c := newClinic(t)
	desk := c.signIn(t, client.RoleSenior)
	startCall(t, desk)
	find(t, desk, patient)
	if err := c.portal.Stop(); err != nil {
		t.Fatal(err)
	}
	closeCall(t, desk, "The portal went away while we spoke.")

	desk = c.reopen(t, desk) // the program is started again while the portal is still gone
	if desk.Line.State().Online {
		t.Error("the desk believes the portal is there")
	}
	if got := desk.Outbox.Summary().Waiting; got != 1 {
		t.Fatalf("%d notes wait", got)
	}
	if err := c.portal.Restart(); err != nil {
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
	desk := c.signIn(t, client.RoleSenior)
	startCall(t, desk)
	account := find(t, desk, patient)
	c.prove(t, desk, account)
	desk.GiveUp(account.ID)
	reset := op(t, "reset-password")
	_, err := desk.Perform(t.Context(), reset, account, choice(desk, reset, account))
	if refusal, ok := errors.AsType[*app.Refusal](err); !ok || refusal.Standing.Barrier != app.BarrierProof {
		t.Fatalf("got %v", err)
	}
}
