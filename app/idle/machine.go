package idle

import "time"

// State is how a desk stands.
type State string

// The states.
const (
	Awake   State = "awake"
	Warning State = "warning" // about to lock
	Locked  State = "locked"
)

const (
	// WarningTime is how long before the lock the warning is.
	WarningTime = 20 * time.Second
	// Look is how often the machine is to be shown the clock, at least.
	Look = 5 * time.Second
	// Jump is the time between two looks from which on the clock has jumped: several looks are missing.
	Jump = 30 * time.Second
	// Shortest is the shortest limit; a shorter one counts as this.
	Shortest = time.Minute
)

// Machine is the state of one desk. It is not for several goroutines at once.
type Machine struct {
	limit time.Duration
	// idle is the time without activity until seen, which is the last moment the machine was shown.
	idle   time.Duration
	seen   time.Time
	locked bool
}

// NewMachine is a desk that is awake at the moment and locks after limit.
func NewMachine(limit time.Duration, at time.Time) *Machine {
	return &Machine{limit: max(limit, Shortest), seen: wall(at)}
}

// At is the state at the moment.
func (m *Machine) At(at time.Time) State {
	at = wall(at)
	passed := at.Sub(m.seen)
	m.seen = at
	switch {
	case passed < 0:
		m.idle += Look
	case passed >= Jump:
		m.locked = true
	default:
		m.idle += passed
	}
	return m.state()
}

func (m *Machine) state() State {
	m.locked = m.locked || m.idle >= m.limit
	switch {
	case m.locked:
		return Locked
	case m.idle >= m.limit-WarningTime:
		return Warning
	default:
		return Awake
	}
}

// Active is a key or a pointer at the moment. It ends a warning; a desk that is locked stays so, also one whose lock was
// due before this key.
func (m *Machine) Active(at time.Time) State {
	if m.At(at) == Locked {
		return Locked
	}
	m.idle = 0
	return Awake
}

// Lock locks at once.
func (m *Machine) Lock() { m.locked = true }

// Unlock wakes the desk at the moment.
func (m *Machine) Unlock(at time.Time) { m.idle, m.seen, m.locked = 0, wall(at), false }

// SetLimit changes after how long the desk locks. What has passed counts; a desk that is locked stays so.
func (m *Machine) SetLimit(limit time.Duration) State {
	m.limit = max(limit, Shortest)
	return m.state()
}

// Left is the time until the lock, as it was at the last moment shown; 0 when it is locked.
func (m *Machine) Left() time.Duration {
	if m.state() == Locked {
		return 0
	}
	return m.limit - m.idle
}

// wall is a moment without Go's monotonic reading, which stands still while the machine sleeps.
func wall(t time.Time) time.Time { return t.Round(0) }
