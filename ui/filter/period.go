package filter

import (
	"time"

	"fyne.io/fyne/v2/lang"

	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

// Period is when something happened: one of a few spans, or from a day to a day that are typed.
type Period struct {
	Which    *parts.Chooser
	From, To Typed
}

// The spans, in the order in which they are offered.
const (
	always = iota
	today
	sevenDays
	thirtyDays
	between
)

// NewPeriod makes the filter; changed is called after something else was chosen or typed.
func NewPeriod(changed func()) *Period {
	p := &Period{
		From: newTyped(lang.L("From"), lang.L("2026-11-14, 14 Nov, yesterday"), changed),
		To:   newTyped(lang.L("To"), lang.L("That day is the last."), changed),
	}
	p.Which = NewChooser(lang.L("When"), []string{lang.L("Any time"), lang.L("Today"), lang.L("Last 7 days"), lang.L("Last 30 days"), lang.L("From … to …")}, func() {
		p.From.show(p.Open())
		p.To.show(p.Open())
		changed()
	})
	return p
}

// Open says that the days are typed.
func (p *Period) Open() bool { return p.Which.SelectedIndex() == between }

// Clear bounds nothing any more.
func (p *Period) Clear() {
	p.From.Entry.SetText("")
	p.To.Entry.SetText("")
	p.Which.SetSelectedIndex(always)
}

// Read is when the period begins and ends, by the days of the clock's zone, the zero time for no bound; false when a day cannot be
// read. What is wrong is said at its field.
func (p *Period) Read(clock phrase.Clock) (from, until time.Time, ok bool) {
	switch p.Which.SelectedIndex() {
	case today:
		return clock.Midnight(0), time.Time{}, true
	case sevenDays:
		return clock.Midnight(-6), time.Time{}, true
	case thirtyDays:
		return clock.Midnight(-29), time.Time{}, true
	case between:
		return p.days(clock)
	default:
		return time.Time{}, time.Time{}, true
	}
}

func (p *Period) days(clock phrase.Clock) (from, until time.Time, ok bool) {
	from, fromOK := p.From.day(clock)
	last, lastOK := p.To.day(clock)
	if !fromOK || !lastOK {
		return from, until, false
	}
	if !last.IsZero() {
		until = last.AddDate(0, 0, 1)
		if !from.Before(until) {
			p.To.Field.SetError(lang.L("This is before the first day."))
			return from, until, false
		}
	}
	return from, until, true
}
