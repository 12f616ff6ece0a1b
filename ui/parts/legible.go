package parts

import (
	"strings"
	"unicode"
)

// legible is a text without what is not seen but changes what is: control characters, and those that turn the direction of a text
// around, with which a server could make one name look like another.
func legible(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r), '\u202a' <= r && r <= '\u202e', '\u2066' <= r && r <= '\u2069':
			return -1
		}
		return r
	}, text)
}

// oneLine is a legible text without the ends of lines.
func oneLine(text string) string { return strings.ReplaceAll(legible(text), "\n", " ") }
