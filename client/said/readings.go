package said

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"portaldesk/client/fold"
)

// reading is one way to understand what was said as a name.
type reading struct{ text, generation string }

// readings are what a saying can mean: as it stands, without titles, and put together where it was spelled.
func readings(said string) []reading {
	said = composed(said)
	var found []reading
	for _, text := range []string{said, unspelled(said)} {
		for titles := range mostTitles + 1 {
			bare, generation := cutGeneration(withoutTitles(text, titles))
			for _, r := range []reading{{text, ""}, {bare, generation}} {
				if strings.TrimSpace(r.text) != "" && !slices.Contains(found, r) {
					found = append(found, r)
				}
			}
		}
	}
	return found
}

// mostTitles is how many titles are left out: "Prof. Dr. Maria Alvarez". Fewer are tried first, for a name may be one, too.
const mostTitles = 2

func composed(text string) string { return norm.NFC.String(text) }

// titles are said before a name, in English and Spanish. They are nobody's name on file, or match as they stand.
var titles = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "miss": true, "mx": true, "dr": true, "prof": true, "professor": true, "doctor": true,
	"sr": true, "sra": true, "srta": true, "senor": true, "senora": true, "senorita": true, "don": true, "dona": true,
	"dra": true, "doctora": true,
}

// generations tell bearers of one name apart.
var generations = map[string]string{
	"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "2nd": "ii", "iii": "iii", "3rd": "iii", "iv": "iv", "4th": "iv",
}

// withoutTitles leaves out so many titles at the beginning, and after the comma of "Alvarez, Dr. Maria".
func withoutTitles(text string, most int) string {
	parts := strings.Split(text, ",")
	for i, part := range parts {
		fields := strings.Fields(part)
		for left := most; left > 0 && len(fields) > 1 && titles[bareWord(fields[0])]; left-- {
			fields = fields[1:]
		}
		parts[i] = strings.Join(fields, " ")
	}
	return strings.Join(parts, ", ")
}

// cutGeneration parts off the generation at the end of a name, or at the end of what stands before or after its comma.
func cutGeneration(text string) (rest, generation string) {
	parts := strings.Split(text, ",")
	for i, part := range parts {
		fields := strings.Fields(part)
		if len(fields) == 0 || len(fields) == 1 && i == 0 {
			continue
		}
		last := len(fields) - 1
		if known := generations[bareWord(fields[last])]; known != "" && generation == "" {
			generation, parts[i] = known, strings.Join(fields[:last], " ")
		}
	}
	return strings.Join(parts, " "), generation
}

func bareWord(word string) string { return strings.Trim(fold.Text(word), ".") }

// alphabet is the one of NATO and ICAO, with the ways its words are often written.
var alphabet = map[string]string{
	"alpha": "a", "alfa": "a", "bravo": "b", "charlie": "c", "delta": "d", "echo": "e", "foxtrot": "f", "golf": "g", "hotel": "h",
	"india": "i", "juliett": "j", "juliet": "j", "kilo": "k", "lima": "l", "mike": "m", "november": "n", "oscar": "o",
	"papa": "p", "quebec": "q", "romeo": "r", "sierra": "s", "tango": "t", "uniform": "u", "victor": "v", "whiskey": "w",
	"whisky": "w", "xray": "x", "x-ray": "x", "yankee": "y", "zulu": "z",
}

// leastSpelled is how many letters in a row are a word that is spelled; fewer are initials, or names like Victor and Mike.
const leastSpelled = 3

// unspelled puts together what was spelled: "A-L-V-A-R-E-Z", "A L V A R E Z", "Alpha Lima Victor …". A comma or a word that is
// no letter ends it.
func unspelled(text string) string {
	var out, run []string
	end := func(pause string) {
		if len(run) >= leastSpelled {
			out = append(out, letters(run))
		} else {
			out = append(out, run...)
		}
		run = nil
		if pause != "" {
			out = append(out, pause)
		}
	}
	for _, field := range strings.Fields(strings.ReplaceAll(text, ",", " , ")) {
		switch {
		case field == ",":
			end(",")
		case letter(field) != "":
			run = append(run, field)
		case len(hyphened(field)) >= leastSpelled:
			end("")
			out = append(out, letters(hyphened(field)))
		default:
			end("")
			out = append(out, field)
		}
	}
	end("")
	return strings.Join(out, " ")
}

// letter is the one letter that a word stands for; empty for any other word.
func letter(word string) string {
	word = strings.Trim(word, ".-")
	if single(word) {
		return word
	}
	return alphabet[strings.ToLower(word)]
}

// hyphened are the letters of "A-L-V" or "A.L.V."; nil for a word that is not spelled.
func hyphened(field string) []string {
	parts := strings.FieldsFunc(field, func(r rune) bool { return r == '-' || r == '.' || r == '·' })
	for _, part := range parts {
		if letter(part) == "" {
			return nil
		}
	}
	return parts
}

func letters(run []string) string {
	var word strings.Builder
	for _, part := range run {
		word.WriteString(letter(part))
	}
	return word.String()
}
