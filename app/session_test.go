package app_test

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/secret"
	"portaldesk/client"
	"portaldesk/client/demoportal"
)

type demoMessage = demoportal.Message

// run runs the desk's background work until stop.
func run(t *testing.T, desk *app.Desk) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); desk.Run(ctx) }()
	return func() { cancel(); <-ended }
}

func TestRestartGoesOnWithTheSameSessionAndDraft(t *testing.T) {
	c := newClinic(t)
	desk, account := c.talking(t, client.RoleSenior)
	desk.Calls.Current().SetNote("half a sent")
	desk = c.reopen(t, desk)
	current := desk.Calls.Current()
	if current == nil {
		t.Fatal("the call is gone")
	}
	if draft := current.Draft(); draft.Note != "half a sent" || draft.Account != account.ID {
		t.Errorf("draft: %+v", draft)
	}
}

func TestSignOutForgetsTheTokensEvenWhenThePortalIsGone(t *testing.T) {
	c := newClinic(t)
	desk := c.SignIn(t, client.RoleSenior)
	if err := c.Portal.Stop(); err != nil {
		t.Fatal(err)
	}
	if err := desk.SignOut(t.Context()); err == nil {
		t.Error("nothing was said of the session that may still be open at the portal")
	}
	if held, err := secret.Tokens(c.Workplace.Ring, c.Profile.ID).Tokens(); err != nil || held != (client.Tokens{}) {
		t.Errorf("the keyring holds tokens: %t, %v", held != client.Tokens{}, err)
	}
	if _, err := c.Workplace.Resume(t.Context(), c.Profile); client.KindOf(err) != client.Unauthenticated {
		t.Errorf("resumed after sign-out: %v", err)
	}
}

func TestSignOutKeepsTheNotes(t *testing.T) {
	c := newClinic(t)
	desk := c.SignIn(t, client.RoleSenior)
	apptest.StartCall(t, desk)
	apptest.CloseCall(t, desk, client.OutcomeResolved, "kept")
	if err := desk.SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := c.SignIn(t, client.RoleSenior).Outbox.Summary().Waiting; got != 1 {
		t.Errorf("%d notes wait after sign-out and sign-in", got)
	}
}

func TestWithoutAKeyringNothingOutlivesTheRunAndTheDeskSaysSo(t *testing.T) {
	c := newClinic(t)
	c.Workplace.Ring, c.Workplace.RingProblem = secret.InMemory(), secret.ErrUnavailable
	desk := c.SignIn(t, client.RoleSenior)
	if !desk.Fleeting {
		t.Error("the desk claims that notes outlive it")
	}
	apptest.StartCall(t, desk)
	apptest.CloseCall(t, desk, client.OutcomeResolved, "gone at exit")
	if result, err := desk.Outbox.Deliver(t.Context()); err != nil || result.Delivered != 1 {
		t.Errorf("delivery without a keyring: %+v, %v", result, err)
	}
}

func TestAnotherAgentCannotTakeOverADesk(t *testing.T) {
	c := newClinic(t)
	desk := c.SignIn(t, client.RoleSenior)
	if err := desk.SignInAgain(t.Context(), c.Credentials(t, client.RoleAgent)); !errors.Is(err, app.ErrOtherAgent) {
		t.Fatalf("got %v", err)
	}
	if err := desk.SignInAgain(t.Context(), c.Credentials(t, client.RoleSenior)); err != nil {
		t.Fatalf("the same agent: %v", err)
	}
}

func TestTheTrailReachesThePortal(t *testing.T) {
	c := newClinic(t)
	desk := c.SignIn(t, client.RoleSenior)
	find(t, desk, patient)
	stop := run(t, desk)
	defer stop()
	deadline := time.After(time.Minute)
	for {
		if shipped, err := desk.Trail.Shipped(); err != nil || shipped >= 2 {
			if err != nil {
				t.Fatal(err)
			}
			return
		}
		select {
		case <-deadline:
			t.Fatal("the trail was not shipped")
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func TestEventsComeInOrderAndNeverHoldUpTheDesk(t *testing.T) {
	c := newClinic(t)
	desk := c.SignIn(t, client.RoleSenior)
	release := make(chan struct{})
	var got []int
	seen := make(chan struct{})
	cancel := desk.Subscribe(func(e app.Event) {
		<-release
		if changed, ok := e.(app.OutboxChanged); ok {
			got = append(got, changed.Summary.Waiting)
			if len(got) == 3 {
				close(seen)
			}
		}
	})
	defer cancel()
	for range 3 { // the listener sleeps; the desk goes on
		apptest.StartCall(t, desk)
		apptest.CloseCall(t, desk, client.OutcomeResolved, "")
	}
	close(release)
	<-seen
	if !slices.IsSorted(got) {
		t.Errorf("waiting: %v", got)
	}
}

// brokenRing is a keyring that stops taking anything, as one that was locked in the middle of the day.
type brokenRing struct {
	secret.Ring
	broken atomic.Bool
}

func (r *brokenRing) Set(item, value string) error {
	if r.broken.Load() {
		return secret.ErrUnavailable
	}
	return r.Ring.Set(item, value)
}

func TestAKeyringThatLocksInTheMiddleOfTheDayIsSaidAndSoIsItsReturn(t *testing.T) {
	c := newClinic(t)
	ring := &brokenRing{Ring: c.Workplace.Ring}
	c.Workplace.Ring = ring
	desk := c.SignIn(t, client.RoleSenior)
	told := make(chan app.TrailTroubled, 10)
	cancel := desk.Subscribe(func(e app.Event) {
		if trouble, ok := e.(app.TrailTroubled); ok {
			told <- trouble
		}
	})
	defer cancel()
	ring.broken.Store(true)
	find(t, desk, patient) // goes on: the entry is on the disk, only its anchor is not
	if trouble := <-told; trouble.Err == nil || !trouble.Written {
		t.Errorf("told %+v", trouble)
	}
	desk.Trail.Settle()
	ring.broken.Store(false)
	find(t, desk, patient)
	if trouble := <-told; trouble.Err != nil {
		t.Errorf("still in trouble: %v", trouble.Err)
	}
}
