package call

import "time"

// Phase is what the clock of a call counts.
type Phase string

// The phases. Talk, hold and wrap add up to the handle time; a pause counts for nothing.
const (
	Talk   Phase = "talk"
	Hold   Phase = "hold"
	Wrap   Phase = "wrap"
	Paused Phase = "paused"
)

// known says that p is one of the phases.
func (p Phase) known() bool { return p == Talk || p == Hold || p == Wrap || p == Paused }

// PhaseChange is a moment of wall-clock time at which a phase began.
type PhaseChange struct {
	Phase Phase     `json:"phase"`
	At    time.Time `json:"at"`
}

// Times is how long a call has been in each phase.
type Times struct{ Talk, Hold, Wrap, Paused time.Duration }

// Handle is the handle time: talk, hold and wrap.
func (t Times) Handle() time.Duration { return t.Talk + t.Hold + t.Wrap }

// timesOf adds up what lies between the changes, the last phase going on until now. A span that would be negative,
// because the clock was set back within it, counts for nothing.
func timesOf(changes []PhaseChange, now time.Time) Times {
	var times Times
	for i, change := range changes {
		end := now
		if i+1 < len(changes) {
			end = changes[i+1].At
		}
		times.add(change.Phase, max(0, end.Sub(change.At)))
	}
	return times
}

func (t *Times) add(phase Phase, span time.Duration) {
	switch phase {
	case Talk:
		t.Talk += span
	case Hold:
		t.Hold += span
	case Wrap:
		t.Wrap += span
	case Paused:
		t.Paused += span
	}
}

// wall is a moment without Go's monotonic reading, which stands still while the machine sleeps and does not outlive the
// process, and in UTC, as it is saved.
func wall(t time.Time) time.Time { return t.Round(0).UTC() }
