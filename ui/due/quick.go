package due

import (
	"time"

	"fyne.io/fyne/v2/lang"
)

// choice is a time that one button enters.
type choice struct {
	word string
	due  func() time.Time
}

// What the buttons mean, by the desk's clock.
const (
	afternoonAt = 15
	morningAt   = 9
	// soonest is how far ahead a time of today has to be to be promised by a button.
	soonest = 15 * time.Minute
	// round is what the minutes of "in 1 hour" are rounded up to.
	round = 5 * time.Minute
)

func (f *Field) choices() []choice {
	return []choice{
		{lang.L("In 1 hour"), f.inAnHour},
		{lang.L("This afternoon"), f.thisAfternoon},
		{lang.L("Tomorrow morning"), func() time.Time { return f.onDay(1, morningAt) }},
	}
}

func (f *Field) inAnHour() time.Time {
	return f.clock.Now().Add(time.Hour + round - time.Second).Truncate(round)
}

// thisAfternoon is in the middle of it, or shortly before the desk closes, or else the same time tomorrow.
func (f *Field) thisAfternoon() time.Time {
	now := f.clock.Now()
	if due := f.onDay(0, afternoonAt); due.Sub(now) >= soonest {
		return due
	}
	if f.hours.Known() {
		if closes, open := f.hours.Closes(now); open && closes.Sub(now) >= 2*soonest {
			return closes.Add(-soonest)
		}
	}
	return f.onDay(1, afternoonAt)
}

// onDay is an hour of a day so many days from now.
func (f *Field) onDay(ahead, hour int) time.Time {
	day := f.clock.Now().In(f.clock.Zone)
	return time.Date(day.Year(), day.Month(), day.Day()+ahead, hour, 0, 0, 0, day.Location())
}
