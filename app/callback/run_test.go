package callback_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"portaldesk/app/callback"
)

// told is a reminder, and when it came after the start.
type told struct {
	ID    string
	Late  bool
	After time.Duration
}

// listen runs the watcher in the bubble and answers what it told so far.
func listen(t *testing.T, c *callback.Callbacks) func() []told {
	start, heard := time.Now(), []told(nil)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		c.Run(ctx, func(r callback.Reminder) {
			heard = append(heard, told{r.Callback.ID, r.Late, time.Since(start)})
		})
	}()
	return func() []told {
		stop()
		<-ended
		return heard
	}
}

func TestEachPromiseIsToldWhenDueAndWhenLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := mustOpen(t, newStore(t), callback.Options{})
		now := time.Now()
		first, second := mustPromise(t, c, now.Add(90*time.Second)), mustPromise(t, c, now.Add(2*time.Hour))
		stop := listen(t, c)
		time.Sleep(10 * time.Second)
		third := mustPromise(t, c, now.Add(12*time.Second)) // sooner than the watcher would look
		time.Sleep(5 * time.Minute)
		if err := c.Settle(third.ID, callback.Done, ""); err != nil {
			t.Fatal(err)
		}
		if err := c.Move(second.ID, now.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		time.Sleep(3 * time.Hour)
		want := []told{
			{third.ID, false, 12 * time.Second},
			{first.ID, false, 90 * time.Second},
			{first.ID, true, 90*time.Second + callback.DefaultGrace},
			{second.ID, false, time.Hour},
			{second.ID, true, time.Hour + callback.DefaultGrace},
		}
		if diff := cmp.Diff(want, stop()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestWhatBecameLateBeforeTheStartIsToldAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStore(t)
		late := mustPromise(t, mustOpen(t, s, callback.Options{}), time.Now().Add(time.Minute))
		time.Sleep(time.Hour)
		stop := listen(t, mustOpen(t, s, callback.Options{}))
		time.Sleep(time.Hour)
		if diff := cmp.Diff([]told{{late.ID, true, 0}}, stop()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestAMovedPromiseIsToldAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := mustOpen(t, newStore(t), callback.Options{})
		made := mustPromise(t, c, time.Now().Add(time.Minute))
		stop := listen(t, c)
		time.Sleep(2 * time.Minute)
		if err := c.Move(made.ID, time.Now().Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
		time.Sleep(5 * time.Minute)
		want := []told{{made.ID, false, time.Minute}, {made.ID, false, 3 * time.Minute}}
		if diff := cmp.Diff(want, stop()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestAfterSleepTheWallClockCounts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		now := &clock{at: morning}
		c := mustOpen(t, newStore(t), callback.Options{Now: now.now})
		made := mustPromise(t, c, morning.Add(2*time.Hour))
		stop := listen(t, c)
		synctest.Wait()
		now.set(morning.Add(2*time.Hour + time.Minute)) // asleep: no timer counted this
		time.Sleep(31 * time.Second)
		now.set(morning) // and set back
		time.Sleep(time.Minute)
		heard := stop()
		if len(heard) != 1 || heard[0].ID != made.ID || heard[0].Late || heard[0].After > 30*time.Second {
			t.Errorf("told %+v", heard)
		}
	})
}

// TestTheWatcherLooksNoMoreOftenThanNeeded counts how often the clock is read.
func TestTheWatcherLooksNoMoreOftenThanNeeded(t *testing.T) {
	for name, test := range map[string]struct {
		promised bool
		most     int
	}{"nothing promised": {false, 12}, "one in eight hours": {true, 8 * 60 * 2 * 4}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				looks := 0
				c := mustOpen(t, newStore(t), callback.Options{Now: func() time.Time { looks++; return time.Now() }})
				if test.promised {
					mustPromise(t, c, time.Now().Add(8*time.Hour))
				}
				stop := listen(t, c)
				time.Sleep(8*time.Hour - time.Second)
				if stop(); looks > test.most {
					t.Errorf("the clock was read %d times", looks)
				}
			})
		})
	}
}
