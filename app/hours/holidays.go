package hours

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/us"
)

// The sets of holidays.
const (
	SetNone = "none"
	SetUS   = "us" // the federal holidays of the United States (5 U.S.C. 6103)
)

// Sets are the sets of holidays there are.
func Sets() []string { return []string{SetNone, SetUS} }

// Holiday is one holiday of a set. Its name is English, a key of the translation.
type Holiday struct{ ID, Name string }

// HolidaysOf are the holidays of a set, in the order of the year; none of a set that is not known.
func HolidaysOf(set string) []Holiday {
	if set != SetUS {
		return nil
	}
	list := make([]Holiday, len(federal))
	for i, known := range federal {
		list[i] = Holiday{known.id, known.rule.Name}
	}
	return list
}

// UsualSet is the set that a desk in the time zone has unless its profile says otherwise: [SetUS] in the zones of the
// fifty states, and [SetNone] everywhere else, where the clinic enters its own.
func UsualSet(zone string) string {
	_, area, _ := strings.Cut(zone, "America/")
	state, _, nested := strings.Cut(area, "/")
	switch {
	case strings.HasPrefix(zone, "US/") && zone != "US/Samoa", zone == "Pacific/Honolulu":
		return SetUS
	case nested && slices.Contains([]string{"Indiana", "Kentucky", "North_Dakota"}, state):
		return SetUS
	case slices.Contains(stateZones, area):
		return SetUS
	default:
		return SetNone
	}
}

// stateZones are the zones of the fifty states, after "America/".
var stateZones = []string{
	"Adak", "Anchorage", "Boise", "Chicago", "Denver", "Detroit", "Indianapolis", "Juneau", "Los_Angeles", "Louisville",
	"Menominee", "Metlakatla", "New_York", "Nome", "Phoenix", "Sitka", "Yakutat",
}

type ruled struct {
	id   string
	rule *cal.Holiday
}

var federal = []ruled{
	{"new-year", us.NewYear},
	{"mlk", us.MlkDay},
	{"presidents", us.PresidentsDay},
	{"memorial", us.MemorialDay},
	{"juneteenth", us.Juneteenth},
	{"independence", us.IndependenceDay},
	{"labor", us.LaborDay},
	{"columbus", us.ColumbusDay},
	{"veterans", us.VeteransDay},
	{"thanksgiving", us.ThanksgivingDay},
	{"christmas", us.ChristmasDay},
}

// calendar answers the names of closed days.
type calendar struct {
	rules  []*cal.Holiday
	once   map[date]string
	yearly map[date]string // year 0
}

// calendar builds the calendar of a desk in a zone, or says what cannot be used: an [*InvalidError].
func (h Holidays) calendar(zone string) (calendar, error) {
	c := calendar{once: map[date]string{}, yearly: map[date]string{}}
	set := h.Set
	if set == "" {
		set = UsualSet(zone)
	}
	if !slices.Contains(Sets(), set) {
		return c, &InvalidError{"holidays.set", "unknown", set}
	}
	if err := h.checkOff(); err != nil {
		return c, err
	}
	for _, known := range federal {
		if set == SetUS && !slices.Contains(h.Off, known.id) {
			c.rules = append(c.rules, known.rule)
		}
	}
	return c, c.addOwn(h.Own)
}

// checkOff refuses ids that no set has. Those of another set than the one in use stay: it may be chosen again.
func (h Holidays) checkOff() error {
	for i, id := range h.Off {
		if !slices.ContainsFunc(federal, func(known ruled) bool { return known.id == id }) {
			return &InvalidError{fmt.Sprintf("holidays.off[%d]", i), "unknown", id}
		}
	}
	return nil
}

func (c calendar) addOwn(days []OwnDay) error {
	for i, day := range days {
		place := fmt.Sprintf("holidays.own[%d].", i)
		if strings.TrimSpace(day.Name) == "" {
			return &InvalidError{place + "name", "missing", day.Name}
		}
		at, ok := ownDate(day.Date)
		if !ok {
			return &InvalidError{place + "date", "malformed", day.Date}
		}
		kept := c.once
		if at.year == 0 {
			kept = c.yearly
		}
		if kept[at] != "" {
			return &InvalidError{place + "date", "twice", day.Date}
		}
		kept[at] = day.Name
	}
	return nil
}

// ownDate reads "2026-12-24", or "12-24" as a date of year 0, which is a leap year.
func ownDate(text string) (date, bool) {
	if at, err := time.Parse(time.DateOnly, text); err == nil && at.Year() > 0 {
		return dateOf(at), true
	}
	at, err := time.Parse(time.DateOnly, "0000-"+text)
	return dateOf(at), err == nil
}

// name is the holiday on a day; empty when there is none. The clinic's own name for it comes first. A holiday that is
// observed on another day closes both: nobody answers on the day itself either.
func (c calendar) name(day date) string {
	if name := c.once[day]; name != "" {
		return name
	}
	if name := c.yearly[date{0, day.month, day.day}]; name != "" {
		return name
	}
	for _, year := range []int{day.year, day.year + 1} { // New Year's Day may be observed in the year before
		for _, rule := range c.rules {
			actual, observed := rule.Calc(year)
			if !actual.IsZero() && (ruledDate(actual) == day || ruledDate(observed) == day) {
				return rule.Name
			}
		}
	}
	return ""
}

// ruledDate is the date of a day's beginning in this computer's zone. Half a day later the date is the same, also where
// clocks change at midnight and the day's beginning is given an hour early.
func ruledDate(midnight time.Time) date { return dateOf(midnight.Add(12 * time.Hour)) }
