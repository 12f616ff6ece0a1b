package phrase_test

import (
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/ui/phrase"
)

func TestDeskHoursAreSeenInThePortalsZone(t *testing.T) {
	about := client.About{TimeZone: "America/New_York", DeskHours: []client.DeskHours{
		{Weekday: time.Thursday, Opens: "13:00", Closes: "17:00"}, {Weekday: time.Thursday, Opens: "08:00", Closes: "12:00"},
	}}
	thursday := time.Date(2026, 3, 12, 0, 0, 0, 0, time.UTC) // New York is 4 hours behind
	for hour, want := range map[int]string{
		3:  "Desk closed today", // still Wednesday there
		11: "Desk opens at 08:00",
		12: "Desk open until 12:00",
		16: "Desk opens at 13:00",
		17: "Desk open until 17:00",
		21: "Desk closed for today",
	} {
		if got := phrase.DeskHours(about, thursday.Add(time.Duration(hour)*time.Hour)); got != want {
			t.Errorf("at %d UTC it is %q, want %q", hour, got, want)
		}
	}
}
