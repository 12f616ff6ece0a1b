package accesscode_test

import (
	"regexp"
	"strings"
	"testing"

	"portaldesk/client/accesscode"
)

var printed = regexp.MustCompile(`^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$`)

func TestNewIsGroupedUnambiguousAndWellFormed(t *testing.T) {
	seen := map[string]bool{}
	for range 2000 {
		code := accesscode.New()
		if !printed.MatchString(code) || !accesscode.WellFormed(code) {
			t.Fatalf("code %q is not of the printed form", code)
		}
		if seen[code] {
			t.Fatalf("code %q came twice", code)
		}
		seen[code] = true
	}
}

func TestCaseBlanksAndHyphensAreIgnored(t *testing.T) {
	code := accesscode.New()
	typed := " " + strings.ToLower(strings.ReplaceAll(code, "-", " – ")) + " "
	if accesscode.Compact(typed) != accesscode.Compact(code) || !accesscode.WellFormed(typed) {
		t.Errorf("%q is not taken for %q", typed, code)
	}
}

func TestCheckCharacterFindsEveryMistypedAndSwappedCharacter(t *testing.T) {
	code := accesscode.Compact(accesscode.New())
	for i := range code {
		for _, other := range "23456789ABCDEFGHJKMNPQRSTUVWXYZ" {
			typed := code[:i] + string(other) + code[i+1:]
			if typed != code && accesscode.WellFormed(typed) {
				t.Errorf("%q passes for %q", typed, code)
			}
		}
	}
	for i := range len(code) - 2 {
		swapped := code[:i] + code[i+1:i+2] + code[i:i+1] + code[i+2:]
		if swapped != code && accesscode.WellFormed(swapped) {
			t.Errorf("%q passes for %q", swapped, code)
		}
	}
}

func TestDigits(t *testing.T) {
	if got := accesscode.Digits(6); !regexp.MustCompile(`^\d{6}$`).MatchString(got) {
		t.Errorf("Digits(6) = %q", got)
	}
}
