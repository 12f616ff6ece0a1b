package outbox_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"portaldesk/app/outbox"
	"portaldesk/client"
)

// running is an outbox with one call in it, delivering by itself to a portal that answers with before.
func running(t *testing.T, before func([]client.Call) error) (*outbox.Outbox, *portal) {
	s, p := newPlace(t).open(t), newPortal()
	p.order(before)
	box := mustNew(t, s, p, outbox.Options{})
	put(t, s, box, closedCalls(1)...)
	ctx, cancel := context.WithCancel(t.Context())
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		box.Run(ctx)
	}()
	t.Cleanup(func() {
		cancel()
		<-stopped
	})
	synctest.Wait()
	return box, p
}

// pass lets time go by, with everything done that was due in it.
func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func TestRunTriesMoreAndMoreRarely(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		box, p := running(t, always(client.Offline))
		pass(time.Hour)
		at := p.attempts()
		for i := range at[1:] {
			span := min(2*time.Second<<min(i, 12), 5*time.Minute)
			if wait := at[i+1].Sub(at[i]); wait < span/2 || wait > span {
				t.Errorf("wait %d was %v, want %v to %v", i, wait, span/2, span)
			}
		}
		p.order(nil)
		pass(5 * time.Minute)
		if box.Summary().Delivered != 1 {
			t.Error("not delivered five minutes after the portal was back")
		}
		done := len(p.attempts())
		pass(24 * time.Hour)
		if len(p.attempts()) != done {
			t.Error("an empty outbox goes on sending")
		}
	})
}

func TestWakeCutsAWaitShort(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		box, p := running(t, always(client.Offline))
		pass(time.Hour)
		p.order(nil)
		box.Wake()
		synctest.Wait()
		if box.Summary().Delivered != 1 {
			t.Error("waking did not deliver")
		}
	})
}

func TestPutIsDeliveredAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, p := newPlace(t).open(t), newPortal()
		box := mustNew(t, s, p, outbox.Options{})
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		go box.Run(ctx)
		pass(time.Hour)
		put(t, s, box, closedCalls(1)...)
		synctest.Wait()
		if box.Summary().Delivered != 1 {
			t.Error("a call that was put waits although the portal is there")
		}
	})
}

func TestRetryAfterIsHonouredEvenWhenWoken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const asked = 10 * time.Minute
		box, p := running(t, func([]client.Call) error {
			return &client.Error{Op: "createCalls", Kind: client.Throttled, RetryAfter: asked}
		})
		pass(asked - time.Second)
		box.Wake()
		synctest.Wait()
		if n := len(p.attempts()); n != 1 {
			t.Fatalf("%d attempts within the time the portal asked for", n)
		}
		pass(time.Second)
		if n := len(p.attempts()); n != 2 {
			t.Errorf("%d attempts when that time was over", n)
		}
	})
}

func TestRetryAfterOfYearsIsNotBelieved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, p := running(t, func([]client.Call) error {
			return &client.Error{Op: "createCalls", Kind: client.Unavailable, RetryAfter: 9000 * time.Hour}
		})
		pass(time.Hour)
		if n := len(p.attempts()); n != 2 {
			t.Errorf("%d attempts after an hour", n)
		}
	})
}

func TestEndedSessionStopsDeliveringUntilWoken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		box, p := running(t, always(client.Unauthenticated))
		pass(24 * time.Hour)
		if n := len(p.attempts()); n != 1 {
			t.Fatalf("%d attempts without a session", n)
		}
		p.order(nil)
		box.Wake()
		synctest.Wait()
		if box.Summary().Delivered != 1 {
			t.Error("not delivered after the agent signed in again")
		}
	})
}
