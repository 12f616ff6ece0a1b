package lookup

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"portaldesk/client/fold"
)

var (
	compactDate = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	yearFirst   = regexp.MustCompile(`^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$`)
	yearLast    = regexp.MustCompile(`^(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4}|\d{2})$`)
	dayMonth    = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th|o)?[-. ]*([^\d\s.,-]{3,})[-., ]*(\d{4}|\d{2})$`)
	yearMonth   = regexp.MustCompile(`^(\d{4})[-., ]*([^\d\s.,-]{3,})[-. ]*(\d{1,2})(?:st|nd|rd|th|o)?$`)
	monthDay    = regexp.MustCompile(`^([^\d\s.,-]{3,})[-. ]*(\d{1,2})(?:st|nd|rd|th|o)?[-., ]+(\d{4}|\d{2})$`)
)

// fillers are what people say between day, month and year, in English and Spanish.
var fillers = map[string]bool{"de": true, "del": true, "of": true, "the": true, "el": true}

// bare is a date without what is only said around it.
func bare(text string) string {
	var words []string
	for _, word := range strings.Fields(text) {
		word = strings.TrimLeft(word, "'’")
		switch {
		case word == "primero":
			word = "1"
		case fillers[word]:
			continue
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

// months are matched by their first letters, English and Spanish, three at least.
var months = [12][]string{
	{"january", "enero"}, {"february", "febrero"}, {"march", "marzo"}, {"april", "abril"},
	{"may", "mayo"}, {"june", "junio"}, {"july", "julio"}, {"august", "agosto"},
	{"september", "septiembre"}, {"october", "octubre"}, {"november", "noviembre"}, {"december", "diciembre"},
}

// Dates reads a date in the forms people type: 1984-03-12, 19840312, 3/12/1984, 12.3.1984, 03/12/84, "12 march 1984",
// "March 12, 1984", "the 12th of March 84", "12 de marzo de 1984". Where day and month could be either, both dates come back;
// a date with a year of two digits is not later than today. Answers are "2006-01-02"; none when text is no date.
func Dates(text string, today time.Time) []string {
	text = bare(fold.Text(text))
	if m := compactDate.FindStringSubmatch(text); m != nil {
		return valid(date{m[1], m[2], m[3]})
	}
	if m := yearFirst.FindStringSubmatch(text); m != nil {
		return valid(date{m[1], m[2], m[3]})
	}
	if m := yearLast.FindStringSubmatch(text); m != nil {
		return valid(past(date{m[3], m[1], m[2]}, today), past(date{m[3], m[2], m[1]}, today))
	}
	if m := dayMonth.FindStringSubmatch(text); m != nil {
		return valid(past(date{m[3], monthNumber(m[2]), m[1]}, today))
	}
	if m := monthDay.FindStringSubmatch(text); m != nil {
		return valid(past(date{m[3], monthNumber(m[1]), m[2]}, today))
	}
	if m := yearMonth.FindStringSubmatch(text); m != nil {
		return valid(date{m[1], monthNumber(m[2]), m[3]})
	}
	return nil
}

// date is year, month and day as they were typed.
type date struct{ year, month, day string }

func valid(candidates ...date) []string {
	var dates []string
	for _, candidate := range candidates {
		text, ok := candidate.iso()
		if ok && !slices.Contains(dates, text) {
			dates = append(dates, text)
		}
	}
	return dates
}

func (d date) iso() (string, bool) {
	text := d.year + "-" + twoDigits(d.month) + "-" + twoDigits(d.day)
	_, err := time.Parse(time.DateOnly, text)
	return text, err == nil
}

func twoDigits(number string) string {
	if len(number) == 1 {
		return "0" + number
	}
	return number
}

// past puts a year of two digits into the hundred years that end with today: nobody is born in the future.
func past(d date, today time.Time) date {
	short, err := strconv.Atoi(d.year)
	if err != nil || len(d.year) == 4 {
		return d
	}
	century := today.Year() / 100 * 100
	d.year = strconv.Itoa(century + short)
	if text, ok := d.iso(); century+short > today.Year() || ok && text > today.Format(time.DateOnly) {
		d.year = strconv.Itoa(century - 100 + short)
	}
	return d
}

func monthNumber(word string) string {
	for i, names := range months {
		for _, name := range names {
			if strings.HasPrefix(name, word) {
				return strconv.Itoa(i + 1)
			}
		}
	}
	return ""
}
