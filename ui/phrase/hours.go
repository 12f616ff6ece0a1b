package phrase

import (
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"portaldesk/app/hours"
	"portaldesk/client"
	"portaldesk/ui/language"
)

// DeskHours is [Hours] by what a portal says of itself and its profile says differently, in the desk's zone. It is for before
// an agent has signed in; hours that cannot be used say nothing.
func DeskHours(about client.About, rules hours.Rules, at time.Time) string {
	schedule, err := hours.New(about, rules)
	if err != nil {
		return ""
	}
	return Hours(schedule, at, schedule.Zone())
}

// Hours says in one sentence whether a desk may be called: "Desk open until 17:00", "Desk closed for Christmas Day, opens
// Monday at 08:00". Times are in the desk's zone, which is named when its clocks differ from those here. Of a desk whose
// hours are not known it says nothing.
func Hours(schedule *hours.Schedule, at time.Time, here *time.Location) string {
	if !schedule.Known() {
		return ""
	}
	state, clock := schedule.At(at), clockAt(schedule, at)
	return clock.inZone(hoursKey(state, clock), hoursFacts(state, clock), zoneOf(schedule, at, here))
}

func clockAt(schedule *hours.Schedule, at time.Time) Clock {
	return Clock{Zone: schedule.Zone(), Now: func() time.Time { return at }}
}

// hoursKey is the sentence that fits.
func hoursKey(state hours.State, clock Clock) string {
	switch {
	case state.Open && state.Closes.IsZero():
		return "Desk open all the time"
	case state.Open && clock.daysAgo(state.Closes) != 0:
		return "Desk open until {{.Day}} at {{.Time}}"
	case state.Open:
		return "Desk open until {{.Time}}"
	case state.Why == hours.ClosedHoliday:
		return opening(state, "Desk closed for {{.Holiday}}, opens {{.Day}} at {{.Time}}", "Desk closed for {{.Holiday}}")
	case state.Why == hours.ClosedDay:
		return opening(state, "Desk closed today, opens {{.Day}} at {{.Time}}", "Desk closed today")
	case state.Why == hours.ClosedBefore:
		return "Desk opens at {{.Time}}"
	case state.Why == hours.ClosedBreak:
		return "Desk opens again at {{.Time}}"
	default:
		return opening(state, "Desk closed for today, opens {{.Day}} at {{.Time}}", "Desk closed for today")
	}
}

// opening is the sentence with the next opening, or the one without when there is none within a year.
func opening(state hours.State, with, without string) string {
	if state.Next.IsZero() {
		return without
	}
	return with
}

func hoursFacts(state hours.State, clock Clock) map[string]any {
	moment := state.Next
	if state.Open {
		moment = state.Closes
	}
	facts := map[string]any{"Day": clock.NextDay(moment), "Time": clock.Time(moment)}
	if state.Holiday != "" {
		facts["Holiday"] = clock.tongue.L(state.Holiday)
	}
	return facts
}

// CallUs is what the agent tells the patient at the end of a call: "You can call us today until 17:00". It says nothing of
// a desk whose hours are not known, or that does not open within a year.
func CallUs(schedule *hours.Schedule, at time.Time, here *time.Location, tongue language.Tongue) string {
	if !schedule.Known() {
		return ""
	}
	state, clock := schedule.At(at), clockAt(schedule, at).In(tongue)
	key := "You can call us again {{.Day}} from {{.Time}}"
	switch {
	case state.Open && state.Closes.IsZero():
		key = "You can call us at any time"
	case state.Open:
		key = "You can call us {{.Day}} until {{.Time}}"
	case state.Next.IsZero():
		return ""
	}
	return clock.inZone(key, hoursFacts(state, clock), zoneOf(schedule, at, here))
}

// Opening is when a desk opens next, as in "tomorrow at 08:00"; empty when that is not known.
func Opening(schedule *hours.Schedule, at time.Time) string {
	if !schedule.Known() {
		return ""
	}
	next, clock := schedule.At(at).Next, clockAt(schedule, at)
	if next.IsZero() {
		return ""
	}
	return lang.L("{{.Day}} at {{.Time}}", map[string]any{"Day": clock.NextDay(next), "Time": clock.Time(next)})
}

// zoneOf names the desk's zone when its clocks differ from those here at the moment; else it is empty. It is "EST" where
// the zone's time has a name, else its town.
func zoneOf(schedule *hours.Schedule, at time.Time, here *time.Location) string {
	zone := schedule.Zone()
	short, there := at.In(zone).Zone()
	_, own := at.In(here).Zone()
	switch {
	case own == there:
		return ""
	case short[0] >= 'A': // not "+03"
		return short
	}
	name := zone.String()
	return strings.ReplaceAll(name[strings.LastIndex(name, "/")+1:], "_", " ")
}

// inZone is a sentence whose times are in a zone; one that goes without saying is empty.
func (c Clock) inZone(key string, facts map[string]any, zone string) string {
	said := c.tongue.L(key, facts)
	if zone == "" {
		return said
	}
	return c.tongue.L("{{.Sentence}} ({{.Zone}})", map[string]any{"Sentence": said, "Zone": zone})
}
