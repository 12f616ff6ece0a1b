package fold_test

import (
	"slices"
	"testing"
	"unicode/utf8"

	"portaldesk/client/fold"
)

// FuzzText: what is folded stays as it is when it is folded again. Otherwise a name on file and the same name typed would differ.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"Kowalska-Żak", "O’Brien", "ﬁ", "İstanbul", "ǅ", "１２３", "ẞ", "का", "한", "\xff", "\u0345"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		folded := fold.Text(text)
		if again := fold.Text(folded); again != folded {
			t.Errorf("%q is folded to %q, and that to %q", text, folded, again)
		}
		if words := fold.Words(text); !slices.Equal(words, fold.Words(folded)) {
			t.Errorf("%q has the words %q, folded %q", text, words, fold.Words(folded))
		}
		for _, digit := range fold.Digits(text) {
			if digit < '0' || digit > '9' {
				t.Errorf("%q has the digit %q", text, digit)
			}
		}
	})
}
