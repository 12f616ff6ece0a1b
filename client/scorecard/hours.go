package scorecard

import (
	"fmt"
	"strings"
	"time"

	"portaldesk/client"
)

func (f *findings) hours() []Line {
	return []Line{
		f.deskHours().asks("desk-hours", "Are the desk's hours known, to be told to patients?"),
		f.clock().asks("clock", "Is its clock right?"),
	}
}

func (f *findings) deskHours() Line {
	if f.silence != nil {
		return f.unknown()
	}
	if len(f.about.DeskHours) == 0 {
		return answer(No, "Put the desk's hours where patients and agents see them.", "The portal does not say when its desk is open.")
	}
	return answer(Yes, "", strings.Join(spans(f.about.DeskHours), ", ")+" ("+f.about.TimeZone+").")
}

// spans are the hours in words, days in a row that are alike taken together: "Mon-Fri 08:00-17:00".
func spans(hours []client.DeskHours) []string {
	var found []string
	for i := 0; i < len(hours); {
		last := i
		for last+1 < len(hours) && follows(hours[last], hours[last+1]) {
			last++
		}
		days := fmt.Sprintf("%.3s", hours[i].Weekday)
		if last > i {
			days += fmt.Sprintf("-%.3s", hours[last].Weekday)
		}
		found = append(found, days+" "+hours[i].Opens+"-"+hours[i].Closes)
		i = last + 1
	}
	return found
}

func follows(day, next client.DeskHours) bool {
	return next.Weekday == day.Weekday+1 && next.Opens == day.Opens && next.Closes == day.Closes
}

// clock compares clocks: codes and links end by the portal's, and agents read this computer's.
func (f *findings) clock() Line {
	ahead := f.bare.skew
	if f.subject.Kind == kindGuided || f.bare.stranger.header.Get("Date") == "" {
		return answer(NotTried, "", "The portal does not say what time it is.")
	}
	seen := compared(ahead)
	if ahead.Abs() > skewed {
		return answer(Partly, "Have both clocks set by the network.", seen)
	}
	return answer(Yes, "", seen)
}

// compared is how far the portal's clock is from this computer's, as far as whole seconds tell.
func compared(ahead time.Duration) string {
	switch by := ahead.Abs().Round(time.Second); {
	case by <= time.Second:
		return "It agrees with this computer's."
	case ahead > 0:
		return fmt.Sprintf("It is %v ahead of this computer's.", by)
	default:
		return fmt.Sprintf("It is %v behind this computer's.", by)
	}
}
