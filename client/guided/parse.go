package guided

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"portaldesk/client"
)

// GuideError says what of a guide cannot be used. Line counts from 1; 0 is the guide as a whole.
type GuideError struct {
	Line int
	Why  string
}

func (e *GuideError) Error() string {
	if e.Line == 0 {
		return "guide: " + e.Why
	}
	return fmt.Sprintf("guide: line %d: %s", e.Line, e.Why)
}

// The bounds of a guide. Beyond them, it is some other file.
const (
	maxGuide = 256 << 10
	maxSteps = 40
	maxText  = 600 // characters of one step or sentence
	version  = "1"
)

var (
	heading = regexp.MustCompile(`^\[\s*([^\[\]]+?)\s*\]$`)
	blanks  = regexp.MustCompile(`\{\{\s*([^{}]*?)\s*\}\}`)
)

// Parse reads a guide:
//
//	# A line that begins with # is for people only.
//	guide: 1
//	product: MyChart
//	vendor: Epic
//
//	[status words]
//	Activated = active
//
//	[access codes]
//	life: 7 days
//	by: voice, e-mail
//
//	[reset password by link]
//	1. Find the patient by name and birth date.
//	2. Choose "Send link".
//	   A line that begins with a blank goes on with the one before.
//	then: The patient opens the link and chooses a password.
//
//	[change login id]
//	cannot: {{product}} cannot change a login ID.
//	instead: Tell the patient which one they have.
//
// Every section but the first two is about one ability, and says either steps or why there are none. {{product}}, {{vendor}} and
// {{code life}} stand for what the guide says elsewhere. The error is a [*GuideError].
func Parse(text string) (Guide, error) {
	p := &parser{guide: Guide{CodeHours: map[client.CodeChannel]int{}, Entries: map[client.Ability]Entry{}}, seen: map[string]int{}}
	if len(text) > maxGuide {
		return Guide{}, &GuideError{0, fmt.Sprintf("longer than %d kilobytes", maxGuide>>10)}
	}
	for i, line := range strings.Split(text, "\n") {
		p.number = i + 1
		if err := p.line(strings.TrimRight(line, " \t\r")); err != nil {
			return Guide{}, err
		}
	}
	if err := p.finish(); err != nil {
		return Guide{}, err
	}
	return p.guide, nil
}

// parser reads a guide line by line.
type parser struct {
	guide  Guide
	number int
	title  string  // of the section it is in; empty before the first
	about  section // what that section is about, if an ability
	entry  Entry
	seen   map[string]int // sections and keys, by the line they were in
	goesOn *string        // what a line that begins with a blank goes on with
	codes  codes
}

func (p *parser) fail(format string, args ...any) error {
	return &GuideError{p.number, fmt.Sprintf(format, args...)}
}

func (p *parser) line(line string) error {
	switch {
	case !utf8.ValidString(line):
		return p.fail("it is not UTF-8: save the file as UTF-8")
	case line == "" || strings.HasPrefix(line, "#"):
		return nil
	case line[0] == ' ' || line[0] == '\t':
		return p.continuation(strings.TrimSpace(line))
	}
	p.goesOn = nil
	if m := heading.FindStringSubmatch(line); m != nil {
		return p.section(strings.ToLower(m[1]))
	}
	switch p.title {
	case "":
		return p.head(line)
	case sectionWords:
		return p.statusWord(line)
	case sectionCodes:
		return p.code(line)
	default:
		return p.ability(line)
	}
}

func (p *parser) continuation(text string) error {
	if p.goesOn == nil {
		return p.fail("it begins with a blank, and there is nothing above that it could go on with")
	}
	return p.set(p.goesOn, *p.goesOn+" "+text)
}

// set checks and keeps a step or sentence.
func (p *parser) set(into *string, text string) error {
	if utf8.RuneCountInString(text) > maxText {
		return p.fail("longer than %d characters: make two steps of it", maxText)
	}
	if strings.Contains(blanks.ReplaceAllString(text, ""), "{{") {
		return p.fail("a {{ is not closed")
	}
	for _, m := range blanks.FindAllStringSubmatch(text, -1) {
		if !slices.Contains([]string{"product", "vendor", "code life"}, m[1]) {
			return p.fail("{{%s}} stands for nothing; there are {{product}}, {{vendor}} and {{code life}}", m[1])
		}
	}
	if text == "" {
		return p.fail("nothing is said after the colon")
	}
	*into, p.goesOn = text, into
	return nil
}

// once refuses what was said before.
func (p *parser) once(what string) error {
	if before, said := p.seen[what]; said {
		return p.fail("%s is in line %d already", what, before)
	}
	p.seen[what] = p.number
	return nil
}

// keyed splits "key: value".
func (p *parser) keyed(line string, keys ...string) (key, value string, err error) {
	key, value, found := strings.Cut(line, ":")
	key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
	if !found || !slices.Contains(keys, key) {
		return "", "", p.fail("expected one of: %s", strings.Join(keys, ":, ")+":")
	}
	return key, value, p.once(p.title + " " + key + ":")
}
