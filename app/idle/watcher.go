package idle

import (
	"context"
	"sync"
	"time"
)

// Change is what a watcher tells.
type Change struct {
	State State
	// Left is the time until the lock, for the countdown of a warning.
	Left time.Duration
}

// Watcher is a machine that looks at the clock by itself. Its methods may be called from any goroutine, also from what Run
// tells, and never wait: Active is for every key and every move of a pointer.
type Watcher struct {
	now  func() time.Time
	wake chan struct{}

	mu      sync.Mutex
	machine *Machine
}

// NewWatcher watches a desk that is awake now and locks after limit. now is the wall clock, nil for time.Now.
func NewWatcher(limit time.Duration, now func() time.Time) *Watcher {
	if now == nil {
		now = time.Now
	}
	return &Watcher{now: now, wake: make(chan struct{}, 1), machine: NewMachine(limit, now())}
}

// Active is a key or a pointer. A key that finds the desk [Locked] is not to reach the screen, even when Run has not told
// of the lock yet.
func (w *Watcher) Active() State {
	return w.do(func(m *Machine, at time.Time) State { return m.Active(at) })
}

// State is the state now.
func (w *Watcher) State() State {
	return w.do(func(m *Machine, at time.Time) State { return m.At(at) })
}

// Left is the time until the lock, 0 when the desk is locked.
func (w *Watcher) Left() time.Duration {
	var left time.Duration
	w.do(func(m *Machine, at time.Time) State {
		state := m.At(at)
		left = m.Left()
		return state
	})
	return left
}

// Lock locks at once.
func (w *Watcher) Lock() {
	w.do(func(m *Machine, _ time.Time) State {
		m.Lock()
		return Locked
	})
}

// Unlock wakes the desk.
func (w *Watcher) Unlock() {
	w.do(func(m *Machine, at time.Time) State {
		m.Unlock(at)
		return Awake
	})
}

// SetLimit changes after how long the desk locks.
func (w *Watcher) SetLimit(limit time.Duration) {
	w.do(func(m *Machine, at time.Time) State {
		m.At(at)
		return m.SetLimit(limit)
	})
}

// do works the machine at the present moment, and wakes Run when its state is another one then.
func (w *Watcher) do(work func(*Machine, time.Time) State) State {
	w.mu.Lock()
	defer w.mu.Unlock()
	before := w.machine.state()
	after := work(w.machine, w.now())
	if after != before {
		select {
		case w.wake <- struct{}{}:
		default:
		}
	}
	return after
}

// Run tells every change of state, from its own goroutine and in order, beginning with the state it finds, until ctx
// ends. While the desk is awake it looks every [Look], during a warning when the lock is due; while it is locked it only
// waits for Unlock.
func (w *Watcher) Run(ctx context.Context, tell func(Change)) {
	var told State
	for ctx.Err() == nil {
		now := w.look()
		if now.State != told {
			told = now.State
			tell(now)
		}
		w.nap(ctx, now)
	}
}

func (w *Watcher) look() Change {
	w.mu.Lock()
	defer w.mu.Unlock()
	return Change{State: w.machine.At(w.now()), Left: w.machine.Left()}
}

// nap waits until the clock has to be looked at again.
func (w *Watcher) nap(ctx context.Context, now Change) {
	var alarm <-chan time.Time
	if now.State != Locked {
		next := now.Left
		if now.State == Awake {
			next -= WarningTime
		}
		timer := time.NewTimer(min(next, Look))
		defer timer.Stop()
		alarm = timer.C
	}
	select {
	case <-ctx.Done():
	case <-w.wake:
	case <-alarm:
	}
}
