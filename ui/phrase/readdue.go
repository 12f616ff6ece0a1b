package phrase

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"
)

// morning is the time of a day that was named without one.
const morning = 9 * time.Hour

// ReadDue reads when something is due, as agents write it in the language of the window: "15:30", "3pm", "tomorrow 9",
// "Mon 9:00", "24 Nov 8:30", "24.11. 8:30", "2026-11-24 08:30", "2h", "90 min". A time alone is the next such time; a day
// alone is its morning; a day of the week is the next one, not today. It says nothing of whether the desk is open then.
func (c Clock) ReadDue(text string) (due time.Time, ok bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	now := c.Now().In(c.Zone)
	if span, ok := readSpan(text); ok {
		return now.Add(span).Truncate(time.Minute), true
	}
	day, rest, named := readDay(text, now)
	if rest = strings.Trim(rest, " ,"); named && rest == "" {
		return at(day, morning), !day.IsZero()
	}
	clock, ok := readTime(rest)
	if !ok || day.IsZero() {
		return time.Time{}, false
	}
	if !named && !at(now, clock).After(now) {
		day = now.AddDate(0, 0, 1)
	}
	return at(day, clock), true
}

// at is a time of the day that a moment is in.
func at(day time.Time, clock time.Duration) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), 0, int(clock/time.Minute), 0, 0, day.Location())
}

var (
	spans  = regexp.MustCompile(`^(?:\+|in |en )? ?(\d{1,3}) ?(m|min|minutes?|minutos?|h|hours?|horas?)$`)
	times  = regexp.MustCompile(`^(?:at |a las? )?(\d{1,2})(?:[:.h](\d{2}))? ?(am|pm)?$`)
	isoDay = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})`)
	dotDay = regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})\.(\d{4})?`)
	dated  = regexp.MustCompile(`^(\d{1,2}) (?:de )?(\pL{3,})\.?(?: (?:de )?(\d{4}))?(?: |$)`)
	word   = regexp.MustCompile(`^\pL+\.?`)
)

// readSpan reads how long from now.
func readSpan(text string) (time.Duration, bool) {
	found := spans.FindStringSubmatch(text)
	if found == nil {
		return 0, false
	}
	unit := time.Minute
	if found[2][0] == 'h' {
		unit = time.Hour
	}
	return time.Duration(number(found[1])) * unit, true
}

// readTime reads a time of day.
func readTime(text string) (time.Duration, bool) {
	found := times.FindStringSubmatch(text)
	if found == nil {
		return 0, false
	}
	hours, minutes := number(found[1]), number(found[2])
	switch half := found[3]; {
	case half != "" && (hours < 1 || hours > 12):
		return 0, false
	case half == "pm" && hours < 12:
		hours += 12
	case half == "am" && hours == 12:
		hours = 0
	}
	if hours > 23 || minutes > 59 {
		return 0, false
	}
	return time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute, true
}

// readDay reads the day at the beginning of a text, and answers what follows it; without one it is today, and not named. A
// date counts more than the day of the week before it.
func readDay(text string, now time.Time) (day time.Time, rest string, named bool) {
	day, length := readWord(text, now)
	rest = strings.TrimLeft(text[length:], " ,")
	for _, read := range []func(string, time.Time) (time.Time, int){readDate, readNamedDate} {
		if date, more := read(rest, now); more > 0 {
			return date, rest[more:], true
		}
	}
	return day, rest, length > 0
}

// readDate reads a date of figures.
func readDate(text string, now time.Time) (time.Time, int) {
	if found := isoDay.FindStringSubmatch(text); found != nil {
		return date(now, number(found[1]), number(found[2]), number(found[3])), len(found[0])
	}
	if found := dotDay.FindStringSubmatch(text); found != nil {
		return date(now, number(found[3]), number(found[2]), number(found[1])), len(found[0])
	}
	return now, 0
}

// readNamedDate reads a date with the name of its month, by at least three letters.
func readNamedDate(text string, now time.Time) (time.Time, int) {
	found := dated.FindStringSubmatch(text)
	if found == nil {
		return now, 0
	}
	for month := time.January; month <= time.December; month++ {
		if starts(found[2], month.String()[:3]) || starts(found[2], lang.L(month.String()[:3])) {
			return date(now, number(found[3]), int(month), number(found[1])), len(found[0])
		}
	}
	return now, 0
}

// date is a day; one without a year is the next of that name. A day that the calendar does not have is the zero time.
func date(now time.Time, year, month, day int) time.Time {
	named := year > 0
	if !named {
		year = now.Year()
	}
	date := time.Date(year, time.Month(month), day, 0, 0, 0, 0, now.Location())
	if date.Day() != day || int(date.Month()) != month {
		return time.Time{}
	}
	if !named && date.Before(at(now, 0)) {
		return date.AddDate(1, 0, 0)
	}
	return date
}

// readWord reads today, tomorrow, or a day of the week by at least two letters.
func readWord(text string, now time.Time) (time.Time, int) {
	said := word.FindString(text)
	name := strings.TrimSuffix(said, ".")
	switch {
	case len(name) < 2:
		return now, 0
	case name == "today" || name == lang.L("today"):
		return now, len(said)
	case name == "tomorrow" || name == lang.L("tomorrow"):
		return now.AddDate(0, 0, 1), len(said)
	}
	for ahead := range 7 {
		day := now.AddDate(0, 0, ahead+1)
		if starts(day.Format("Monday"), name) || starts(lang.L(day.Format("Monday")), name) {
			return day, len(said)
		}
	}
	return now, 0
}

func starts(word, with string) bool {
	return strings.HasPrefix(strings.ToLower(word), strings.ToLower(with))
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
