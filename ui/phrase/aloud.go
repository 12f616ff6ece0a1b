package phrase

import (
	"strings"
	"unicode"

	"portaldesk/ui/language"
)

// Aloud is a secret as it is read to a caller, one group to an entry: "K as in kilo, 7, M as in mike, P as in papa". Groups
// are what hyphens and blanks part, words those of a tongue. The alphabet is the international one (ICAO Annex 10).
func Aloud(secret string, tongue language.Tongue) []string {
	groups := strings.FieldsFunc(secret, func(r rune) bool { return r == '-' || unicode.IsSpace(r) })
	lines := make([]string, len(groups))
	for i, group := range groups {
		lines[i] = aloud(group, tongue)
	}
	return lines
}

func aloud(group string, tongue language.Tongue) string {
	var words []string
	for _, r := range group {
		words = append(words, spell(r, tongue))
	}
	return strings.Join(words, ", ")
}

// spell says which letter it is and, where it matters, of which case.
func spell(r rune, tongue language.Tongue) string {
	word, ok := alphabet[unicode.ToLower(r)]
	switch {
	case !ok:
		return character(r, tongue)
	case unicode.IsLower(r):
		return tongue.L("small {{.Letter}} as in {{.Word}}", map[string]any{"Letter": string(r), "Word": word})
	default:
		return tongue.L("{{.Letter}} as in {{.Word}}", map[string]any{"Letter": string(r), "Word": word})
	}
}

func character(r rune, tongue language.Tongue) string {
	if name, ok := signs[r]; ok {
		return tongue.L(name)
	}
	return string(r)
}

var alphabet = map[rune]string{
	'a': "alfa", 'b': "bravo", 'c': "charlie", 'd': "delta", 'e': "echo", 'f': "foxtrot", 'g': "golf", 'h': "hotel",
	'i': "india", 'j': "juliett", 'k': "kilo", 'l': "lima", 'm': "mike", 'n': "november", 'o': "oscar", 'p': "papa",
	'q': "quebec", 'r': "romeo", 's': "sierra", 't': "tango", 'u': "uniform", 'v': "victor", 'w': "whiskey",
	'x': "x-ray", 'y': "yankee", 'z': "zulu",
}

var signs = map[rune]string{
	'.': "full stop", '_': "underscore", '!': "exclamation mark", '?': "question mark", '#': "number sign", '+': "plus",
	'*': "star", '@': "at", '/': "slash", '=': "equals", '&': "and sign", '%': "percent", '$': "dollar",
}
