package template

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"

	"portaldesk/client"
)

// Template is a text for a note.
type Template struct {
	Name string
	// Short is what the agent types after "::" to find it: small letters, digits and hyphens, once per language.
	Short string
	// Language of the body, BCP 47.
	Language string
	// Stage and Cause are the reason it suits; empty for any.
	Stage, Cause string
	Body         string
}

// The longest texts, in characters. A body leaves room in a note.
const (
	MaxName  = 80
	MaxBlank = 80
	MaxBody  = 10_000
)

// Divider is the line between templates in one text. No body may have it.
const Divider = "----"

var shortForm = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,30}$`)

// Suits says whether the template may be offered for a reason, and better than one for every reason: 2 when it is for
// this cause, 1 for this stage, 0 for any, and -1 when it is for another.
func (t Template) Suits(reason client.Reason) int {
	switch {
	case t.Stage == "":
		return 0
	case t.Stage != reason.Stage, t.Cause != "" && t.Cause != reason.Cause:
		return -1
	case t.Cause == "":
		return 1
	default:
		return 2
	}
}

// speaks says whether the body is in a language, whatever the country: "es-MX" is Spanish.
func (t Template) speaks(tag string) bool {
	own, _ := language.Make(t.Language).Base()
	wanted, _ := language.Make(tag).Base()
	return own == wanted
}

// Check says whether the template could be kept: nil, or a [*ParseError] with the place in its text.
func (t Template) Check() error {
	_, err := Parse(t.String())
	return err
}

// String is the template as text; [Parse] reads it.
func (t Template) String() string {
	var b strings.Builder
	for _, header := range t.headers() {
		if *header.value != "" {
			b.WriteString(header.key + ": " + *header.value + "\n")
		}
	}
	b.WriteString("\n" + t.Body + "\n")
	return b.String()
}

// Format is several templates as one text; [ParseAll] reads it.
func Format(list []Template) string {
	texts := make([]string, len(list))
	for i, t := range list {
		texts[i] = t.String()
	}
	return strings.Join(texts, Divider+"\n")
}

type header struct {
	key      string
	value    *string
	required bool
	// why the value cannot be; empty when it can.
	why func(value string) string
}

// headers are the template's headers, in the order in which they are written.
func (t *Template) headers() []header {
	return []header{
		{"name", &t.Name, true, func(name string) string {
			return unless(utf8.RuneCountInString(name) <= MaxName, "too-long")
		}},
		{"short", &t.Short, true, func(short string) string { return unless(shortForm.MatchString(short), "malformed") }},
		{"language", &t.Language, true, func(tag string) string {
			_, err := language.Parse(tag)
			return unless(err == nil, "malformed")
		}},
		{"stage", &t.Stage, false, func(code string) string { return unless(shortForm.MatchString(code), "malformed") }},
		{"cause", &t.Cause, false, func(code string) string { return unless(shortForm.MatchString(code), "malformed") }},
	}
}

func unless(fine bool, why string) string {
	if fine {
		return ""
	}
	return why
}
