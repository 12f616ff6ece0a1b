package hours

import "time"

// date is a day of the calendar, in no zone.
type date struct {
	year  int
	month time.Month
	day   int
}

func dateOf(t time.Time) date {
	year, month, day := t.Date()
	return date{year, month, day}
}

func (d date) noon() time.Time { return time.Date(d.year, d.month, d.day, 12, 0, 0, 0, time.UTC) }

func (d date) plus(days int) date { return dateOf(d.noon().AddDate(0, 0, days)) }

func (d date) weekday() time.Weekday { return d.noon().Weekday() }

// at is the moment at which clocks of the zone show so many minutes after the day's midnight: the moment of the change
// where clocks jump over it, the first where they show it twice.
func (d date) at(minutes int, zone *time.Location) time.Time {
	wanted := time.Date(d.year, d.month, d.day, 0, minutes, 0, 0, time.UTC)
	t := time.Date(d.year, d.month, d.day, 0, minutes, 0, 0, zone)
	start, end := t.ZoneBounds()
	switch shown := onTheWall(t); {
	case shown.Before(wanted):
		return end
	case shown.After(wanted):
		return start
	case start.IsZero():
		return t
	}
	if earlier := t.Add(offset(t) - offset(start.Add(-1))); earlier.Before(start) && onTheWall(earlier).Equal(wanted) {
		return earlier
	}
	return t
}

// onTheWall is what clocks of t's zone show, as a time in UTC, to be compared.
func onTheWall(t time.Time) time.Time { return t.Add(offset(t)).UTC() }

func offset(t time.Time) time.Duration {
	_, seconds := t.Zone()
	return time.Duration(seconds) * time.Second
}
