package callbacks

import (
	"slices"
	"time"

	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/app/callback"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

// item is a row of the list: a promise, or the heading of a group of them.
type item struct {
	heading  string
	promised callback.Callback
	word     phrase.Word // how pressing it is, or what became of it
}

// The groups, in their order.
const (
	late = iota
	today
	ahead
	settled
	groups
)

func headings() [groups]string {
	return [groups]string{lang.L("Late"), lang.L("Today"), lang.L("Later"), lang.L("Settled")}
}

// itemsOf puts the promises into their groups: those that are open by due time, those that are settled with the newest first.
func itemsOf(open, done []callback.Callback, now time.Time) []item {
	var grouped [groups][]item
	for _, promised := range open {
		group, word := pressing(promised, now)
		grouped[group] = append(grouped[group], item{promised: promised, word: word})
	}
	for _, promised := range done {
		grouped[settled] = append(grouped[settled], item{promised: promised, word: phrase.Promise(promised.State)})
	}
	slices.SortStableFunc(grouped[settled], func(a, b item) int { return b.promised.Settled.At.Compare(a.promised.Settled.At) })
	var items []item
	for group, rows := range grouped {
		if len(rows) > 0 {
			items = append(append(items, item{heading: headings()[group]}), rows...)
		}
	}
	return items
}

// pressing is how much an open promise presses, by the day in the zone of now.
func pressing(promised callback.Callback, now time.Time) (group int, word phrase.Word) {
	due := promised.Due.In(now.Location())
	switch {
	case now.Sub(due) >= callback.DefaultGrace:
		return late, phrase.Word{Text: lang.L("Late"), Icon: toolkit.IconNameWarning, Tone: parts.Bad}
	case !now.Before(due):
		return today, phrase.Word{Text: lang.L("Due now"), Icon: toolkit.IconNameVolumeUp, Tone: parts.Warning}
	case due.YearDay() == now.YearDay() && due.Year() == now.Year():
		return today, phrase.Word{Text: lang.L("Today"), Icon: toolkit.IconNameHistory, Tone: parts.Info}
	default:
		return ahead, phrase.Word{Text: lang.L("Later"), Icon: toolkit.IconNameHistory, Tone: parts.Neutral}
	}
}
