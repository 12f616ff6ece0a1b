package phrase

import (
	"time"

	"portaldesk/ui/language"
)

// Clock writes moments as the agent reads them: in the portal's time zone, near ones by how long ago they are. The zero
// time is a moment that a portal did not tell.
type Clock struct {
	Zone *time.Location
	Now  func() time.Time

	tongue language.Tongue
}

// In is the clock in another language than that of the window.
func (c Clock) In(tongue language.Tongue) Clock {
	c.tongue = tongue
	return c
}

// NewClock makes a clock for an IANA time zone. A portal that names none is taken to be where this computer is; a zone that
// this computer does not know is taken as UTC.
func NewClock(zone string, now func() time.Time) Clock {
	if zone == "" {
		return Clock{Zone: time.Local, Now: now}
	}
	location, err := time.LoadLocation(zone)
	if err != nil {
		location = time.UTC
	}
	return Clock{Zone: location, Now: now}
}

// Time is a time of day: "09:12".
func (c Clock) Time(t time.Time) string { return t.In(c.Zone).Format("15:04") }

// Day is "today", "yesterday", or a date: "12 Mar 2026".
func (c Clock) Day(t time.Time) string {
	switch c.daysAgo(t) {
	case 0:
		return c.tongue.L("today")
	case 1:
		return c.tongue.L("yesterday")
	case -1:
		return c.tongue.L("tomorrow")
	default:
		return c.Date(t)
	}
}

// NextDay is a day ahead as it is said: "today", "tomorrow", the day of the week within the next six days, and then a date.
func (c Clock) NextDay(t time.Time) string {
	if ahead := -c.daysAgo(t); ahead > 1 && ahead < 7 {
		return c.tongue.L(t.In(c.Zone).Format("Monday"))
	}
	return c.Day(t)
}

// Date is "12 Mar 2026".
func (c Clock) Date(t time.Time) string {
	t = t.In(c.Zone)
	return c.tongue.L("{{.Day}} {{.Month}} {{.Year}}", map[string]any{
		"Day": t.Day(), "Month": c.tongue.L(t.Format("Jan")), "Year": t.Year()})
}

// Moment is a day and a time of day: "yesterday 09:12".
func (c Clock) Moment(t time.Time) string {
	if t.IsZero() {
		return c.tongue.L("not known")
	}
	return c.tongue.L("{{.Day}} {{.Time}}", map[string]any{"Day": c.Day(t), "Time": c.Time(t)})
}

// Since is the time alone today, and day and time before: "09:12", "yesterday 17:40".
func (c Clock) Since(t time.Time) string {
	if !t.IsZero() && c.daysAgo(t) == 0 {
		return c.Time(t)
	}
	return c.Moment(t)
}

// Ago is how long ago a moment was: "just now", "5 minutes ago", "3 days ago", and a date when it is longer ago than a
// month. A moment in the future is written as a moment.
func (c Clock) Ago(t time.Time) string {
	passed := c.Now().Sub(t)
	switch {
	case t.IsZero() || passed < 0:
		return c.Moment(t)
	case passed < time.Minute:
		return c.tongue.L("just now")
	case passed < time.Hour:
		return count(c.tongue, int(passed.Minutes()), "1 minute ago", "{{.N}} minutes ago")
	case c.daysAgo(t) == 0:
		return count(c.tongue, int(passed.Hours()), "1 hour ago", "{{.N}} hours ago")
	case c.daysAgo(t) <= 30:
		return count(c.tongue, c.daysAgo(t), "yesterday", "{{.N}} days ago")
	default:
		return c.Date(t)
	}
}

// daysAgo counts midnights of the zone between a moment and now.
func (c Clock) daysAgo(t time.Time) int {
	return int(midnight(c.Now().In(c.Zone)).Sub(midnight(t.In(c.Zone))).Round(24*time.Hour).Hours() / 24)
}

// midnight is the date as a moment of UTC, so that a day is always 24 hours.
func midnight(t time.Time) time.Time {
	year, month, day := t.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

func count(tongue language.Tongue, n int, one, many string) string {
	if n == 1 {
		return tongue.L(one)
	}
	return tongue.L(many, map[string]any{"N": n})
}
