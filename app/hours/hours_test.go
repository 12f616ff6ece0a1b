package hours_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"portaldesk/app/hours"
	"portaldesk/client"
)

const (
	newYork  = "America/New_York"
	madrid   = "Europe/Madrid"
	kolkata  = "Asia/Kolkata"
	santiago = "America/Santiago" // its clocks change at midnight
	lordHowe = "Australia/Lord_Howe"
)

// days gives the same span to each of the weekdays.
func days(opens, closes string, weekdays ...time.Weekday) []client.DeskHours {
	var list []client.DeskHours
	for _, weekday := range weekdays {
		list = append(list, client.DeskHours{Weekday: weekday, Opens: opens, Closes: closes})
	}
	return list
}

func workdays(opens, closes string) []client.DeskHours {
	return days(opens, closes, time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday)
}

func allDays(opens, closes string) []client.DeskHours {
	return append(workdays(opens, closes), days(opens, closes, time.Saturday, time.Sunday)...)
}

func mustNew(t *testing.T, zone string, list []client.DeskHours, rules hours.Rules) *hours.Schedule {
	t.Helper()
	s, err := hours.New(client.About{TimeZone: zone, DeskHours: list}, rules)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// utc reads a moment.
func utc(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at.UTC()
}

func TestOpenClosesAndNextOpening(t *testing.T) {
	weekdays := workdays("08:00", "17:00")
	noSet := hours.Rules{Holidays: hours.Holidays{Set: hours.SetNone}}
	for name, test := range map[string]struct {
		zone         string
		hours        []client.DeskHours
		at           string
		closes, next string // empty closes: closed
	}{
		"at work":               {newYork, weekdays, "2026-11-23T13:00:00Z", "2026-11-23T22:00:00Z", "2026-11-24T13:00:00Z"},
		"a second too early":    {newYork, weekdays, "2026-11-23T12:59:59Z", "", "2026-11-23T13:00:00Z"},
		"the end is excluded":   {newYork, weekdays, "2026-11-23T22:00:00Z", "", "2026-11-24T13:00:00Z"},
		"Friday night":          {newYork, weekdays, "2026-11-21T01:00:00Z", "", "2026-11-23T13:00:00Z"},
		"half-hour zone":        {kolkata, weekdays, "2026-11-23T02:30:00Z", "2026-11-23T11:30:00Z", "2026-11-24T02:30:00Z"},
		"half-hour zone, early": {kolkata, weekdays, "2026-11-23T02:29:00Z", "", "2026-11-23T02:30:00Z"},
		// Clocks go forward in New York on 8 March 2026 and back on 1 November, in Madrid on 29 March and 25 October.
		"over the spring change":  {newYork, weekdays, "2026-03-07T12:00:00Z", "", "2026-03-09T12:00:00Z"},
		"over the autumn change":  {newYork, weekdays, "2026-10-31T12:00:00Z", "", "2026-11-02T13:00:00Z"},
		"Madrid in spring":        {madrid, weekdays, "2026-03-28T12:00:00Z", "", "2026-03-30T06:00:00Z"},
		"Madrid in autumn":        {madrid, weekdays, "2026-10-24T12:00:00Z", "", "2026-10-26T07:00:00Z"},
		"night shift, spring":     {newYork, allDays("22:00", "06:00"), "2026-03-08T05:00:00Z", "2026-03-08T10:00:00Z", "2026-03-09T02:00:00Z"},
		"night shift, autumn":     {newYork, allDays("22:00", "06:00"), "2026-11-01T05:00:00Z", "2026-11-01T11:00:00Z", "2026-11-02T03:00:00Z"},
		"opens in the lost hour":  {newYork, days("02:30", "05:00", time.Sunday), "2026-03-08T06:59:59Z", "", "2026-03-08T07:00:00Z"},
		"the lost hour of Madrid": {madrid, days("02:30", "05:00", time.Sunday), "2026-03-29T00:59:59Z", "", "2026-03-29T01:00:00Z"},
		"span lost altogether":    {newYork, days("02:10", "02:50", time.Sunday), "2026-03-08T00:00:00Z", "", "2026-03-15T06:10:00Z"},
		"opens in the hour twice": {newYork, days("01:30", "05:00", time.Sunday), "2026-11-01T05:29:59Z", "", "2026-11-01T05:30:00Z"},
		"open the second time":    {newYork, days("01:30", "05:00", time.Sunday), "2026-11-01T06:10:00Z", "2026-11-01T10:00:00Z", "2026-11-08T06:30:00Z"},
		"twice in Madrid":         {madrid, days("02:30", "05:00", time.Sunday), "2026-10-25T00:29:59Z", "", "2026-10-25T00:30:00Z"},
		"lost midnight":           {santiago, days("00:00", "06:00", time.Sunday), "2026-09-06T03:59:59Z", "", "2026-09-06T04:00:00Z"},
		"half an hour of summer":  {lordHowe, days("02:15", "04:00", time.Sunday), "2026-10-03T12:00:00Z", "", "2026-10-03T15:30:00Z"},
		"a break":                 {madrid, append(days("09:00", "14:00", time.Monday), days("16:00", "19:00", time.Monday)...), "2026-11-23T13:30:00Z", "", "2026-11-23T15:00:00Z"},
		"spans that touch":        {madrid, append(days("09:00", "14:00", time.Monday), days("14:00", "19:00", time.Monday)...), "2026-11-23T12:00:00Z", "2026-11-23T18:00:00Z", "2026-11-30T08:00:00Z"},
		"spans that overlap":      {madrid, append(days("12:00", "19:00", time.Monday), days("09:00", "14:00", time.Monday)...), "2026-11-23T09:00:00Z", "2026-11-23T18:00:00Z", "2026-11-30T08:00:00Z"},
		"until midnight":          {newYork, days("18:00", "24:00", time.Monday), "2026-11-24T04:59:59Z", "2026-11-24T05:00:00Z", "2026-11-30T23:00:00Z"},
		"midnight written 00:00":  {newYork, days("18:00", "00:00", time.Monday), "2026-11-24T04:59:59Z", "2026-11-24T05:00:00Z", "2026-11-30T23:00:00Z"},
		"after the night shift":   {newYork, days("22:00", "06:00", time.Saturday), "2026-11-22T11:00:00Z", "", "2026-11-29T03:00:00Z"},
	} {
		t.Run(name, func(t *testing.T) {
			s, at := mustNew(t, test.zone, test.hours, noSet), utc(t, test.at)
			closes, open := s.Closes(at)
			if open != s.Open(at) || open != (test.closes != "") {
				t.Errorf("open: %v, closes: %v", s.Open(at), open)
			}
			if open && !closes.Equal(utc(t, test.closes)) {
				t.Errorf("closes %v", closes.UTC())
			}
			next, found := s.NextOpening(at)
			if !found || !next.Equal(utc(t, test.next)) {
				t.Errorf("next opening %v", next.UTC())
			}
			if fit, ok := s.Fit(at); !ok || !s.Within(fit) || fit.Before(at) || open != fit.Equal(at) {
				t.Errorf("a promise moves to %v", fit.UTC())
			}
		})
	}
}

// TestEveryQuarterOfAYearAgreesWithTheWall looks every 15 minutes, over both changes of clocks.
func TestEveryQuarterOfAYearAgreesWithTheWall(t *testing.T) {
	for _, zone := range []string{newYork, madrid, kolkata, santiago, lordHowe} {
		s := mustNew(t, zone, workdays("08:00", "17:00"), hours.Rules{Holidays: hours.Holidays{Set: hours.SetNone}})
		for at := utc(t, "2026-01-01T00:00:00Z"); at.Year() == 2026; at = at.Add(15 * time.Minute) {
			local := at.In(s.Zone())
			clock := local.Format("15:04")
			want := local.Weekday() != time.Saturday && local.Weekday() != time.Sunday && clock >= "08:00" && clock < "17:00"
			if s.Open(at) != want {
				t.Fatalf("%s at %v: open is %v", zone, local, !want)
			}
		}
	}
}

func TestADeskThatNeverCloses(t *testing.T) {
	s := mustNew(t, madrid, allDays("00:00", "24:00"), hours.Rules{})
	for at := utc(t, "2026-03-28T00:00:00Z"); at.Before(utc(t, "2026-03-31T00:00:00Z")); at = at.Add(7 * time.Minute) {
		if closes, ends := s.Closes(at); !s.Open(at) || ends {
			t.Fatalf("at %v: open %v, closes %v", at, s.Open(at), closes)
		}
	}
}

func TestADeskWithoutHours(t *testing.T) {
	s := mustNew(t, madrid, nil, hours.Rules{})
	at := utc(t, "2026-11-23T12:00:00Z")
	fit, ok := s.Fit(at)
	if s.Known() || s.Open(at) || !ok || !fit.Equal(at) || s.At(at).Why != hours.ClosedNever {
		t.Errorf("known %v, open %v, fit %v, %+v", s.Known(), s.Open(at), fit, s.At(at))
	}
	var unset *hours.Schedule
	if fit, ok := unset.Fit(at); !ok || !fit.Equal(at) || !unset.Within(at) || unset.Known() {
		t.Error("a desk whose hours were never set refuses promises")
	}
}

func TestHolidays(t *testing.T) {
	weekdays := append(workdays("08:00", "17:00"), days("09:00", "12:00", time.Saturday)...)
	own := []hours.OwnDay{{Name: "Move", Date: "2026-11-24"}, {Name: "Founder", Date: "11-27"}, {Name: "Leap", Date: "02-29"}}
	for name, test := range map[string]struct {
		zone    string
		rules   hours.Holidays
		at      string
		holiday string
	}{
		"Thanksgiving":             {newYork, hours.Holidays{}, "2026-11-26T17:00:00Z", "Thanksgiving Day"},
		"not in Spain":             {madrid, hours.Holidays{}, "2026-11-26T12:00:00Z", ""},
		"not in Mexico":            {"America/Mexico_City", hours.Holidays{}, "2026-11-26T18:00:00Z", ""},
		"Spain on its own wish":    {madrid, hours.Holidays{Set: hours.SetUS}, "2026-11-26T12:00:00Z", "Thanksgiving Day"},
		"switched off":             {newYork, hours.Holidays{Off: []string{"thanksgiving"}}, "2026-11-26T17:00:00Z", ""},
		"no set":                   {newYork, hours.Holidays{Set: hours.SetNone}, "2026-11-26T17:00:00Z", ""},
		"on a Saturday, observed":  {newYork, hours.Holidays{}, "2026-07-03T16:00:00Z", "Independence Day"},
		"on a Saturday, that day":  {newYork, hours.Holidays{}, "2026-07-04T14:00:00Z", "Independence Day"},
		"observed the year before": {newYork, hours.Holidays{}, "2021-12-31T17:00:00Z", "New Year's Day"},
		"own day":                  {newYork, hours.Holidays{Own: own}, "2026-11-24T17:00:00Z", "Move"},
		"own day, another year":    {newYork, hours.Holidays{Own: own}, "2027-11-24T17:00:00Z", ""},
		"own yearly day":           {newYork, hours.Holidays{Own: own}, "2028-11-27T17:00:00Z", "Founder"},
		"own leap day":             {newYork, hours.Holidays{Own: own}, "2028-02-29T17:00:00Z", "Leap"},
		"no leap day":              {newYork, hours.Holidays{Own: own}, "2027-03-01T17:00:00Z", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s, at := mustNew(t, test.zone, weekdays, hours.Rules{Holidays: test.rules}), utc(t, test.at)
			state := s.At(at)
			if state.Holiday != test.holiday || state.Open != (test.holiday == "") {
				t.Fatalf("%+v", state)
			}
			if test.holiday != "" && (state.Why != hours.ClosedHoliday || len(state.Today) != 0) {
				t.Errorf("%+v", state)
			}
		})
	}
}

func TestTheNextOpeningSkipsHolidaysAndTheWeekend(t *testing.T) {
	s := mustNew(t, newYork, workdays("08:00", "17:00"), hours.Rules{Holidays: hours.Holidays{
		Own: []hours.OwnDay{{Name: "Bridge", Date: "2026-11-27"}}}})
	next, ok := s.NextOpening(utc(t, "2026-11-25T23:00:00Z"))
	if !ok || !next.Equal(utc(t, "2026-11-30T13:00:00Z")) {
		t.Errorf("next opening %v", next)
	}
}

func TestAHolidayClosesTheNightThatBeginsOnIt(t *testing.T) {
	s := mustNew(t, newYork, allDays("22:00", "06:00"), hours.Rules{})
	for at, open := range map[string]bool{
		"2026-11-26T08:00:00Z": true,  // 03:00 of Thanksgiving: the night began on Wednesday
		"2026-11-27T04:00:00Z": false, // 23:00
		"2026-11-27T08:00:00Z": false, // 03:00 of Friday: that night did not begin
		"2026-11-28T04:00:00Z": true,
	} {
		if s.Open(utc(t, at)) != open {
			t.Errorf("%s: open is %v", at, !open)
		}
	}
}

func TestWhyADeskIsClosed(t *testing.T) {
	s := mustNew(t, newYork, append(workdays("08:00", "12:00"), workdays("13:00", "17:00")...), hours.Rules{})
	for at, want := range map[string]hours.Closed{
		"2026-11-23T11:00:00Z": hours.ClosedBefore,
		"2026-11-23T14:00:00Z": "",
		"2026-11-23T17:30:00Z": hours.ClosedBreak,
		"2026-11-23T23:00:00Z": hours.ClosedAfter,
		"2026-11-22T17:00:00Z": hours.ClosedDay,
		"2026-11-26T17:00:00Z": hours.ClosedHoliday,
		"2026-07-04T17:00:00Z": hours.ClosedDay, // a Saturday: closed on any
	} {
		state := s.At(utc(t, at))
		if state.Why != want || state.Next.IsZero() || state.Next.Location() != s.Zone() {
			t.Errorf("%s: %+v", at, state)
		}
	}
}

func TestBadEntriesAreNamed(t *testing.T) {
	good := workdays("08:00", "17:00")
	for name, test := range map[string]struct {
		about client.About
		rules hours.Rules
		want  hours.InvalidError
	}{
		"no zone":         {client.About{}, hours.Rules{}, hours.InvalidError{Field: "timeZone", Why: "missing"}},
		"made-up zone":    {client.About{TimeZone: "Mars/Base"}, hours.Rules{}, hours.InvalidError{Field: "timeZone", Why: "unknown", Value: "Mars/Base"}},
		"path as zone":    {client.About{TimeZone: "../../etc/passwd"}, hours.Rules{}, hours.InvalidError{Field: "timeZone", Why: "unknown", Value: "../../etc/passwd"}},
		"computer's zone": {client.About{TimeZone: "Local"}, hours.Rules{}, hours.InvalidError{Field: "timeZone", Why: "unknown", Value: "Local"}},
		"rules' zone":     {client.About{TimeZone: newYork}, hours.Rules{TimeZone: "x"}, hours.InvalidError{Field: "timeZone", Why: "unknown", Value: "x"}},
		"25 o'clock":      {client.About{TimeZone: newYork, DeskHours: append(good, days("25:00", "26:00", 1)...)}, hours.Rules{}, hours.InvalidError{Field: "hours[5].opens", Why: "malformed", Value: "25:00"}},
		"no zero":         {client.About{TimeZone: newYork, DeskHours: days("8:00", "17:00", 1)}, hours.Rules{}, hours.InvalidError{Field: "hours[0].opens", Why: "malformed", Value: "8:00"}},
		"closes at noon?": {client.About{TimeZone: newYork, DeskHours: days("08:00", "noon", 1)}, hours.Rules{}, hours.InvalidError{Field: "hours[0].closes", Why: "malformed", Value: "noon"}},
		"opens at 24:00":  {client.About{TimeZone: newYork, DeskHours: days("24:00", "06:00", 1)}, hours.Rules{}, hours.InvalidError{Field: "hours[0].opens", Why: "malformed", Value: "24:00"}},
		"no time at all":  {client.About{TimeZone: newYork, DeskHours: days("08:00", "08:00", 1)}, hours.Rules{}, hours.InvalidError{Field: "hours[0].closes", Why: "empty", Value: "08:00"}},
		"eighth day":      {client.About{TimeZone: newYork}, hours.Rules{Hours: days("08:00", "17:00", 7)}, hours.InvalidError{Field: "hours[0].weekday", Why: "unknown", Value: "7"}},
		"unknown set":     {client.About{TimeZone: newYork}, hours.Rules{Holidays: hours.Holidays{Set: "mars"}}, hours.InvalidError{Field: "holidays.set", Why: "unknown", Value: "mars"}},
		"unknown holiday": {client.About{TimeZone: newYork}, hours.Rules{Holidays: hours.Holidays{Off: []string{"labor", "x"}}}, hours.InvalidError{Field: "holidays.off[1]", Why: "unknown", Value: "x"}},
		"nameless day":    {client.About{TimeZone: newYork}, hours.Rules{Holidays: hours.Holidays{Own: []hours.OwnDay{{" ", "12-24"}}}}, hours.InvalidError{Field: "holidays.own[0].name", Why: "missing", Value: " "}},
		"no such day":     {client.About{TimeZone: newYork}, hours.Rules{Holidays: hours.Holidays{Own: []hours.OwnDay{{"a", "2027-02-29"}}}}, hours.InvalidError{Field: "holidays.own[0].date", Why: "malformed", Value: "2027-02-29"}},
		"same day twice":  {client.About{TimeZone: newYork}, hours.Rules{Holidays: hours.Holidays{Own: []hours.OwnDay{{"a", "12-24"}, {"b", "12-24"}}}}, hours.InvalidError{Field: "holidays.own[1].date", Why: "twice", Value: "12-24"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := hours.New(test.about, test.rules)
			got, ok := errors.AsType[*hours.InvalidError](err)
			if !ok {
				t.Fatalf("error %v", err)
			}
			if diff := cmp.Diff(test.want, *got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAProfileReplacesWhatThePortalSaysBadly(t *testing.T) {
	about := client.About{TimeZone: "Nowhere", DeskHours: days("late", "later", 1)}
	rules := hours.Rules{TimeZone: kolkata, Hours: workdays("09:30", "18:00")}
	s, err := hours.New(about, rules)
	if err != nil || !s.Open(utc(t, "2026-11-23T04:00:00Z")) || rules.Check() != nil {
		t.Fatalf("%v, %v", err, rules.Check())
	}
}

func TestRulesSurviveTheProfile(t *testing.T) {
	rules := hours.Rules{TimeZone: madrid, Hours: workdays("08:00", "15:00"), Holidays: hours.Holidays{
		Set: hours.SetUS, Off: []string{"columbus"}, Own: []hours.OwnDay{{Name: "Reyes", Date: "01-06"}}}}
	text, err := json.Marshal(rules)
	if err != nil {
		t.Fatal(err)
	}
	var back hours.Rules
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(rules, back); diff != "" {
		t.Error(diff)
	}
	if text, _ := json.Marshal(hours.Rules{}); string(text) != "{}" {
		t.Errorf("no rules are kept as %s", text)
	}
}

func TestEveryHolidayOfASetCanBeSwitchedOff(t *testing.T) {
	list := hours.HolidaysOf(hours.SetUS)
	if len(list) != 11 {
		t.Fatalf("%d federal holidays", len(list))
	}
	var off []string
	for _, holiday := range list {
		off = append(off, holiday.ID)
	}
	s := mustNew(t, newYork, allDays("08:00", "17:00"), hours.Rules{Holidays: hours.Holidays{Off: off}})
	for at := utc(t, "2026-01-01T17:00:00Z"); at.Year() == 2026; at = at.AddDate(0, 0, 1) {
		if !s.Open(at) {
			t.Errorf("closed on %v", at)
		}
	}
}
