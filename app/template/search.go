package template

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// shortMark begins a search by short name.
const shortMark = "::"

// Search finds templates of a language, all of them when it is empty. "::lo" finds the short names that begin with "lo",
// the exact one first. Otherwise every word has to begin a word of the template; capitals and accents do not count, and
// those whose names have all the words come first. An empty query finds all.
func (b *Book) Search(query, language string) []Template {
	list := b.List()
	if language != "" {
		list = slices.DeleteFunc(list, func(t Template) bool { return !t.speaks(language) })
	}
	query = fold(query)
	if short, by := strings.CutPrefix(strings.TrimSpace(query), shortMark); by {
		return byShort(list, short)
	}
	return byWords(list, strings.FieldsFunc(query, notWord))
}

func byShort(list []Template, short string) []Template {
	list = slices.DeleteFunc(list, func(t Template) bool { return !strings.HasPrefix(t.Short, short) })
	slices.SortStableFunc(list, func(a, b Template) int { return len(a.Short) - len(b.Short) })
	return list
}

func byWords(list []Template, wanted []string) []Template {
	var named, others []Template
	for _, t := range list {
		name := words(t.Name + " " + t.Short)
		switch {
		case begun(name, wanted):
			named = append(named, t)
		case begun(append(name, words(t.Body)...), wanted):
			others = append(others, t)
		}
	}
	return append(named, others...)
}

// begun says that each of the wanted words begins one that is there.
func begun(there, wanted []string) bool {
	for _, want := range wanted {
		if !slices.ContainsFunc(there, func(word string) bool { return strings.HasPrefix(word, want) }) {
			return false
		}
	}
	return true
}

func words(text string) []string { return strings.FieldsFunc(fold(text), notWord) }

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// fold takes capitals and accents away.
func fold(text string) string {
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), text)
	if err != nil {
		plain = text
	}
	return strings.ToLower(plain)
}
