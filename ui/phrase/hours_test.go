package phrase_test

import (
	"testing"
	"time"

	"portaldesk/app/hours"
	"portaldesk/client"
	"portaldesk/ui/language"
	"portaldesk/ui/phrase"
)

// weekdays are a desk's hours from Monday to Friday, with a break at noon on Thursday.
func weekdays() client.About {
	about := client.About{TimeZone: "America/New_York", DeskHours: []client.DeskHours{
		{Weekday: time.Thursday, Opens: "13:00", Closes: "17:00"}, {Weekday: time.Thursday, Opens: "08:00", Closes: "12:00"},
	}}
	for _, day := range []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Friday} {
		about.DeskHours = append(about.DeskHours, client.DeskHours{Weekday: day, Opens: "08:00", Closes: "17:00"})
	}
	return about
}

func scheduled(t *testing.T, about client.About, rules hours.Rules) *hours.Schedule {
	t.Helper()
	schedule, err := hours.New(about, rules)
	if err != nil {
		t.Fatal(err)
	}
	return schedule
}

func TestDeskHoursAreSaidInTheDesksZone(t *testing.T) {
	schedule := scheduled(t, weekdays(), hours.Rules{Holidays: hours.Holidays{Own: []hours.OwnDay{{Name: "Founder's day", Date: "2026-03-16"}}}})
	for moment, want := range map[string][2]string{
		"2026-03-12 07:00": {"Desk opens at 08:00", "You can call us again today from 08:00"},
		"2026-03-12 11:59": {"Desk open until 12:00", "You can call us today until 12:00"},
		"2026-03-12 12:00": {"Desk opens again at 13:00", "You can call us again today from 13:00"},
		"2026-03-12 17:00": {"Desk closed for today, opens tomorrow at 08:00", "You can call us again tomorrow from 08:00"},
		"2026-03-14 10:00": {"Desk closed today, opens Tuesday at 08:00", "You can call us again Tuesday from 08:00"},
		"2026-03-16 10:00": {"Desk closed for Founder's day, opens tomorrow at 08:00", "You can call us again tomorrow from 08:00"},
		"2026-12-25 10:00": {"Desk closed for Christmas Day, opens Monday at 08:00", "You can call us again Monday from 08:00"},
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", moment, schedule.Zone())
		if err != nil {
			t.Fatal(err)
		}
		for here, after := range map[*time.Location]string{schedule.Zone(): "", time.FixedZone("here", 3600): at.Format(" (MST)")} {
			if got := phrase.Hours(schedule, at.UTC(), here); got != want[0]+after {
				t.Errorf("%s: %q, want %q", moment, got, want[0]+after)
			}
			if got := phrase.CallUs(schedule, at.UTC(), here, language.Tongue{}); got != want[1]+after {
				t.Errorf("%s: %q, want %q", moment, got, want[1]+after)
			}
		}
	}
}

func TestAZoneWithoutANameIsCalledByItsTown(t *testing.T) {
	about := weekdays()
	about.TimeZone = "America/Sao_Paulo"
	at := time.Date(2026, 3, 12, 18, 0, 0, 0, time.UTC)
	if got := phrase.Hours(scheduled(t, about, hours.Rules{}), at, time.UTC); got != "Desk open until 17:00 (Sao Paulo)" {
		t.Errorf("it is %q", got)
	}
	own := hours.Rules{Hours: []client.DeskHours{{Weekday: time.Thursday, Opens: "09:00", Closes: "18:30"}}}
	if got := phrase.DeskHours(weekdays(), own, at); got != "Desk open until 18:30" {
		t.Errorf("by the profile's own hours it is %q", got)
	}
}

func TestADeskThatNeverClosesSaysSo(t *testing.T) {
	about := client.About{TimeZone: "UTC"}
	for day := time.Sunday; day <= time.Saturday; day++ {
		about.DeskHours = append(about.DeskHours, client.DeskHours{Weekday: day, Opens: "00:00", Closes: "24:00"})
	}
	schedule := scheduled(t, about, hours.Rules{Holidays: hours.Holidays{Set: hours.SetNone}})
	at := time.Date(2026, 3, 12, 3, 0, 0, 0, time.UTC)
	if got := phrase.Hours(schedule, at, time.UTC); got != "Desk open all the time" {
		t.Errorf("it is %q", got)
	}
	if got := phrase.CallUs(schedule, at, time.UTC, language.Tongue{}); got != "You can call us at any time" {
		t.Errorf("the caller is told %q", got)
	}
}

func TestOfHoursThatAreNotKnownNothingIsSaid(t *testing.T) {
	at := time.Date(2026, 3, 12, 3, 0, 0, 0, time.UTC)
	empty := scheduled(t, client.About{TimeZone: "UTC"}, hours.Rules{})
	for _, schedule := range []*hours.Schedule{nil, empty} {
		if got := phrase.Hours(schedule, at, time.UTC) + phrase.CallUs(schedule, at, time.UTC, language.Tongue{}) + phrase.Opening(schedule, at); got != "" {
			t.Errorf("said %q", got)
		}
	}
	if got := phrase.DeskHours(client.About{TimeZone: "Mars/Olympus"}, hours.Rules{}, at); got != "" {
		t.Errorf("of a zone that does not exist: %q", got)
	}
}

func TestAPortalIsGreetedWithItsHours(t *testing.T) {
	at := time.Date(2026, 3, 12, 16, 0, 0, 0, time.UTC) // New York is 4 hours behind
	if got := phrase.DeskHours(weekdays(), hours.Rules{}, at); got != "Desk opens again at 13:00" {
		t.Errorf("it is %q", got)
	}
}
