package phrase_test

import (
	"testing"
	"time"

	"portaldesk/ui/phrase"
)

// FuzzDays: what is taken as a day that has been is the beginning of one, whatever was typed.
func FuzzDays(f *testing.F) {
	for _, seed := range []string{"today", "2026-11-14", "14.11.", "14 nov 2026", "31.2.", "0000-00-00", "29 feb", "in 5 min", "tomorrow 9:30", "99:99"} {
		f.Add(seed)
	}
	clock := phrase.NewClock("America/New_York", func() time.Time { return time.Date(2026, 11, 21, 2, 0, 0, 0, time.UTC) })
	f.Fuzz(func(t *testing.T, text string) {
		if day, ok := clock.ReadPast(text); ok && (day.Hour() > 1 || day.Location() != clock.Zone) { // some days begin at one
			t.Errorf("%q is %v", text, day)
		}
		if due, ok := clock.ReadDue(text); ok && due.IsZero() {
			t.Errorf("%q is due at no time", text)
		}
	})
}
