package phrase_test

import (
	"testing"
	"time"

	"portaldesk/ui/phrase"
)

// now is five past midnight in the portal's zone, and still the day before in UTC.
var now = time.Date(2026, 3, 12, 23, 5, 0, 0, time.UTC)

func clock() phrase.Clock {
	return phrase.Clock{Zone: time.FixedZone("portal", 3600), Now: func() time.Time { return now }}
}

func TestMomentsAreInThePortalsZone(t *testing.T) {
	c := clock()
	for _, test := range []struct {
		at   time.Time
		want string
	}{
		{now, "today 00:05"},
		{now.Add(-10 * time.Minute), "yesterday 23:55"},
		{now.Add(24 * time.Hour), "tomorrow 00:05"},
		{now.AddDate(0, 0, -2), "11 Mar 2026 00:05"},
	} {
		if got := c.Moment(test.at); got != test.want {
			t.Errorf("%v is %q, want %q", test.at, got, test.want)
		}
	}
}

func TestAgo(t *testing.T) {
	c := clock()
	for _, test := range []struct {
		ago  time.Duration
		want string
	}{
		{20 * time.Second, "just now"},
		{time.Minute, "1 minute ago"},
		{4 * time.Minute, "4 minutes ago"},
		{59 * time.Minute, "59 minutes ago"},
		{2 * time.Hour, "yesterday"},
		{3 * 24 * time.Hour, "3 days ago"},
		{40 * 24 * time.Hour, "1 Feb 2026"},
		{-time.Hour, "today 01:05"},
	} {
		if got := c.Ago(now.Add(-test.ago)); got != test.want {
			t.Errorf("%v ago is %q, want %q", test.ago, got, test.want)
		}
	}
}

func TestDaysAreCountedAcrossTheChangeOfTheClocks(t *testing.T) {
	c := phrase.NewClock("Europe/Berlin", func() time.Time { return time.Date(2026, 3, 30, 6, 0, 0, 0, time.UTC) })
	if got := c.Ago(time.Date(2026, 3, 28, 22, 30, 0, 0, time.UTC)); got != "2 days ago" {
		t.Errorf("the evening before a day of 23 hours is %q", got)
	}
}

func TestAnUnknownZoneIsUTC(t *testing.T) {
	c := phrase.NewClock("Mars/Olympus", func() time.Time { return now })
	if got := c.Time(now); got != "23:05" {
		t.Errorf("time is %q", got)
	}
}

func TestDurations(t *testing.T) {
	for d, want := range map[time.Duration]string{
		time.Second: "1 second", 1500 * time.Millisecond: "2 seconds", 5 * time.Minute: "5 minutes",
		61 * time.Minute: "61 minutes", 3 * time.Hour: "3 hours", 72 * time.Hour: "3 days",
	} {
		if got := phrase.Duration(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
	if got := phrase.Timer(time.Hour + 3*time.Minute + 12*time.Second); got != "1:03:12" {
		t.Errorf("timer shows %q", got)
	}
	if got := phrase.Timer(3*time.Minute + 12*time.Second + 900*time.Millisecond); got != "03:12" {
		t.Errorf("timer shows %q", got)
	}
}
