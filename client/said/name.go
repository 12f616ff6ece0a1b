package said

import (
	"slices"
	"strings"
	"unicode"

	"portaldesk/client"
)

// sameName takes the name in any order and in any spelling on file. A middle name may be left out or be its first letter,
// and of two surnames the second may be left out; the first given name and the first surname are always said whole. What is
// not on file is not forgiven: who says more names than that may be somebody else.
func sameName(f client.OnFile, said string) bool {
	kept := namesOnFile(f)
	return slices.ContainsFunc(readings(said), func(heard reading) bool {
		return slices.ContainsFunc(kept, func(n name) bool { return n.is(heard) })
	})
}

// namesOnFile are the ways in which the name is on file, each also as it is written in Latin letters.
func namesOnFile(f client.OnFile) []name {
	written := []name{}
	if f.GivenName+f.FamilyName != "" {
		written = append(written, nameOf(f.GivenName, f.FamilyName))
	}
	for _, spelling := range f.Spellings {
		family, given, listed := strings.Cut(spelling, ",")
		if !listed {
			family, given = "", spelling
		}
		written = append(written, nameOf(given, family))
	}
	for _, n := range slices.Clone(written) {
		written = append(written, n.romanised()...)
	}
	return written
}

// name is a name on file in its parts. Where only a whole name is known, family is empty and nothing may be left out.
type name struct {
	given, family string
	generation    string // "jr", "iii"; empty for none
}

func nameOf(given, family string) name {
	given, one := cutGeneration(withoutTitles(given, mostTitles))
	family, other := cutGeneration(withoutTitles(family, mostTitles))
	return name{strings.TrimSpace(given), strings.TrimSpace(family), one + other}
}

// is says whether a reading of what was said is this name. Father and son may be told apart by the generation alone.
func (n name) is(heard reading) bool {
	if !compatible(n.generation, heard.generation) {
		return false
	}
	for _, way := range foldings(n.given + " " + n.family) {
		if n.folded(way).isSaid(words(heard.text, way.other)) {
			return true
		}
	}
	return false
}

// parts are the words of a name.
type parts struct{ given, family []string }

func (n name) folded(way folding) parts {
	return parts{words(n.given, way.own), words(n.family, way.own)}
}

func (p parts) isSaid(said []string) bool {
	if len(said) == 0 || len(p.given)+len(p.family) == 0 {
		return false
	}
	if len(p.given) == 0 || len(p.family) == 0 {
		return p.isWhole(said)
	}
	if p.runsTogether(said) {
		return true
	}
	for cut := 1; cut < len(said); cut++ {
		before, after := said[:cut], said[cut:]
		if p.isGiven(before) && p.isFamily(after) || p.isFamily(before) && p.isGiven(after) {
			return true
		}
	}
	return false
}

// isWhole compares a name of which nobody knows which word is what: every word, in any order.
func (p parts) isWhole(said []string) bool {
	whole := slices.Concat(p.given, p.family)
	return joined(whole) == joined(said) || slices.Equal(slices.Sorted(slices.Values(whole)), slices.Sorted(slices.Values(said)))
}

// runsTogether takes a whole name without a blank in scripts that put none ("王芳"), and one that was spelled to its end
// without a pause.
func (p parts) runsTogether(said []string) bool {
	given, family := strings.Join(p.given, ""), strings.Join(p.family, "")
	if len(said) != 1 && !allSingle(said) || len(said) == 1 && !withoutBlanks(given+family) {
		return false
	}
	text := strings.Join(said, "")
	return text == given+family || text == family+given
}

func withoutBlanks(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana)
	})
}

// mostNames is how many given names are looked at one by one; whoever has more says all of them.
const mostNames = 6

// isGiven: the first name whole, each of the others whole, by its first letter, or not at all.
func (p parts) isGiven(said []string) bool {
	want := joined(said)
	if joined(p.given) == want {
		return true
	}
	if len(p.given) > mostNames {
		return false
	}
	heard := [][]string{p.given[:1]}
	for _, middle := range p.given[1:] {
		for _, before := range slices.Clone(heard) {
			whole := append(slices.Clone(before), middle)
			heard = append(heard, whole, append(slices.Clone(before), firstLetter(middle)))
		}
	}
	return slices.ContainsFunc(heard, func(names []string) bool { return joined(names) == want })
}

func firstLetter(word string) string {
	for _, r := range word {
		return string(r)
	}
	return ""
}

// particles begin a surname and are none by themselves.
var particles = map[string]bool{
	"de": true, "del": true, "la": true, "las": true, "los": true, "el": true, "al": true, "da": true, "das": true, "do": true,
	"dos": true, "di": true, "du": true, "le": true, "van": true, "von": true, "der": true, "den": true, "ter": true, "ten": true,
	"zu": true, "bin": true, "ibn": true, "ben": true, "bint": true, "abu": true, "mac": true, "mc": true, "saint": true,
	"st": true, "san": true, "santa": true, "santo": true, "y": true, "e": true, "i": true,
}

// isFamily: all of it, or the first of two surnames. A surname with a hyphen is one.
func (p parts) isFamily(said []string) bool {
	want := strings.Join(said, "")
	if strings.Join(p.family, "") == want {
		return true
	}
	end := 0
	for end < len(p.family)-1 && particles[plain(p.family[end])] {
		end++
	}
	return end+1 < len(p.family) && strings.Join(p.family[:end+1], "") == want
}

// joined is words as if they were written together, but for single letters, which stand for a name of their own: "Mary Kate"
// is "Marykate", "Ann A" is not "Anna".
func joined(words []string) string {
	var all strings.Builder
	for _, word := range words {
		if single(word) && !withoutBlanks(word) {
			word = " " + word + " "
		}
		all.WriteString(word)
	}
	return all.String()
}

func allSingle(words []string) bool {
	return !slices.ContainsFunc(words, func(word string) bool { return !single(word) })
}

func single(word string) bool { return len([]rune(word)) == 1 }
