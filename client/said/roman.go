package said

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// romanised are the names as passports and maps write them in Latin letters. Each is one whole standard: a name is never
// half of one and half of another, and Юлия is Iuliia or Yuliya, never Julia.
func (n name) romanised() []name {
	var tables []standard
	switch whole := n.given + n.family; {
	case strings.ContainsFunc(whole, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }):
		tables = cyrillic
	case strings.ContainsFunc(whole, func(r rune) bool { return unicode.Is(unicode.Greek, r) }):
		tables = greek
	}
	var names []name
	for _, table := range tables {
		names = append(names, name{table.write(n.given), table.write(n.family), n.generation})
	}
	return names
}

// standard is one way to write a script in Latin letters.
type standard struct {
	pairs *strings.Replacer // letters that are written together, before the others
	one   map[rune]string
	first map[rune]string // at the beginning of a word
}

func (s standard) write(text string) string {
	text = strings.ToLower(norm.NFC.String(text))
	if s.pairs != nil {
		text = s.pairs.Replace(text)
	}
	var out strings.Builder
	begins := true
	for _, r := range text {
		latin, known := s.one[r]
		if initial, other := s.first[r]; begins && other {
			latin, known = initial, true
		}
		if known {
			out.WriteString(latin)
		} else {
			out.WriteRune(r)
		}
		begins = !unicode.IsLetter(r)
	}
	return out.String()
}

// table reads "а=a б=b"; a letter that is not written stands with nothing after the sign.
func table(text string, more ...string) map[rune]string {
	letters := map[rune]string{}
	for _, pair := range strings.Fields(text + " " + strings.Join(more, " ")) {
		letter, latin, _ := strings.Cut(pair, "=")
		letters[[]rune(letter)[0]] = latin
	}
	return letters
}

const russian = "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya"

// cyrillic: passports of today (ICAO Doc 9303-3), maps (BGN/PCGN 1947), maps with the endings that people write, and Ukrainian
// (the Cabinet's resolution 55 of 2010).
var cyrillic = []standard{
	{one: table(russian, "й=i ъ=ie ю=iu я=ia", "і=i ї=i є=ie ґ=g")},
	{one: table(russian, "ё=ye"), first: table("е=ye ё=ye")},
	{one: table(russian), pairs: strings.NewReplacer("ия", "ia", "ий", "y", "ый", "y", "кс", "x")},
	{one: table(russian), pairs: strings.NewReplacer("ия", "ia", "ий", "y", "ый", "y")},
	{
		one: table(russian, "г=h ґ=g є=ie и=y і=i ї=i й=i ю=iu я=ia"), first: table("є=ye ї=yi й=y ю=yu я=ya"),
		pairs: strings.NewReplacer("зг", "zgh"),
	},
}

const modernGreek = "α=a ά=a β=v γ=g δ=d ε=e έ=e ζ=z η=i ή=i θ=th ι=i ί=i ϊ=i ΐ=i κ=k λ=l μ=m ν=n ξ=x ο=o ό=o π=p ρ=r σ=s ς=s τ=t υ=y ύ=y ϋ=y ΰ=y φ=f χ=ch ψ=ps ω=o ώ=o"

// greek: passports (ELOT 743, which is ISO 843), and with the h that people write for χ.
var greek = []standard{
	{one: table(modernGreek), pairs: greekPairs},
	{one: table(modernGreek, "χ=h"), pairs: greekPairs},
}

var greekPairs = strings.NewReplacer("ου", "ou", "ού", "ou", "γγ", "ng", "γξ", "nx", "γχ", "nch",
	"αυβ", "avβ", "αυγ", "avγ", "αυδ", "avδ", "αυλ", "avλ", "αυμ", "avμ", "αυν", "avν", "αυρ", "avρ", "αυα", "avα", "αυ", "af",
	"ευα", "evα", "ευά", "evά", "ευγ", "evγ", "ευδ", "evδ", "ευλ", "evλ", "ευμ", "evμ", "ευν", "evν", "ευρ", "evρ", "ευ", "ef")
