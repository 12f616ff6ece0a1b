package keycloak_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"portaldesk/client"
)

// until waits for something that another goroutine is about to do.
func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for began := time.Now(); !holds(); time.Sleep(time.Millisecond) {
		if time.Since(began) > 10*time.Second {
			t.Fatalf("%s: it did not come to that", what)
		}
	}
}

// An account and its histories are read side by side, and stand on the same lists.
func TestWhatIsShownTogetherIsAskedOnce(t *testing.T) {
	r := newRecorded(t)
	desk := r.desk(t)
	asked := func(path string) int { return len(r.written("GET", path)) }
	letGo := r.hold("GET /events")
	var reads sync.WaitGroup
	reads.Go(func() {
		if _, err := desk.Account(t.Context(), accountID); err != nil {
			t.Error(err)
		}
	})
	until(t, "the account is asked for", func() bool { return asked("/events") == 1 })
	reads.Go(func() {
		if _, err := desk.SignInAttempts(t.Context(), accountID, 20); err != nil {
			t.Error(err)
		}
	})
	reads.Go(func() {
		if _, err := desk.Mail(t.Context(), accountID, 20); err != nil {
			t.Error(err)
		}
	})
	time.Sleep(50 * time.Millisecond) // for questions too many to arrive
	letGo()
	reads.Wait()
	if n := asked("/events"); n != 1 {
		t.Errorf("the events were asked for %d times", n)
	}
	if _, err := desk.SignInAttempts(t.Context(), accountID, 20); err != nil || asked("/events") != 2 {
		t.Errorf("a later question: asked %d times in all, %v", asked("/events"), err)
	}
}

// What is read after a change must not be what was on its way before it.
func TestWhoReadsAfterAChangeIsNotToldOfTheTimeBefore(t *testing.T) {
	r := newRecorded(t)
	desk := r.desk(t)
	now := change(t, desk)
	letGo := r.hold("GET /users/" + accountID)
	var early sync.WaitGroup
	before := len(r.written("GET", "/users/"+accountID))
	early.Go(func() { _, _ = desk.Account(t.Context(), accountID) })
	until(t, "the early reading", func() bool { return len(r.written("GET", "/users/"+accountID)) > before })
	r.free()
	if _, err := desk.SignOutEverywhere(t.Context(), now); err != nil {
		t.Error(err)
	}
	r.gives("GET /users/"+accountID, 200, `{"id":"`+accountID+`","username":"later","enabled":false}`)
	late, err := desk.Account(t.Context(), accountID)
	if err != nil || late.Status != client.StatusDeactivated {
		t.Errorf("%s, %v", late.Status, err)
	}
	letGo()
	early.Wait()
}

// One who stops waiting must not stop the others.
func TestWhoLosesInterestStopsNobodyElse(t *testing.T) {
	r := newRecorded(t)
	desk := r.desk(t)
	letGo := r.hold("GET /users/" + accountID)
	before := len(r.written("GET", "/users/"+accountID))
	ctx, lose := context.WithCancel(t.Context())
	var reads sync.WaitGroup
	reads.Go(func() { _, _ = desk.Account(ctx, accountID) })
	until(t, "the first reading", func() bool { return len(r.written("GET", "/users/"+accountID)) > before })
	var err error
	reads.Go(func() { _, err = desk.Account(t.Context(), accountID) })
	time.Sleep(20 * time.Millisecond) // for the second to join the first
	lose()
	letGo()
	reads.Wait()
	if err != nil {
		t.Error(err)
	}
}

// Nor does she who waits with others wait longer than she wants to.
func TestWhoWaitsWithOthersMayStop(t *testing.T) {
	r := newRecorded(t)
	desk := r.desk(t)
	letGo := r.hold("GET /users/" + accountID)
	before := len(r.written("GET", "/users/"+accountID))
	var first sync.WaitGroup
	first.Go(func() { _, _ = desk.Account(t.Context(), accountID) })
	until(t, "the first reading", func() bool { return len(r.written("GET", "/users/"+accountID)) > before })
	ctx, lose := context.WithCancel(t.Context())
	stopped := make(chan error, 1)
	go func() {
		_, err := desk.Account(ctx, accountID)
		stopped <- err
	}()
	time.Sleep(20 * time.Millisecond) // for the second to join the first
	lose()
	select {
	case err := <-stopped:
		if client.KindOf(err) != client.Canceled {
			t.Errorf("%v", err)
		}
	case <-time.After(10 * time.Second):
		t.Error("still waiting")
	}
	letGo()
	first.Wait()
}
