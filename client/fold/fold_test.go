package fold_test

import (
	"slices"
	"testing"

	"portaldesk/client/fold"
)

func TestTextLeavesOutWhatTypistsLeaveOut(t *testing.T) {
	for typed, want := range map[string]string{
		"Kowalska-Żak": "kowalska-zak", "ŁUKASZ": "lukasz", "Núñez": "nunez", "Nguyễn Thị": "nguyen thi",
		"Groß": "gross", "Søren": "soren", "王芳": "王芳", "Пётр": "петр", "１２３": "123", "김민준": "김민준",
	} {
		if got := fold.Text(typed); got != want {
			t.Errorf("Text(%q) = %q, want %q", typed, got, want)
		}
	}
}

func TestTextKeepsVowelSigns(t *testing.T) {
	if fold.Text("मीरा") == fold.Text("मोरा") {
		t.Error("two Hindi names that differ in a vowel fold to the same text")
	}
}

func TestWordsJoinApostrophesAndPartHyphens(t *testing.T) {
	for typed, want := range map[string][]string{
		"O'Brien, Siobhán": {"obrien", "siobhan"},
		"Kowalska-Żak":     {"kowalska", "zak"},
		"  de  la Cruz ":   {"de", "la", "cruz"},
		"":                 nil,
	} {
		if got := fold.Words(typed); !slices.Equal(got, want) {
			t.Errorf("Words(%q) = %q, want %q", typed, got, want)
		}
	}
}

func TestDigitsKeepsOnlyDigits(t *testing.T) {
	if got := fold.Digits("+1 (212) 555-0199 ext."); got != "12125550199" {
		t.Errorf("Digits = %q", got)
	}
}
