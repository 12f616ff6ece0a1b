package phrase

import (
	"time"

	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
)

// DeskHours says when the portal's desk is open, seen from a moment: "Desk open until 17:00", "Desk opens at 08:00", "Desk
// closed today". Times are in the portal's zone. Of a portal that has no hours it says nothing.
func DeskHours(about client.About, at time.Time) string {
	if len(about.DeskHours) == 0 {
		return ""
	}
	local := at.In(NewClock(about.TimeZone, nil).Zone)
	clock := local.Format("15:04")
	var next string
	for _, span := range about.DeskHours {
		switch {
		case span.Weekday != local.Weekday() || clock >= span.Closes:
		case clock >= span.Opens:
			return lang.L("Desk open until {{.Time}}", map[string]any{"Time": span.Closes})
		case next == "" || span.Opens < next:
			next = span.Opens
		}
	}
	switch {
	case next != "":
		return lang.L("Desk opens at {{.Time}}", map[string]any{"Time": next})
	case openOn(about, local.Weekday()):
		return lang.L("Desk closed for today")
	default:
		return lang.L("Desk closed today")
	}
}

func openOn(about client.About, day time.Weekday) bool {
	for _, span := range about.DeskHours {
		if span.Weekday == day {
			return true
		}
	}
	return false
}
