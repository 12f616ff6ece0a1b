package deskhours

import (
	"errors"
	"fmt"
	"strings"

	"fyne.io/fyne/v2/lang"

	"portaldesk/app/hours"
)

// place is a part of the page: the time zone, a day of the week or the clinic's own days.
type place struct {
	zone, own bool
	entry     int // of the hours, counted over the week
}

// mistake says where the rules cannot be used, and why.
func mistake(wrong *hours.InvalidError) (place, string) {
	if wrong.Field == "timeZone" {
		return place{zone: true}, lang.L("No such time zone is known. Write it like America/Chicago or Europe/Madrid.")
	}
	if strings.HasPrefix(wrong.Field, "holidays.") {
		return place{own: true}, ownMistake(wrong)
	}
	var at place
	_, _ = fmt.Sscanf(wrong.Field, "hours[%d]", &at.entry)
	if wrong.Why == "empty" {
		return at, lang.L("It opens and closes at the same time. All day is 00:00-24:00.")
	}
	return at, lang.L("Write the times like 08:00-17:00, and a break like 08:00-12:00, 13:00-17:00.")
}

func ownMistake(wrong *hours.InvalidError) string {
	switch wrong.Why {
	case "missing":
		return lang.L("Each day needs a name behind its date: 12-24 Christmas Eve.")
	case "twice":
		return lang.L("{{.Date}} is there twice.", map[string]any{"Date": wrong.Value})
	default:
		return lang.L("{{.Date}} is no date. Write 12-24 for every year, or 2026-12-24 for once.", map[string]any{"Date": wrong.Value})
	}
}

// invalid is the entry that a check refused; nil when it refused none.
func invalid(err error) *hours.InvalidError {
	wrong, _ := errors.AsType[*hours.InvalidError](err)
	return wrong
}
