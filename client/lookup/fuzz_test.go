package lookup_test

import (
	"testing"
	"time"

	"portaldesk/client/lookup"
)

// FuzzFind: whatever is typed is looked up, and every date that it can be read as is one.
func FuzzFind(f *testing.F) {
	for _, seed := range []string{
		"alvarez, maria", "3/12/1984", "12 de marzo de 1984", "the 12th of March 84", "1984", "O'Brien-Żak 0199", "\u202e\x00", "＠", "4000123 alv",
	} {
		f.Add(seed)
	}
	index := lookup.NewIndex(1, func(int) lookup.Entry { return lookup.Entry{} })
	f.Fuzz(func(t *testing.T, text string) {
		for _, date := range lookup.Dates(text, today) {
			if _, err := time.Parse(time.DateOnly, date); err != nil {
				t.Errorf("%q is read as %q", text, date)
			}
		}
		if found := index.Find(text, today); len(found) > 1 {
			t.Errorf("%d found of one", len(found))
		}
	})
}
