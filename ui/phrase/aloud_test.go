package phrase_test

import (
	"slices"
	"testing"

	"portaldesk/ui/language"
	"portaldesk/ui/phrase"
)

func TestSecretsAreSpelledGroupByGroup(t *testing.T) {
	got := phrase.Aloud("K7m!-2R", language.Tongue{})
	want := []string{"K as in kilo, 7, small m as in mike, exclamation mark", "2, R as in romeo"}
	if !slices.Equal(got, want) {
		t.Errorf("spelled %q, want %q", got, want)
	}
}

func TestEveryLetterOfAnAccessCodeHasAWord(t *testing.T) {
	for r := 'A'; r <= 'Z'; r++ {
		if got := phrase.Aloud(string(r), language.Tongue{})[0]; got == string(r) {
			t.Errorf("%c has no word", r)
		}
	}
}
