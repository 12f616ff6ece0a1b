package template

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// ParseError says where a text is no template, and why.
type ParseError struct {
	// Line and Column, in characters, count from 1.
	Line, Column int
	// Why is "not-text", "malformed" (a header without a colon, or its value), "unknown" (a header or a variable), "twice",
	// "missing" (a header, or the body), "too-long", or "unclosed" (a "{{" without its "}}" in the line).
	Why string
	// What is the header, the variable or the text in question.
	What string
}

func (e *ParseError) Error() string {
	return fmt.Sprintf("template: line %d, column %d: %s: %q", e.Line, e.Column, e.Why, e.What)
}

// Parse reads one template. The error is a [*ParseError].
func Parse(text string) (Template, error) {
	list, firsts, err := parseAll(text)
	switch {
	case err != nil:
		return Template{}, err
	case len(list) > 1:
		return Template{}, &ParseError{firsts[1] - 1, 1, "twice", Divider}
	default:
		return list[0], nil
	}
}

// ParseAll reads a text of one or more templates. The error is a [*ParseError].
func ParseAll(text string) ([]Template, error) {
	list, firsts, err := parseAll(text)
	if err != nil {
		return nil, err
	}
	for i, t := range list {
		if slices.IndexFunc(list, t.same) < i {
			return nil, &ParseError{firsts[i], 1, "twice", t.Short}
		}
	}
	return list, nil
}

// parseAll reads templates, and answers at which line each begins.
func parseAll(text string) (list []Template, firsts []int, err error) {
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		return nil, nil, &ParseError{1, 1, "not-text", ""}
	}
	lines := strings.Split(strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n"), "\n")
	for first, last := 0, false; !last; {
		length := slices.IndexFunc(lines[first:], isDivider)
		if last = length < 0; last {
			length = len(lines) - first
		}
		t, err := parse(lines[first:first+length], first+1)
		if err != nil {
			return nil, nil, err
		}
		list, firsts = append(list, t), append(firsts, first+1)
		first += length + 1
	}
	return list, firsts, nil
}

func isDivider(line string) bool { return strings.TrimRight(line, " \t") == Divider }

// same says that one of the two takes the other's place.
func (t Template) same(other Template) bool {
	return t.Short == other.Short && t.Language == other.Language
}

// parse reads the lines of one template, of which the first has the given number.
func parse(lines []string, number int) (Template, error) {
	var t Template
	seen := map[string]bool{}
	for i, line := range lines {
		empty := strings.TrimSpace(line) == ""
		if empty && len(seen) > 0 {
			err := cmp.Or(t.checkHeaders(number), t.setBody(lines[i+1:], number+i+1))
			return t, err
		}
		if empty {
			continue
		}
		if err := t.setHeader(line, number+i, seen); err != nil {
			return t, err
		}
	}
	return t, cmp.Or[error](t.checkHeaders(number), &ParseError{number + len(lines), 1, "missing", "body"})
}

func (t *Template) setHeader(line string, number int, seen map[string]bool) error {
	key, value, found := strings.Cut(line, ":")
	key = strings.ToLower(strings.TrimSpace(key))
	if !found {
		return &ParseError{number, 1, "malformed", key}
	}
	at := slices.IndexFunc(t.headers(), func(h header) bool { return h.key == key })
	if at < 0 {
		return &ParseError{number, 1, "unknown", key}
	}
	if seen[key] {
		return &ParseError{number, 1, "twice", key}
	}
	seen[key] = true
	header := t.headers()[at]
	*header.value = strings.TrimSpace(value)
	if *header.value == "" {
		return nil
	}
	if why := header.why(*header.value); why != "" {
		column := utf8.RuneCountInString(line) - utf8.RuneCountInString(strings.TrimLeft(value, " \t")) + 1
		return &ParseError{number, column, why, key}
	}
	return nil
}

func (t *Template) checkHeaders(number int) error {
	for _, header := range t.headers() {
		if header.required && *header.value == "" {
			return &ParseError{number, 1, "missing", header.key}
		}
	}
	if t.Cause != "" && t.Stage == "" {
		return &ParseError{number, 1, "missing", "stage"}
	}
	return nil
}

func (t *Template) setBody(lines []string, number int) error {
	for i, line := range lines {
		for part := range parts(line) {
			if part.why != "" {
				return &ParseError{number + i, utf8.RuneCountInString(line[:part.at]) + 1, part.why, part.what}
			}
		}
	}
	t.Body = strings.Trim(strings.Join(lines, "\n"), "\n")
	switch {
	case strings.TrimSpace(t.Body) == "":
		return &ParseError{number, 1, "missing", "body"}
	case utf8.RuneCountInString(t.Body) > MaxBody:
		return &ParseError{number, 1, "too-long", "body"}
	default:
		return nil
	}
}
