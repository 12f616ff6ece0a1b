package lookup

import (
	"regexp"
	"strings"
	"time"

	"portaldesk/client/fold"
)

// clause holds for an account that has at least one of the terms, or a longer one that begins with it.
type clause []term

// reading is one way to understand what was typed: every clause must hold.
type reading []clause

// The fewest digits worth looking for.
const (
	fewestPhoneDigits = 4
	fewestMRNDigits   = 3
	longestQuery      = 200
)

var (
	namedMRN   = regexp.MustCompile(`^(?:mrn|#)[:#\s]*(\d+)$`)
	onlyDigits = regexp.MustCompile(`^[\d\s()+./-]+$`)
)

// readings finds out what was typed. An account matches when one of them holds.
func readings(text string, today time.Time) []reading {
	text = strings.TrimSpace(fold.Text(text))
	if len(text) > longestQuery {
		return nil
	}
	if m := namedMRN.FindStringSubmatch(text); m != nil {
		return []reading{{{term{mrn, m[1]}}}}
	}
	if whole := numbers(text, today); len(whole) > 0 {
		return []reading{{whole}}
	}
	return words(text, today)
}

// numbers reads text as a date, a record number or a phone number, whichever it can be.
func numbers(text string, today time.Time) clause {
	var found clause
	for _, day := range Dates(text, today) {
		found = append(found, term{birthDate, day})
	}
	if !onlyDigits.MatchString(text) {
		return found
	}
	digits := fold.Digits(text)
	if digits == text && len(digits) >= fewestMRNDigits {
		found = append(found, term{mrn, digits})
	}
	if len(digits) >= fewestPhoneDigits {
		found = append(found, term{phone, fromTheEnd(digits)})
	}
	return found
}

// words reads text as names, each perhaps beside a number or an address, and a single word as a login ID too.
func words(text string, today time.Time) []reading {
	parts := strings.Fields(text)
	var names reading
	for _, part := range parts {
		names = append(names, word(part, today)...)
	}
	var found []reading
	if len(names) > 0 {
		found = append(found, names)
	}
	if len(parts) == 1 && !strings.HasSuffix(text, ",") {
		found = append(found, reading{{term{loginID, text}}})
	}
	return found
}

func word(part string, today time.Time) reading {
	if strings.Contains(part, "@") {
		return reading{{term{email, part}}}
	}
	if number := numbers(strings.Trim(part, ","), today); len(number) > 0 {
		return reading{number}
	}
	var names reading
	for _, name := range fold.Words(part) {
		names = append(names, clause{{nameWord, name}})
	}
	return names
}
