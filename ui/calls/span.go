package calls

import (
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

// span is from which day to which, as the agent types it.
type span struct{ from, to typed }

// typed is a field of a filter.
type typed struct {
	entry *parts.Entry
	field *parts.Field
}

func newTyped(label, hint string, changed func()) typed {
	entry := parts.NewEntry("")
	entry.OnChanged = func(string) { changed() }
	t := typed{entry, parts.NewField(label, entry, hint)}
	t.field.Hide()
	return t
}

func newSpan(changed func()) span {
	return span{newTyped(lang.L("From"), lang.L("2026-11-14, 14 Nov, yesterday"), changed),
		newTyped(lang.L("To"), lang.L("That day is the last."), changed)}
}

func (s span) show(shown bool) {
	for _, t := range []typed{s.from, s.to} {
		if t.field.Visible() != shown {
			t.field.Hidden = !shown
			t.field.Refresh()
		}
	}
}

func (s span) clear() {
	s.from.entry.SetText("")
	s.to.entry.SetText("")
}

// read is when it begins and ends, the zero time where nothing was typed; false when a day cannot be read. What is wrong is
// said at its field.
func (s span) read(clock phrase.Clock) (from, until time.Time, ok bool) {
	from, fromOK := s.from.read(clock)
	last, lastOK := s.to.read(clock)
	if !fromOK || !lastOK {
		return from, until, false
	}
	if !last.IsZero() {
		until = last.AddDate(0, 0, 1)
		if !from.Before(until) {
			s.to.field.SetError(lang.L("This is before the first day."))
			return from, until, false
		}
	}
	return from, until, true
}

// read is the day that stands in the field.
func (t typed) read(clock phrase.Clock) (time.Time, bool) {
	if strings.TrimSpace(t.entry.Text) == "" {
		t.field.SetError("")
		return time.Time{}, true
	}
	day, ok := clock.ReadPast(t.entry.Text)
	if ok {
		t.field.SetError("")
	} else {
		t.field.SetError(lang.L("No day that has been: 2026-11-14 or 14 Nov."))
	}
	return day, ok
}
