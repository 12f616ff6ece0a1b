package keycloak

import (
	"regexp"
	"strings"
	"unicode"

	"portaldesk/client/fold"
)

// numbered is a number, perhaps behind letters: "4000010", "MRN-4000010".
var numbered = regexp.MustCompile(`^([^0-9]{0,12})[0-9]{3,}$`)

// records are the spellings here of a record number that was typed; none when it looks like no record number that was seen
// here. As long as none was seen, whatever has a digit and no blank may be one.
func (f *forms) records(path, typed string) []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	known := f.of(path)
	if len(known.looks) == 0 {
		if strings.ContainsAny(typed, " @") {
			return nil
		}
		return []string{typed}
	}
	var found []string
	if known.looks[look(typed)] {
		found = append(found, typed)
	}
	letters, digits := lettersOf(typed), fold.Digits(typed)
	for prefix := range known.prefixes {
		if letters == "" && typed == strings.TrimLeft(typed, "+(") || letters != "" && letters == lettersOf(prefix) {
			found = append(found, prefix+digits)
		}
	}
	return distinct(found)
}

// look is what a number looks like, each run of letters or digits as one: "RC 77-4411" is "a 0-0".
func look(value string) string {
	var seen strings.Builder
	last := rune(0)
	for _, r := range value {
		switch {
		case unicode.IsDigit(r):
			r = '0'
		case unicode.IsLetter(r):
			r = 'a'
		}
		if r != last || r != '0' && r != 'a' {
			seen.WriteRune(r)
		}
		last = r
	}
	return seen.String()
}

func lettersOf(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, fold.Text(text))
}

// nationalDigits is the length of a number without its country: what stands before it is the same for everybody.
const nationalDigits = 10

// shapeOf is how a telephone number is written, "+1 ### ### ####", without its own digits.
func shapeOf(value string) (string, bool) {
	digits := len(fold.Digits(value))
	if digits < nationalDigits || digits > nationalDigits+3 || strings.ContainsAny(value, "#") {
		return "", false
	}
	seen := 0
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return r
		}
		seen++
		if seen <= digits-nationalDigits {
			return r
		}
		return '#'
	}, value), true
}

// phones are the spellings here of a telephone number that was typed.
func (f *forms) phones(path, typed string) []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	digits := fold.Digits(typed)
	found := []string{typed, digits}
	if len(digits) >= nationalDigits {
		for shape := range f.of(path).shapes {
			found = append(found, fill(shape, digits[len(digits)-nationalDigits:]))
		}
	}
	return distinct(found)
}

// fill writes the digits of a number into a shape.
func fill(shape, digits string) string {
	next := 0
	return strings.Map(func(r rune) rune {
		if r != '#' {
			return r
		}
		next++
		return rune(digits[next-1])
	}, shape)
}
