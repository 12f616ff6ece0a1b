package deskhours

import (
	"slices"
	"strings"
	"time"

	"portaldesk/client"
)

// weekdays are in the order in which most of the clinics that fill them in think of a week of work.
var weekdays = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// spansOf writes the hours of a day as they are typed: "08:00-12:00, 13:00-17:00"; empty for a day that is closed.
func spansOf(list []client.DeskHours, day time.Weekday) string {
	var spans []string
	for _, hours := range list {
		if hours.Weekday == day {
			spans = append(spans, hours.Opens+"-"+hours.Closes)
		}
	}
	slices.Sort(spans)
	return strings.Join(spans, ", ")
}

// dashes are what stands between two times.
var dashes = strings.NewReplacer("–", "-", "—", "-", "−", "-", ";", ",")

// hoursOf reads what was typed for a day. What it cannot read it hands on as it is, for [hours.Rules.Check] to refuse.
func hoursOf(text string, day time.Weekday) []client.DeskHours {
	var list []client.DeskHours
	for span := range strings.SplitSeq(dashes.Replace(text), ",") {
		if span = strings.TrimSpace(span); span == "" {
			continue
		}
		opens, closes, _ := strings.Cut(span, "-")
		list = append(list, client.DeskHours{Weekday: day, Opens: onClock(opens), Closes: onClock(closes)})
	}
	return list
}

// onClock writes a time as the hours are kept: "8" and "8:00" are "08:00".
func onClock(text string) string {
	text = strings.TrimSpace(text)
	if text != "" && !strings.Contains(text, ":") {
		text += ":00"
	}
	if len(text) == len("8:00") {
		text = "0" + text
	}
	return text
}
