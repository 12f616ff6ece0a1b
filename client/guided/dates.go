package guided

import (
	"regexp"
	"strings"
	"time"

	"portaldesk/client/fold"
	"portaldesk/client/lookup"
)

// dateOrder is which of day and month comes first in a file's dates.
type dateOrder int

const (
	monthFirst dateOrder = iota
	dayFirst
	mixed // both: a date that can be read both ways is not read at all
)

// read is a date of birth as "2006-01-02", empty for what is none. A time after it does not matter.
func (o dateOrder) read(text string, today time.Time) string {
	found := lookup.Dates(text, today)
	if len(found) == 0 {
		date, _, _ := strings.Cut(strings.Replace(text, "T", " ", 1), " ")
		found = lookup.Dates(date, today)
	}
	switch {
	case len(found) == 1:
		return found[0]
	case len(found) == 2 && o == monthFirst:
		return found[0]
	case len(found) == 2 && o == dayFirst:
		return found[1]
	}
	return ""
}

var yearLast = regexp.MustCompile(`^(\d{1,2})[-/. ](\d{1,2})[-/. ]\d{2,4}\b`)

// orderCount counts which dates can only be read one way.
type orderCount struct{ day, month int }

func (c *orderCount) see(date string) {
	if m := yearLast.FindStringSubmatch(date); m != nil {
		switch {
		case beyondMonths(m[1]) && !beyondMonths(m[2]):
			c.day++
		case beyondMonths(m[2]) && !beyondMonths(m[1]):
			c.month++
		}
	}
}

func beyondMonths(number string) bool { return len(number) == 2 && number > "12" }

// order is what the dates of the file say, or, where they say nothing, the language of its header.
func (c orderCount) order(header string) dateOrder {
	switch {
	case c.day > 0 && c.month > 0:
		return mixed
	case c.day > 0:
		return dayFirst
	case c.month > 0:
		return monthFirst
	case strings.Contains(fold.Text(header), "nac"):
		return dayFirst
	}
	return monthFirst
}
