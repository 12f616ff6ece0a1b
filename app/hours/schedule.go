package hours

import (
	"iter"
	"slices"
	"time"

	"portaldesk/client"
)

// How far the calendar is read: an opening is looked for over a year, and a desk that has not closed for two weeks counts
// as one that never does.
const (
	openingDays = 370
	closingDays = 17
)

// Schedule is when one portal's desk may be called. It does not change and may be used from any goroutine.
type Schedule struct {
	zone     *time.Location
	week     week
	calendar calendar
}

// New makes the schedule of a portal: what it says of itself, under the rules of the profile. Of the portal only what the
// rules do not replace has to be sound. The error is an [*InvalidError].
func New(about client.About, rules Rules) (*Schedule, error) {
	name, hours := about.TimeZone, about.DeskHours
	if rules.TimeZone != "" {
		name = rules.TimeZone
	}
	if len(rules.Hours) > 0 {
		hours = rules.Hours
	}
	zone, err := zoneNamed(name)
	if err != nil {
		return nil, err
	}
	week, err := weekOf(hours)
	if err != nil {
		return nil, err
	}
	calendar, err := rules.Holidays.calendar(name)
	if err != nil {
		return nil, err
	}
	return &Schedule{zone, week, calendar}, nil
}

// Zone is the zone of the desk's clocks.
func (s *Schedule) Zone() *time.Location { return s.zone }

// Known says that the desk has hours at all. Of one that has none nothing is known: it is not open, and any due time fits.
// For Known, Within and Fit a nil schedule is such a one.
func (s *Schedule) Known() bool { return s != nil && !s.week.empty() }

// Span is a time in which the desk may be called, its end excluded, in the desk's zone.
type Span struct{ Opens, Closes time.Time }

func (s Span) holds(at time.Time) bool { return !at.Before(s.Opens) && at.Before(s.Closes) }

// Open says whether the desk may be called at the moment.
func (s *Schedule) Open(at time.Time) bool {
	_, open := s.span(at)
	return open
}

// Closes is when the desk that is open at the moment closes; false when it is closed, or never closes.
func (s *Schedule) Closes(at time.Time) (time.Time, bool) {
	span, open := s.span(at)
	if !open || span.Closes.Sub(at) > (closingDays-3)*24*time.Hour {
		return time.Time{}, false
	}
	return span.Closes, true
}

// NextOpening is when the desk opens next after the moment, also when it is open then; false when it does not within a
// year.
func (s *Schedule) NextOpening(at time.Time) (time.Time, bool) {
	for span := range s.spans(at, openingDays) {
		if span.Opens.After(at) {
			return span.Opens, true
		}
	}
	return time.Time{}, false
}

// Within says whether a promise due at the moment can be kept.
func (s *Schedule) Within(due time.Time) bool { return !s.Known() || s.Open(due) }

// Fit is the due time, or the next opening when it is outside the hours; false when there is none within a year.
func (s *Schedule) Fit(due time.Time) (time.Time, bool) {
	if s.Within(due) {
		return due, true
	}
	return s.NextOpening(due)
}

func (s *Schedule) span(at time.Time) (Span, bool) {
	for span := range s.spans(at, closingDays) {
		if span.holds(at) {
			return span, true
		}
		if span.Opens.After(at) {
			break
		}
	}
	return Span{}, false
}

// spans are the times the desk is open, in order, from the one that began on the day before the moment on. Spans that
// touch are one.
func (s *Schedule) spans(at time.Time, days int) iter.Seq[Span] {
	first := dateOf(at.In(s.zone)).plus(-1)
	return func(yield func(Span) bool) {
		if s.week.empty() {
			return
		}
		var open Span
		for i := range days {
			for _, next := range s.on(first.plus(i)) {
				switch {
				case open.Opens.IsZero():
					open = next
				case next.Opens.After(open.Closes):
					if !yield(open) {
						return
					}
					open = next
				case next.Closes.After(open.Closes):
					open.Closes = next.Closes
				}
			}
		}
		if !open.Opens.IsZero() {
			yield(open)
		}
	}
}

// on are the spans that begin on a day; none on a holiday. One that the change of clocks swallows is left out.
func (s *Schedule) on(day date) []Span {
	weekly := s.week[day.weekday()]
	if len(weekly) == 0 || s.calendar.name(day) != "" {
		return nil
	}
	spans := make([]Span, 0, len(weekly))
	for _, span := range weekly {
		spans = append(spans, Span{day.at(span.opens, s.zone), day.at(span.closes, s.zone)})
	}
	return slices.DeleteFunc(spans, func(span Span) bool { return !span.Opens.Before(span.Closes) })
}
