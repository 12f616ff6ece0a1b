package phrase_test

import (
	"testing"
	"time"

	"portaldesk/app/callback"
	"portaldesk/ui/phrase"
)

// atDesk is a clock in New York on Friday, 20 November 2026, 10:20.
func atDesk(t *testing.T) phrase.Clock {
	t.Helper()
	now := time.Date(2026, 11, 20, 15, 20, 0, 0, time.UTC)
	return phrase.NewClock("America/New_York", func() time.Time { return now })
}

func TestDueTimesAreReadAsAgentsWriteThem(t *testing.T) {
	clock := atDesk(t)
	for text, want := range map[string]string{
		"15:30": "2026-11-20 15:30", "3pm": "2026-11-20 15:00", "3:30 PM": "2026-11-20 15:30", "12am": "2026-11-21 00:00",
		"9": "2026-11-21 09:00", "10:20": "2026-11-21 10:20", "10:21": "2026-11-20 10:21",
		"tomorrow": "2026-11-21 09:00", "Tomorrow at 8:15": "2026-11-21 08:15", "today 9:00": "2026-11-20 09:00",
		"mon": "2026-11-23 09:00", "Monday 8": "2026-11-23 08:00", "fri 9": "2026-11-27 09:00",
		"24 Nov 8:30": "2026-11-24 08:30", "24 november": "2026-11-24 09:00", "2 Jan 10:00": "2027-01-02 10:00",
		"24.11. 8:30": "2026-11-24 08:30", "24.11.2027 8:30": "2027-11-24 08:30", "2026-12-01 08:30": "2026-12-01 08:30",
		"2h": "2026-11-20 12:20", "in 90 min": "2026-11-20 11:50", "+30m": "2026-11-20 10:50",
		"Tuesday 24 Nov 08:00": "2026-11-24 08:00", "Friday 1 Jan 2027 08:00": "2027-01-01 08:00",
	} {
		due, ok := clock.ReadDue(text)
		if got := due.Format("2006-01-02 15:04"); !ok || got != want {
			t.Errorf("%q is read as %s (%v), want %s", text, got, ok, want)
		}
	}
}

func TestWhatIsNoTimeIsNotReadAsOne(t *testing.T) {
	for _, text := range []string{"", "soon", "25:00", "9:75", "31.02. 9:00", "32 Nov 9:00", "13 pm", "mon 9:00 or so", "t", "24 Now"} {
		if due, ok := atDesk(t).ReadDue(text); ok {
			t.Errorf("%q is read as %s", text, due)
		}
	}
}

func TestAnAppointmentIsReadBackAsItWasWritten(t *testing.T) {
	clock := atDesk(t)
	for day := range 400 {
		due := clock.Now().AddDate(0, 0, day+1).Truncate(time.Minute)
		if got, ok := clock.ReadDue(clock.Appointment(due)); !ok || !got.Equal(due) {
			t.Fatalf("%q is read back as %s (%v)", clock.Appointment(due), got, ok)
		}
	}
}

func TestNextOpeningIsSaidByTheDesksClock(t *testing.T) {
	zone := atDesk(t).Zone
	said := phrase.Of(&callback.ClosedError{Next: time.Date(2030, 11, 25, 8, 0, 0, 0, zone)})
	if said.Next != "It is open next on Monday 25 Nov 2030 08:00." {
		t.Errorf("said %q", said.Next)
	}
}

func TestEveryResultAndStateOfACallBackHasAWord(t *testing.T) {
	for _, result := range callback.Results() {
		if word := phrase.Result(result); word == string(result) {
			t.Errorf("%q has no word", result)
		}
	}
	for _, state := range constants(t, "../../app/callback/callback.go", "State") {
		if word := phrase.Promise(callback.State(state)); word.Text == state {
			t.Errorf("%q has no word", state)
		}
	}
}
