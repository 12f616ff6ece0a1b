// Package fold brings what people type and what is on file into one plain form, so that they can be compared.
package fold

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// letters has no canonical decomposition into a base letter and an accent, yet people type the base letter.
var letters = map[rune]string{
	'ł': "l", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ı': "i", 'ħ': "h",
	'أ': "ا", 'إ': "ا", 'آ': "ا", 'ة': "ه", 'ى': "ي", 'ё': "е",
}

// Text answers s in lower case, without accents and in compatibility form: "Kowalska-Żak" is "kowalska-zak", full-width
// digits are digits. Vowel signs of scripts that need them (Devanagari, Hangul after composition) stay.
func Text(s string) string {
	if plainASCII(s) {
		return strings.ToLower(s)
	}
	var folded strings.Builder
	folded.Grow(len(s))
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		if accent(r) {
			continue
		}
		if plain, ok := letters[r]; ok {
			folded.WriteString(plain)
			continue
		}
		folded.WriteRune(r)
	}
	return norm.NFC.String(folded.String())
}

var apostrophes = strings.NewReplacer("'", "", "’", "", "ʼ", "")

// Words splits s into its folded words. Whatever is neither letter, mark nor digit parts words, but an apostrophe joins
// them: "O'Brien" is the one word "obrien", "Kowalska-Żak" the two words "kowalska" and "zak".
func Words(s string) []string {
	joined := apostrophes.Replace(Text(s))
	return strings.FieldsFunc(joined, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r)
	})
}

// Digits keeps the digits of s, in ASCII.
func Digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, norm.NFKC.String(s))
}

func plainASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// accent tells the marks that a typist leaves out. Marks beyond the combining diacriticals carry vowels in other scripts.
func accent(r rune) bool { return r >= 0x0300 && r <= 0x036f }
