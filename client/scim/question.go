package scim

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"portaldesk/client"
	"portaldesk/client/fold"
	"portaldesk/client/lookup"
)

// question makes filters of what an agent typed.
type question struct {
	standing
	today time.Time
	// names is how names are compared: "sw" first, and "co" for what stands further inside when that finds nobody.
	names string
}

var (
	numberPattern = regexp.MustCompile(`^[\d\s()+./-]+$`)
	namedMRN      = regexp.MustCompile(`(?i)^(?:mrn|#)[:#\s]*(\d+)$`)
)

// The fewest digits that are looked for.
const (
	fewestPhoneDigits = 4
	fewestMRNDigits   = 3
)

// about is the filter for a text, nil when nothing of it can be asked for here. It is kept small: there are servers that work
// out every combination of what it joins. What it leaves out is compared here.
func (q question) about(text string) filter {
	text = strings.Join(strings.Fields(text), " ")
	if m := namedMRN.FindStringSubmatch(text); m != nil {
		return either(q.contains(client.FieldMRN, m[1]), q.begins(client.FieldMRN, text))
	}
	if number := q.number(text); number != nil {
		return number
	}
	names, beside := q.sorted(strings.Fields(text))
	switch {
	case beside != nil && len(names) > 0:
		return both(beside, q.named(names[0]))
	case beside != nil:
		return beside
	case len(names) == 0:
		return nil
	case len(names) == 1:
		return either(q.begins(client.FieldLoginID, text), q.begins(client.FieldMRN, text), q.named(names[0]))
	}
	return q.bothNamed(names[0], names[len(names)-1])
}

// sorted tells the parts of a name from what stands beside them: an address, a number or a date.
func (q question) sorted(words []string) (names []string, beside filter) {
	for _, word := range words {
		word = strings.Trim(word, ",;")
		switch number := q.number(word); {
		case strings.Contains(word, "@"):
			beside = either(q.begins(client.FieldEmail, word), q.begins(client.FieldLoginID, word))
		case number != nil:
			beside = number
		default:
			if name := firstPart(word); name != "" {
				names = append(names, name)
			}
		}
	}
	return names, beside
}

// firstPart is the beginning of a double name: the rest of it stands further inside.
func firstPart(word string) string {
	part, _, _ := strings.Cut(strings.TrimLeft(word, "-_."), "-")
	if !strings.ContainsFunc(part, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return ""
	}
	return part
}

// named asks for a part of a name.
func (q question) named(part string) filter {
	return either(q.any(client.FieldFamilyName, q.names, part), q.any(client.FieldGivenName, q.names, part), q.any(client.FieldFullName, "co", part))
}

// bothNamed asks for two parts of a name, given name first or family name first.
func (q question) bothNamed(one, other string) filter {
	var ways []filter
	folds := q.foldsAt(q.fields[client.FieldFamilyName])
	for _, first := range spellings(one, folds) {
		for _, second := range spellings(other, folds) {
			ways = append(ways,
				both(q.at(client.FieldGivenName, q.names, first), q.at(client.FieldFamilyName, q.names, second)),
				both(q.at(client.FieldFamilyName, q.names, first), q.at(client.FieldGivenName, q.names, second)),
				both(q.at(client.FieldFullName, "co", first), q.at(client.FieldFullName, "co", second)))
		}
	}
	return either(ways...)
}

// spellings are the forms of a name that are worth combining.
func spellings(name string, folds bool) []string {
	if folds {
		return forms(name, true)
	}
	spelled := []string{name}
	for _, form := range []string{strings.ToLower(name), titled(name), titled(fold.Text(name))} {
		if !slices.Contains(spelled, form) {
			spelled = append(spelled, form)
		}
	}
	return spelled
}

// number reads a date of birth, a record number or a phone number, whichever it can be.
func (q question) number(text string) filter {
	var found []filter
	for _, day := range lookup.Dates(text, q.today) {
		found = append(found, q.born(day))
	}
	if numberPattern.MatchString(text) {
		digits := fold.Digits(text)
		if digits == text && len(digits) >= fewestMRNDigits {
			found = append(found, q.contains(client.FieldMRN, digits))
		}
		if len(digits) >= fewestPhoneDigits {
			found = append(found, q.phone(digits))
		}
	}
	return either(found...)
}

func (q question) born(day string) filter {
	p, known := q.fields[client.FieldBirthDate]
	if !known {
		return nil
	}
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return nil
	}
	if q.layout == time.DateOnly {
		return compare(p, "sw", day) // a time of day may follow
	}
	return compare(p, "eq", at.Format(q.layout))
}

// phone asks for the last digits in the ways in which numbers are written; the rest is compared here.
func (q question) phone(digits string) filter {
	p, known := q.fields[client.FieldPhone]
	if !known {
		return nil
	}
	last := digits[len(digits)-fewestPhoneDigits:]
	if len(digits) < fewestPhoneDigits+3 {
		return compare(p, "co", last)
	}
	middle := digits[len(digits)-fewestPhoneDigits-3 : len(digits)-fewestPhoneDigits]
	var ways []filter
	for _, between := range []string{"", "-", " ", "."} {
		ways = append(ways, compare(p, "co", middle+between+last))
	}
	return either(ways...)
}

func (q question) begins(field client.Field, text string) filter { return q.any(field, "sw", text) }

func (q question) contains(field client.Field, text string) filter { return q.any(field, "co", text) }

// any asks for a text in every form in which it may be kept.
func (q question) any(field client.Field, op, text string) filter {
	var ways []filter
	for _, form := range forms(text, q.foldsAt(q.fields[field])) {
		ways = append(ways, q.at(field, op, form))
	}
	return either(ways...)
}

// at compares one field, nil where it is not known.
func (q question) at(field client.Field, op, text string) filter {
	p, known := q.fields[field]
	if !known {
		return nil
	}
	return compare(p, op, text)
}

// forms are the text as it was typed, in lower case, without accents, and for a server that minds case in each of its usual
// cases.
func forms(text string, folds bool) []string {
	forms := []string{text}
	add := func(form string) {
		if !slices.Contains(forms, form) {
			forms = append(forms, form)
		}
	}
	add(strings.ToLower(text)) // Keycloak folds login IDs, keeps addresses in lower case and does not fold those
	if !folds {
		add(titled(text))
		add(strings.ToUpper(text))
	}
	if plain := fold.Text(text); plain != strings.ToLower(text) {
		add(plain)
		if !folds {
			add(titled(plain))
		}
	}
	return forms
}

// titled begins each word with a capital: "o'brien" is "O'Brien".
func titled(text string) string {
	after := ' '
	return strings.Map(func(r rune) rune {
		before := after
		after = r
		if unicode.IsLetter(before) {
			return unicode.ToLower(r)
		}
		return unicode.ToTitle(r)
	}, text)
}
