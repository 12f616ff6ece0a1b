package due

import (
	"time"

	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/ui/parts"
)

// verdict is what there is to say of a time that was entered.
type verdict int

const (
	nothing    verdict = iota // no time was entered
	unreadable                // what was entered is no time
	over                      // it has passed
	never                     // the desk is closed then, and does not open within a year
	later                     // the desk is closed then; it was moved to the next opening
	fits
)

// say tells below the fields what is promised, or why nothing is.
func (f *Field) say(due time.Time, v verdict) {
	facts := map[string]any{"Due": f.clock.Due(due)}
	tone, text := parts.Warning, ""
	switch v {
	case nothing:
		tone, text = parts.Neutral, lang.L("By the desk's clock. A time when the desk is closed is moved to its next opening.")
	case unreadable:
		text = lang.L("That is no time yet. Write it like 15:30, tomorrow 9:00, Mon 8:00, 24 Nov 8:30 or in 2 hours.")
	case over:
		text = lang.L("That time is over. Choose a later one.")
	case never:
		text = lang.L("The desk is closed then, and nothing says when it opens again.")
	case later:
		text = lang.L("The desk is closed then; next is {{.Due}}. That is promised.", facts)
	default:
		tone, text = parts.Good, lang.L("Promised for {{.Due}}.", facts)
	}
	icon := tone.Icon()
	if v == later {
		icon = toolkit.IconNameHistory
	}
	f.icon.Set(icon, tone.Fore())
	f.said.Set(text, parts.Plain.In(tone.Fore()))
	f.Said.Hidden = v == nothing && parts.LargeText() // where there is little room, a hint is left to the field
	f.Said.Refresh()
}
