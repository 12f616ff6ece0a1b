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
	dayMonth    = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)?[-. ]*([^\d\s.,-]{3,})[-., ]*(\d{4}|\d{2})$`)
	monthDay    = regexp.MustCompile(`^([^\d\s.,-]{3,})[-. ]*(\d{1,2})(?:st|nd|rd|th)?[-., ]+(\d{4}|\d{2})$`)
)

// spanish leaves out what Spanish says between day, month and year.
var spanish = strings.NewReplacer(" de ", " ", " del ", " ")

// months are matched by their first letters, English and Spanish, three at least.
var months = [12][]string{
	{"january", "enero"}, {"february", "febrero"}, {"march", "marzo"}, {"april", "abril"},
	{"may", "mayo"}, {"june", "junio"}, {"july", "julio"}, {"august", "agosto"},
	{"september", "septiembre"}, {"october", "octubre"}, {"november", "noviembre"}, {"december", "diciembre"},
}

// Dates reads a date in the forms people type: 1984-03-12, 19840312, 3/12/1984, 12.3.1984, 03/12/84, "12 march 1984",
// "March 12, 1984", "12 de marzo de 1984". Where day and month could be either, both dates come back; two-digit years are not later than that of
// today. Answers are "2006-01-02"; none when text is no date.
func Dates(text string, today time.Time) []string {
	text = strings.TrimSpace(spanish.Replace(fold.Text(text)))
	if m := compactDate.FindStringSubmatch(text); m != nil {
		return valid(date{m[1], m[2], m[3]})
	}
	if m := yearFirst.FindStringSubmatch(text); m != nil {
		return valid(date{m[1], m[2], m[3]})
	}
	if m := yearLast.FindStringSubmatch(text); m != nil {
		year := fullYear(m[3], today)
		return valid(date{year, m[1], m[2]}, date{year, m[2], m[1]})
	}
	if m := dayMonth.FindStringSubmatch(text); m != nil {
		return valid(date{fullYear(m[3], today), monthNumber(m[2]), m[1]})
	}
	if m := monthDay.FindStringSubmatch(text); m != nil {
		return valid(date{fullYear(m[3], today), monthNumber(m[1]), m[2]})
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

// fullYear puts a two-digit year into the hundred years that end with today: nobody is born in the future.
func fullYear(year string, today time.Time) string {
	if len(year) == 4 {
		return year
	}
	short, err := strconv.Atoi(year)
	if err != nil {
		return year
	}
	century := today.Year() / 100 * 100
	if century+short > today.Year() {
		century -= 100
	}
	return strconv.Itoa(century + short)
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
