package keycloak

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"portaldesk/client"
	"portaldesk/client/fold"
)

// shortest is the fewest characters worth looking for: fewer find a good part of a realm, slowly. A name of one Chinese
// character is a name.
const shortest = 3

// longest text that is looked for.
const longestText = 200

func tooShort(query client.Query) bool {
	text := strings.TrimSpace(query.Text)
	if text == "" {
		return query.Status == ""
	}
	return utf8.RuneCountInString(text) < shortest && !strings.ContainsFunc(text, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana)
	})
}

// sources are the questions that a look-up comes to.
func (c *Client) sources(query client.Query) []source {
	text := strings.TrimSpace(query.Text)
	if runes := []rune(text); len(runes) > longestText {
		text = string(runes[:longestText])
	}
	var sources []source
	switch {
	case text == "" && query.Status == client.StatusLocked:
		sources = c.lockedAccounts()
	case text == "":
		sources = []source{{questions: []url.Values{{}}}}
	default:
		sources = typed{c, c.fields(), c.clock.now()}.sources(text)
	}
	if enabled, known := enabledIn[query.Status]; known {
		for _, s := range sources {
			for _, question := range s.questions {
				question.Set("enabled", enabled)
			}
		}
	}
	return sources
}

// enabledIn says of states what the server can be asked of them.
var enabledIn = map[client.Status]string{
	client.StatusActive: "true", client.StatusInvited: "true", client.StatusResetPending: "true", client.StatusDeactivated: "false",
}

// typed finds out what the agent typed into the one field.
type typed struct {
	c      *Client
	fields client.FieldMap
	today  time.Time
}

var (
	// own is the server's own notation, which is passed on: exact, and by id.
	own = regexp.MustCompile(`^(?:".+"|id:\S+)$`)
	// namedMRN is a record number that says so: "MRN 4000123", "#4000123".
	namedMRN   = regexp.MustCompile(`(?i)^(?:mrn|#)[:#\s]*(\S+)$`)
	onlyDigits = regexp.MustCompile(`^[\d\s()+./-]+$`)
)

func (t typed) sources(text string) []source {
	if own.MatchString(text) {
		return []source{{questions: []url.Values{{"search": {text}}}}}
	}
	if exact := t.exactly(text); len(exact) > 0 {
		return t.alternatives(exact, nil, text)
	}
	var names, numbers []string
	var exact []url.Values
	for _, part := range strings.Fields(strings.ReplaceAll(text, ",", " ")) {
		if found := t.exactly(part); len(found) > 0 && hasDigit(part) {
			exact, numbers = append(exact, found...), append(numbers, part)
			continue
		}
		names = append(names, part)
	}
	switch {
	case len(exact) == 0:
		return searches(names)
	case len(names) == 0:
		return t.alternatives(exact, nil, strings.Join(numbers, " "))
	}
	return t.alternatives(exact, names, "")
}

// alternatives are exact questions first, and then what was typed as a login ID or an address. With names beside it, an
// account must have those too.
func (t typed) alternatives(exact []url.Values, names []string, text string) []source {
	one := source{questions: exact}
	if len(names) > 0 {
		one.keep = func(u user) bool { return u.isCalled(names) }
		return []source{one}
	}
	if !couldBeLoginID(text) {
		return []source{one}
	}
	another := func(u user) bool { return !t.answers(exact, u) }
	return []source{one, {questions: []url.Values{{"search": {cleaned(text)}}}, keep: another}}
}

// couldBeLoginID leaves out dates and numbers with signs in them.
func couldBeLoginID(text string) bool {
	return !onlyDigits.MatchString(text) && !strings.Contains(text, " ") || fold.Digits(text) == text
}

// exactly are the questions for somebody who has the text as record number, telephone number or date of birth.
func (t typed) exactly(text string) []url.Values {
	var questions []url.Values
	ask := func(field client.Field, spellings []string) {
		for _, spelling := range spellings {
			if question := equal(t.fields[field], spelling); question != nil {
				questions = append(questions, question)
			}
		}
	}
	ask(client.FieldBirthDate, t.c.forms.dates(t.fields[client.FieldBirthDate], text, t.today))
	if m := namedMRN.FindStringSubmatch(text); m != nil && hasDigit(text) {
		ask(client.FieldMRN, distinct(append(t.c.forms.records(t.fields[client.FieldMRN], m[1]), text)))
		return questions
	}
	if hasDigit(text) && !strings.Contains(text, "@") && len(questions) == 0 {
		ask(client.FieldMRN, t.c.forms.records(t.fields[client.FieldMRN], text))
	}
	if onlyDigits.MatchString(text) && len(fold.Digits(text)) >= minContactPhone {
		ask(client.FieldPhone, t.c.forms.phones(t.fields[client.FieldPhone], text))
	}
	return questions
}

func hasDigit(text string) bool { return strings.ContainsFunc(text, unicode.IsDigit) }

// equal asks for a value at a path. Attributes are asked for in a language of their own, in which quotes keep blanks
// together and a backslash ends in an error; nobody's number has either.
func equal(path, value string) url.Values {
	name, attribute := strings.CutPrefix(path, attributePrefix)
	switch {
	case path == "" || value == "":
		return nil
	case !attribute:
		return url.Values{path: {value}, "exact": {"true"}}
	case strings.ContainsAny(value, `"\`) || strings.ContainsAny(name, `"\: `):
		return nil
	}
	return url.Values{"q": {name + `:"` + value + `"`}}
}

// answers says whether an account is one of those that the questions find.
func (t typed) answers(exact []url.Values, u user) bool {
	return slices.ContainsFunc(exact, func(question url.Values) bool {
		if q := question.Get("q"); q != "" {
			name, value, _ := strings.Cut(q, ":")
			return strings.EqualFold(u.at(attributePrefix+name), strings.Trim(value, `"`))
		}
		for path, values := range question {
			if strings.EqualFold(u.at(path), values[0]) {
				return true
			}
		}
		return false
	})
}

// isCalled says whether each of the names begins a name, or the login ID, of the account.
func (u user) isCalled(names []string) bool {
	own := fold.Words(u.FirstName + " " + u.LastName + " " + u.Username)
	for _, name := range names {
		for _, word := range fold.Words(name) {
			if !slices.ContainsFunc(own, func(o string) bool { return strings.HasPrefix(o, word) }) {
				return false
			}
		}
	}
	return true
}
