package phrase_test

import (
	"testing"
	"time"

	"portaldesk/ui/phrase"
)

func TestADayThatHasBeenIsReadInTheZone(t *testing.T) {
	clock := phrase.NewClock("America/New_York", func() time.Time { return time.Date(2026, 11, 21, 2, 0, 0, 0, time.UTC) }) // the 20th there
	for text, want := range map[string]string{"today": "2026-11-20", "Yesterday": "2026-11-19", "2026-11-14": "2026-11-14",
		"14.11.": "2026-11-14", "14.11.2025": "2025-11-14", "14 Nov": "2026-11-14", "24 Dec": "2025-12-24", "3 Mar 2024": "2024-03-03"} {
		day, ok := clock.ReadPast(text)
		if !ok || day.Format("2006-01-02 15:04") != want+" 00:00" || day.Location() != clock.Zone {
			t.Errorf("%q is read as %v, %v; want %s", text, day, ok, want)
		}
	}
	for _, text := range []string{"", "soon", "31.2.2026", "14 Nov at nine", "Nov"} {
		if day, ok := clock.ReadPast(text); ok {
			t.Errorf("%q is read as %v", text, day)
		}
	}
}

func TestMidnightIsThatOfTheZone(t *testing.T) {
	clock := phrase.NewClock("America/New_York", func() time.Time { return time.Date(2026, 11, 2, 12, 0, 0, 0, time.UTC) })
	if got, want := clock.Midnight(-1), time.Date(2026, 11, 1, 4, 0, 0, 0, time.UTC); !got.Equal(want) { // the clocks went back that day
		t.Errorf("yesterday began at %v, want %v", got, want)
	}
}
