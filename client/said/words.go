package said

import (
	"strings"
	"unicode"

	"portaldesk/client/fold"
)

// folding is one way to write letters that have two ways in plain Latin: own for what is on file, other for what was said.
type folding struct{ own, other func(string) string }

// umlauts are the letters that are written with an e, or as two, where the keyboard has none of them.
var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ø", "oe", "å", "aa", "Ä", "ae", "Ö", "oe", "Ü", "ue", "Ø", "oe", "Å", "aa")

func hasUmlaut(text string) bool { return strings.ContainsAny(composed(text), "äöüøåÄÖÜØÅ") }

func expanded(text string) string { return umlauts.Replace(composed(text)) }

func same(text string) string { return text }

// foldings are the ways to compare a text on file: "Müller" is "Muller" and "Mueller", whichever side has the umlaut. Only
// one side is written out: where both have it, nothing was left to the keyboard.
func foldings(onFile string) []folding {
	ways := []folding{{same, same}}
	if hasUmlaut(onFile) {
		return append(ways, folding{expanded, withoutUmlauts})
	}
	return append(ways, folding{same, expanded})
}

// withoutUmlauts is the text, or nothing where it has an umlaut itself.
func withoutUmlauts(text string) string {
	if hasUmlaut(text) {
		return ""
	}
	return text
}

// words are the words of a name, in lower case. A hyphen joins them, as an apostrophe does, also one that was said as a blank:
// "O'Brien" and "O Brien" are one word.
func words(text string, write func(string) string) []string {
	text = fold.Text(write(text))
	text = strings.Map(joining, text)
	var found []string
	for _, word := range strings.FieldsFunc(text, notInName) {
		if last := len(found) - 1; last >= 0 && (found[last] == "o" || found[last] == "d") && len(word) > 1 {
			found[last] += word
			continue
		}
		found = append(found, word)
	}
	return found
}

// joining leaves out what joins two parts of one word.
func joining(r rune) rune {
	switch r {
	case '\'', '’', '‘', 'ʼ', '`', '´', '-', '‐', '‑', '–':
		return -1
	}
	return r
}

func notInName(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) }

func plain(word string) string { return fold.Text(word) }
