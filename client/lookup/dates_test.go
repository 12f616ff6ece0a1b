package lookup_test

import (
	"slices"
	"testing"
	"time"

	"portaldesk/client/lookup"
)

var today = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func TestDatesInTheFormsPeopleType(t *testing.T) {
	for typed, want := range map[string][]string{
		"1984-03-12":          {"1984-03-12"},
		"1984/3/12":           {"1984-03-12"},
		"19840312":            {"1984-03-12"},
		"3/12/1984":           {"1984-03-12", "1984-12-03"},
		"12.3.1984":           {"1984-12-03", "1984-03-12"},
		"25.3.1984":           {"1984-03-25"},
		"3/25/84":             {"1984-03-25"},
		"3/3/84":              {"1984-03-03"},
		"03/02/26":            {"2026-03-02", "2026-02-03"},
		"03/25/26":            {"1926-03-25"},
		"03/25/27":            {"1927-03-25"},
		"12 march 1984":       {"1984-03-12"},
		"12 de marzo de 1984": {"1984-03-12"},
		"12th of march":       nil,
		"March 12, 1984":      {"1984-03-12"},
		"mar 12 1984":         {"1984-03-12"},
		"12mar84":             {"1984-03-12"},
		"12 diciembre 1984":   {"1984-12-12"},
		" 12 MAR 1984 ":       {"1984-03-12"},
		"29.2.2023":           nil,
		"13/13/1984":          nil,
		"1984":                nil,
		"alvarez":             nil,
		"12 alvarez 1984":     nil,
		"555-0199":            nil,
		"":                    nil,
		"2/29/2024":           {"2024-02-29"},
		"1 September 2001":    {"2001-09-01"},
		"30 February 1990":    nil,
		"１９８４-03-12":          {"1984-03-12"},
		"12-03-1984":          {"1984-12-03", "1984-03-12"},
		"99999999":            nil,
		"2026-03-02T00:00":    nil,
		"3/12/1984; drop it":  nil,
	} {
		if got := lookup.Dates(typed, today); !slices.Equal(got, want) {
			t.Errorf("Dates(%q) = %q, want %q", typed, got, want)
		}
	}
}
