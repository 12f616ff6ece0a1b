package hours

import "time"

// Closed is why a desk cannot be called.
type Closed string

// Why a desk is closed.
const (
	ClosedHoliday Closed = "holiday"
	ClosedDay     Closed = "day"    // there are no hours on this day of the week
	ClosedBefore  Closed = "before" // it opens later today
	ClosedBreak   Closed = "break"  // it opens again today
	ClosedAfter   Closed = "after"  // it was open today
	ClosedNever   Closed = "never"  // it has no hours
)

// State is what the sentence "call us …" is made of. All times are in the desk's zone.
type State struct {
	Open bool
	// Closes is when an open desk closes; zero when it never does.
	Closes time.Time
	// Why a closed desk is closed; empty while it is open.
	Why Closed
	// Holiday is today's, by the name of the set (a key of the translation) or the clinic's own; empty on other days.
	Holiday string
	// Today are the spans that begin today, none on a holiday.
	Today []Span
	// Next is the next opening; zero when there is none within a year.
	Next time.Time
}

// At is how things stand at a moment.
func (s *Schedule) At(at time.Time) State {
	at = at.In(s.zone)
	today := dateOf(at)
	state := State{Open: s.Open(at), Holiday: s.calendar.name(today), Today: s.on(today)}
	state.Closes, _ = s.Closes(at)
	state.Next, _ = s.NextOpening(at)
	if !state.Open {
		state.Why = s.why(at, state)
	}
	return state
}

func (s *Schedule) why(at time.Time, state State) Closed {
	switch {
	case !s.Known():
		return ClosedNever
	case state.Holiday != "" && len(s.week[at.Weekday()]) > 0:
		return ClosedHoliday
	case len(state.Today) == 0:
		return ClosedDay
	case at.Before(state.Today[0].Opens):
		return ClosedBefore
	case at.Before(state.Today[len(state.Today)-1].Opens):
		return ClosedBreak
	default:
		return ClosedAfter
	}
}
