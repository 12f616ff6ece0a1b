package filter

import (
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

// Typed is a field of a filter that is typed into, hidden until it is of use.
type Typed struct {
	Entry *parts.Entry
	Field *parts.Field
}

func newTyped(label, hint string, changed func()) Typed {
	entry := parts.NewEntry("")
	entry.OnChanged = func(string) { changed() }
	t := Typed{entry, parts.NewField(label, entry, hint)}
	t.Field.Hide()
	return t
}

func (t Typed) show(shown bool) {
	if t.Field.Visible() != shown {
		t.Field.Hidden = !shown
		t.Field.Refresh()
	}
}

// day is the one that stands in the field; the zero time for none, and false for one that cannot be read.
func (t Typed) day(clock phrase.Clock) (time.Time, bool) {
	if strings.TrimSpace(t.Entry.Text) == "" {
		t.Field.SetError("")
		return time.Time{}, true
	}
	day, ok := clock.ReadPast(t.Entry.Text)
	if ok {
		t.Field.SetError("")
	} else {
		t.Field.SetError(lang.L("No day that has been: 2026-11-14 or 14 Nov."))
	}
	return day, ok
}
