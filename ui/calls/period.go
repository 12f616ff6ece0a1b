package calls

import (
	"time"

	"fyne.io/fyne/v2/lang"

	"portaldesk/ui/phrase"
)

// period is how far back the list goes.
type period int

// The periods, in the order in which they are offered.
const (
	always period = iota
	today
	sevenDays
	thirtyDays
	between
)

func periodWords() []string {
	return []string{lang.L("Any time"), lang.L("Today"), lang.L("Last 7 days"), lang.L("Last 30 days"), lang.L("From … to …")}
}

// bounds is when a period begins and ends, by the days of the portal's zone; the zero time for no bound.
func (p period) bounds(clock phrase.Clock) (from, until time.Time) {
	switch p {
	case today:
		return clock.Midnight(0), time.Time{}
	case sevenDays:
		return clock.Midnight(-6), time.Time{}
	case thirtyDays:
		return clock.Midnight(-29), time.Time{}
	default:
		return time.Time{}, time.Time{}
	}
}
