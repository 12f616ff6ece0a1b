package hours

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"portaldesk/client"
)

// Rules is what a profile says of the desk's hours, as it keeps them. The zero value takes everything from the portal, and
// the usual holidays of its time zone.
type Rules struct {
	// TimeZone, an IANA name, replaces the portal's.
	TimeZone string `json:"timeZone,omitempty"`
	// Hours, when there are any, replace all of the portal's.
	Hours    []client.DeskHours `json:"hours,omitempty"`
	Holidays Holidays           `json:"holidays,omitzero"`
}

// Holidays is when the desk is closed although the weekday is open.
type Holidays struct {
	// Set is one of [Sets]; empty for the usual one of the time zone ([UsualSet]).
	Set string `json:"set,omitempty"`
	// Off are the ids of holidays of the set on which the desk works.
	Off []string `json:"off,omitempty"`
	// Own are the clinic's own days.
	Own []OwnDay `json:"own,omitempty"`
}

// OwnDay is a day on which this clinic is closed.
type OwnDay struct {
	// Name is in the clinic's own words.
	Name string `json:"name"`
	// Date is "2026-12-24" for that day alone, or "12-24" for every year. "02-29" is only in leap years.
	Date string `json:"date"`
}

// InvalidError says which entry of the hours could not be used, and why.
type InvalidError struct {
	// Field is the entry's place: "timeZone", "hours[2].weekday", "hours[2].opens", "hours[2].closes", "holidays.set",
	// "holidays.off[0]", "holidays.own[1].name" or "holidays.own[1].date". Places in the hours count from 0.
	Field string
	// Why is "missing", "unknown", "malformed", "empty" (opens and closes at the same time) or "twice".
	Why string
	// Value is what stood there, as text.
	Value string
}

func (e *InvalidError) Error() string {
	return fmt.Sprintf("desk hours: %s: %s: %q", e.Field, e.Why, e.Value)
}

// Check says whether a profile may keep the rules: nil or an [*InvalidError].
func (r Rules) Check() error {
	if r.TimeZone != "" {
		if _, err := zoneNamed(r.TimeZone); err != nil {
			return err
		}
	}
	if _, err := weekOf(r.Hours); err != nil {
		return err
	}
	_, err := r.Holidays.calendar("")
	return err
}

// zoneNamed finds a zone by its IANA name. "Local" is refused: the computer's zone is not the portal's.
func zoneNamed(name string) (*time.Location, error) {
	if name == "" {
		return nil, &InvalidError{"timeZone", "missing", name}
	}
	zone, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		return nil, &InvalidError{"timeZone", "unknown", name}
	}
	return zone, nil
}

// weekly is a span of one weekday, in minutes from its midnight. closes is more than 24 hours when it runs past the next.
type weekly struct{ opens, closes int }

type week [7][]weekly

func weekOf(list []client.DeskHours) (week, error) {
	var w week
	for i, entry := range list {
		span, err := spanOf(entry, fmt.Sprintf("hours[%d].", i))
		if err != nil {
			return w, err
		}
		w[entry.Weekday] = append(w[entry.Weekday], span)
	}
	for day := range w {
		slices.SortFunc(w[day], func(a, b weekly) int { return a.opens - b.opens })
	}
	return w, nil
}

func (w week) empty() bool {
	return !slices.ContainsFunc(w[:], func(day []weekly) bool { return len(day) > 0 })
}

const wholeDay = 24 * 60

func spanOf(entry client.DeskHours, place string) (weekly, error) {
	if entry.Weekday < time.Sunday || entry.Weekday > time.Saturday {
		return weekly{}, &InvalidError{place + "weekday", "unknown", fmt.Sprint(int(entry.Weekday))}
	}
	opens, ok := minutes(entry.Opens)
	if !ok || opens == wholeDay {
		return weekly{}, &InvalidError{place + "opens", "malformed", entry.Opens}
	}
	closes, ok := minutes(entry.Closes)
	if !ok {
		return weekly{}, &InvalidError{place + "closes", "malformed", entry.Closes}
	}
	if opens == closes {
		return weekly{}, &InvalidError{place + "closes", "empty", entry.Closes}
	}
	if closes < opens {
		closes += wholeDay
	}
	return weekly{opens, closes}, nil
}

// minutes reads "HH:MM", up to "24:00".
func minutes(text string) (int, bool) {
	if text == "24:00" {
		return wholeDay, true
	}
	at, err := time.Parse("15:04", text)
	if err != nil || len(text) != len("15:04") || !strings.HasPrefix(text[2:], ":") {
		return 0, false
	}
	return at.Hour()*60 + at.Minute(), true
}
