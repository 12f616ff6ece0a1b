package phrase

import (
	"cmp"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"
)

// Midnight is the beginning, in the zone, of a day that is so many days from today.
func (c Clock) Midnight(days int) time.Time {
	year, month, day := c.Now().In(c.Zone).Date()
	return time.Date(year, month, day+days, 0, 0, 0, 0, c.Zone)
}

// ReadPast reads a day that has been, as agents write it in the language of the window: "today", "yesterday", "2026-11-14",
// "14.11.", "14 Nov", "14 Nov 2026". A date without a year is the last of that name. The answer is the day's beginning.
func (c Clock) ReadPast(text string) (day time.Time, ok bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	switch text {
	case "today", strings.ToLower(lang.L("today")):
		return c.Midnight(0), true
	case "yesterday", strings.ToLower(lang.L("yesterday")):
		return c.Midnight(-1), true
	}
	year, month, date, ok := readFigures(text)
	if !ok {
		return time.Time{}, false
	}
	thisYear := c.Now().In(c.Zone).Year()
	day = time.Date(cmp.Or(year, thisYear), time.Month(month), date, 0, 0, 0, 0, c.Zone)
	if year == 0 && day.After(c.Now()) {
		day = time.Date(thisYear-1, time.Month(month), date, 0, 0, 0, 0, c.Zone)
	}
	return day, day.Day() == date && int(day.Month()) == month
}

// readFigures reads a date that is the whole of a text; the year is 0 where it has none.
func readFigures(text string) (year, month, day int, ok bool) {
	if found := isoDay.FindStringSubmatch(text); found != nil && found[0] == text {
		return number(found[1]), number(found[2]), number(found[3]), true
	}
	if found := dotDay.FindStringSubmatch(text); found != nil && found[0] == text {
		return number(found[3]), number(found[2]), number(found[1]), true
	}
	found := dated.FindStringSubmatch(text)
	if found == nil || found[0] != text {
		return 0, 0, 0, false
	}
	for month := time.January; month <= time.December; month++ {
		if starts(found[2], month.String()[:3]) || starts(found[2], lang.L(month.String()[:3])) {
			return number(found[3]), int(month), number(found[1]), true
		}
	}
	return 0, 0, 0, false
}

// Stamp is the present moment as it stands in the name of a file: "20261114-091205".
func (c Clock) Stamp() string { return c.Now().In(c.Zone).Format("20060102-150405") }
