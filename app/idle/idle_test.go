package idle_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"portaldesk/app/idle"
)

var start = time.Date(2026, 11, 1, 5, 30, 0, 0, time.UTC) // New York's clocks go back half an hour later

const limit = 10 * time.Minute

// run shows the machine the clock every five seconds, over a span of it.
func run(m *idle.Machine, from, until time.Time) idle.State {
	state := m.At(from)
	for at := from; !at.After(until); at = at.Add(idle.Look) {
		state = m.At(at)
	}
	return state
}

func TestTheLockAndItsWarning(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for _, start := range []time.Time{start, start.In(newYork), start.Add(29 * time.Minute).In(newYork)} {
		for after, want := range map[time.Duration]idle.State{
			0:                                    idle.Awake,
			limit - idle.WarningTime - idle.Look: idle.Awake,
			limit - idle.WarningTime:             idle.Warning,
			limit - idle.Look:                    idle.Warning,
			limit:                                idle.Locked,
			24 * time.Hour:                       idle.Locked,
		} {
			m := idle.NewMachine(limit, start)
			if got := run(m, start, start.Add(after)); got != want {
				t.Errorf("after %v: %v", after, got)
			}
		}
	}
}

func TestOneKeyExtends(t *testing.T) {
	m := idle.NewMachine(limit, start)
	key := start.Add(limit - time.Second)
	if run(m, start, key) != idle.Warning || m.Active(key) != idle.Awake || m.Left() != limit {
		t.Fatalf("left: %v", m.Left())
	}
	if run(m, key, key.Add(limit-idle.Look)) != idle.Warning || run(m, key.Add(limit-idle.Look), key.Add(limit)) != idle.Locked {
		t.Error("the time did not begin anew with the key")
	}
}

func TestAKeyDoesNotOpenALockedDesk(t *testing.T) {
	m := idle.NewMachine(limit, start)
	run(m, start, start.Add(limit-idle.Look))
	if m.Active(start.Add(limit)) != idle.Locked {
		t.Error("the key at the moment of the lock was taken")
	}
	m.Unlock(start.Add(time.Hour))
	if m.At(start.Add(time.Hour)) != idle.Awake {
		t.Error("unlocking did not")
	}
	m.Lock()
	if m.Active(start.Add(time.Hour)) != idle.Locked || m.Left() != 0 {
		t.Error("locking did not")
	}
}

func TestAClockThatJumpedForwardLocksAtOnce(t *testing.T) {
	for _, slept := range []time.Duration{idle.Jump, 5 * time.Minute, 72 * time.Hour} {
		m := idle.NewMachine(limit, start)
		if m.At(start.Add(slept)) != idle.Locked {
			t.Errorf("asleep for %v: not locked", slept)
		}
		m = idle.NewMachine(limit, start)
		if m.Active(start.Add(slept)) != idle.Locked {
			t.Errorf("asleep for %v: the first key opened", slept)
		}
	}
	m := idle.NewMachine(limit, start)
	if m.At(start.Add(idle.Jump-time.Second)) != idle.Awake {
		t.Error("a slow look counts as sleep")
	}
}

func TestAClockSetBackGivesNoMoreTime(t *testing.T) {
	m := idle.NewMachine(limit, start)
	run(m, start, start.Add(9*time.Minute))
	back := start.Add(-3 * time.Hour)
	if m.At(back) != idle.Awake || m.Left() > time.Minute {
		t.Fatalf("left: %v", m.Left())
	}
	if run(m, back, back.Add(time.Minute)) != idle.Locked {
		t.Error("not locked within the limit")
	}
	m = idle.NewMachine(limit, start)
	looks := 0
	for at := start; m.At(at) != idle.Locked; at = at.Add(-time.Second) { // over and over
		if looks++; time.Duration(looks)*idle.Look > 2*limit {
			t.Fatal("a clock that goes back all the time never locks")
		}
	}
}

func TestAnotherLimit(t *testing.T) {
	m := idle.NewMachine(limit, start)
	run(m, start, start.Add(5*time.Minute))
	if m.SetLimit(time.Hour) != idle.Awake || m.SetLimit(5*time.Minute+10*time.Second) != idle.Warning {
		t.Error("a limit ahead locked")
	}
	if m.SetLimit(2*time.Minute) != idle.Locked || m.SetLimit(time.Hour) != idle.Locked {
		t.Error("a limit behind did not lock, or a longer one opened")
	}
	if m := idle.NewMachine(0, start); m.Left() != idle.Shortest {
		t.Errorf("no limit is one of %v", m.Left())
	}
}

// heard is a change and when it was told.
type heard struct {
	State idle.State
	Left  time.Duration
	After time.Duration
}

// listen runs the watcher in the bubble and answers what it told.
func listen(t *testing.T, w *idle.Watcher) func() []heard {
	begin, list := time.Now(), []heard(nil)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		w.Run(ctx, func(c idle.Change) { list = append(list, heard{c.State, c.Left, time.Since(begin)}) })
	}()
	return func() []heard {
		stop()
		<-ended
		return list
	}
}

func TestTheWatcherTellsEachChange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := idle.NewWatcher(limit, nil)
		stop := listen(t, w)
		time.Sleep(limit - 3*time.Second)
		w.Active()
		time.Sleep(limit + time.Hour)
		if w.Active() != idle.Locked {
			t.Error("a key opened it")
		}
		w.Unlock()
		time.Sleep(time.Second)
		w.Lock()
		synctest.Wait()
		want := []heard{
			{idle.Awake, limit, 0},
			{idle.Warning, idle.WarningTime, limit - idle.WarningTime},
			{idle.Awake, limit, limit - 3*time.Second},
			{idle.Warning, idle.WarningTime, 2*limit - 23*time.Second},
			{idle.Locked, 0, 2*limit - 3*time.Second},
			{idle.Awake, limit, 2*limit + time.Hour - 3*time.Second},
			{idle.Locked, 0, 2*limit + time.Hour - 2*time.Second},
		}
		if diff := cmp.Diff(want, stop()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestTheWarningIsNotLateForWantOfALook(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := idle.NewWatcher(limit, nil)
		stop := listen(t, w)
		time.Sleep(7 * time.Second) // not a multiple of a look
		w.Active()
		time.Sleep(limit)
		synctest.Wait()
		want := []heard{
			{idle.Awake, limit, 0},
			{idle.Warning, idle.WarningTime, limit - idle.WarningTime + 7*time.Second},
			{idle.Locked, 0, limit + 7*time.Second},
		}
		if diff := cmp.Diff(want, stop()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestWorkKeepsADeskAwake(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := idle.NewWatcher(idle.Shortest, nil)
		stop := listen(t, w)
		for range 1000 {
			time.Sleep(25 * time.Second)
			if w.Active() != idle.Awake {
				t.Fatal("it is not awake")
			}
		}
		if list := stop(); len(list) != 1 {
			t.Errorf("told %v", list)
		}
	})
}

func TestTheWatcherWakesFromSleepLocked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var asleep time.Duration
		w := idle.NewWatcher(limit, func() time.Time {
			mu.Lock()
			defer mu.Unlock()
			return time.Now().Add(asleep)
		})
		stop := listen(t, w)
		time.Sleep(time.Second)
		mu.Lock()
		asleep = 8 * time.Minute // less than the limit: the lid was closed all the same
		mu.Unlock()
		time.Sleep(idle.Look)
		want := []idle.State{idle.Awake, idle.Locked}
		var got []idle.State
		for _, change := range stop() {
			got = append(got, change.State)
		}
		if !slices.Equal(want, got) {
			t.Errorf("told %v", got)
		}
	})
}

func TestAShorterLimitLocksAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := idle.NewWatcher(time.Hour, nil)
		stop := listen(t, w)
		time.Sleep(5 * time.Minute)
		w.SetLimit(time.Minute)
		synctest.Wait()
		list := stop()
		if last := list[len(list)-1]; last.State != idle.Locked || last.After != 5*time.Minute {
			t.Errorf("told %v", list)
		}
	})
}
