package said_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode"

	"portaldesk/client"
	"portaldesk/client/said"
)

// truths are whole values as they are said, on file just so. None has a letter that may be left out or written in two ways.
var truths = []struct {
	kind   client.IdentifierKind
	onFile client.OnFile
	says   string
}{
	{client.IdentifierName, named("Maria", "Alvarez"), "Maria Alvarez"},
	{client.IdentifierName, named("Siobhan", "O'Brien"), "Siobhan O'Brien"},
	{client.IdentifierName, named("Jose", "Garcia Lopez"), "Jose Garcia Lopez"},
	{client.IdentifierName, named("Maria Elena", "Alvarez"), "Maria Elena Alvarez"},
	{client.IdentifierName, named("Zaneta", "Kowalska-Los"), "Zaneta Kowalska-Los"},
	{client.IdentifierName, named("Юлия", "Щербакова"), "Yuliya Shcherbakova"},
	{client.IdentifierBirthDate, client.OnFile{BirthDate: "1984-03-12"}, "1984-03-12"},
	{client.IdentifierBirthDate, client.OnFile{BirthDate: "1984-11-30"}, "11/30/1984"},
	{client.IdentifierLastVisit, client.OnFile{LastVisit: "2026-02-28"}, "02/28/26"},
	{client.IdentifierMRN, client.OnFile{MRN: "0040-0123"}, "0040-0123"},
	{client.IdentifierPostcode, client.OnFile{Postcode: "97201"}, "97201"},
	{client.IdentifierPostcode, client.OnFile{Postcode: "SW1A 1AA"}, "SW1A 1AA"},
	{client.IdentifierPhone, phones("+1 212 555 0199"), "+1 212 555 0199"},
	{client.IdentifierPhone, phones("+44 20 7946 0958"), "+44 20 7946 0958"},
	{client.IdentifierPhone, phones("212-555-0199 x42"), "212-555-0199 x42"},
	{client.IdentifierEmail, mails("maria.alvarez@example.com"), "maria.alvarez@example.com"},
}

// otherwise is text with its n-th letter or digit made another one; false when it has none or it stays the same.
func otherwise(text string, n int, by uint8) (string, bool) {
	runes := []rune(text)
	var places []int
	for i, r := range runes {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			places = append(places, i)
		}
	}
	if len(places) == 0 {
		return text, false
	}
	at := places[n%len(places)]
	before := unicode.ToLower(runes[at])
	if unicode.IsDigit(before) {
		runes[at] = rune('0' + by%10)
	} else {
		runes[at] = rune('a' + by%26)
	}
	return string(runes), unicode.ToLower(runes[at]) != before
}

// FuzzAnotherLetterOrDigitNeverMatches is the promise of the package: whoever is wrong by one sign is wrong.
func FuzzAnotherLetterOrDigitNeverMatches(f *testing.F) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		f.Add(random.IntN(len(truths)), random.IntN(40), uint8(random.UintN(256)))
	}
	f.Fuzz(func(t *testing.T, which, place int, by uint8) {
		if which < 0 || place < 0 {
			return
		}
		truth := truths[which%len(truths)]
		wrong, another := otherwise(truth.says, place, by)
		if !another || labels(truth.kind, truth.says, wrong) {
			return
		}
		if said.Matches(truth.onFile, client.IdentifierCheck{Kind: truth.kind, Said: wrong}, today) {
			t.Errorf("%s: %q matches what is on file as %q", truth.kind, wrong, truth.says)
		}
	})
}

// labels: the letter before an extension is no part of the number.
func labels(kind client.IdentifierKind, truth, wrong string) bool {
	strip := func(text string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) {
				return -1
			}
			return r
		}, text)
	}
	return kind == client.IdentifierPhone && strip(truth) == strip(wrong)
}

// FuzzHostileTexts: whatever is typed, comparing ends and what is not on file matches nothing.
func FuzzHostileTexts(f *testing.F) {
	for _, text := range []string{"", "\x00", strings.Repeat("a-", 500), strings.Repeat("alpha ", 200), "\u202eMaria", "é́́́", "11/11/11/11", "' OR 1=1"} {
		f.Add(text)
	}
	kinds := []client.IdentifierKind{
		client.IdentifierName, client.IdentifierBirthDate, client.IdentifierMRN, client.IdentifierPostcode, client.IdentifierPhone,
		client.IdentifierEmail, client.IdentifierLastVisit,
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, kind := range kinds {
			if said.Matches(client.OnFile{}, client.IdentifierCheck{Kind: kind, Said: text}, time.Unix(0, 0)) {
				t.Errorf("%s: %q matches nothing at all", kind, text)
			}
		}
	})
}
