package due

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/hours"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// Field is a time to be entered. Its three pieces are set where there is room for them.
type Field struct {
	// Quick are the buttons, Entry the field, Said the line that tells what the entry means.
	Quick *fyne.Container
	Entry *parts.Entry
	Said  *fyne.Container
	// OnChanged is called after something was entered; it may be nil.
	OnChanged func()

	clock   phrase.Clock
	hours   *hours.Schedule
	icon    *parts.Icon
	said    *parts.Paragraph
	due     time.Time // the zero time for nothing yet
	filling bool
}

// New makes an empty field. The clock is the desk's own; hours may be nil.
func New(clock phrase.Clock, hours *hours.Schedule) *Field {
	f := &Field{clock: clock, hours: hours, icon: parts.NewIcon("", ""), said: parts.NewParagraph("", parts.Plain)}
	f.Entry = parts.NewEntry(lang.L("When? 15:30, Mon 8:00"))
	f.Entry.Call(lang.L("When?"))
	f.Entry.OnChanged = func(string) { f.typed() }
	f.Quick = parts.Line(theme.Half)
	for _, choice := range f.choices() {
		f.Quick.Add(parts.NewAction(choice.word, func() { f.choose(choice.due()) }))
	}
	f.Said = parts.Spread(theme.Half, parts.Top(f.icon), f.said, nil)
	f.say(f.read())
	return f
}

// ClockOf is the clock that due times are entered and shown by: in the zone of the desk's hours, else as the other one.
func ClockOf(hours *hours.Schedule, clock phrase.Clock) phrase.Clock {
	if hours != nil {
		clock.Zone = hours.Zone()
	}
	return clock
}

// Due is what was entered, the zero time while that is nothing to promise anything for.
func (f *Field) Due() time.Time { return f.due }

// Show fills the field with what was entered before: the text, and the time it meant then, which the same words may not mean
// any more. OnChanged is not called.
func (f *Field) Show(text string, due time.Time) {
	f.filling = true
	defer func() { f.filling = false }()
	f.Entry.SetText(text)
	meant, verdict := f.read()
	if f.due = due; !due.IsZero() {
		meant, verdict = due, fits
		if !due.After(f.clock.Now()) {
			verdict = over
		}
	}
	f.say(meant, verdict)
}

// choose enters a time that was chosen by a button. Where it was moved that is said, although the field shows where to.
func (f *Field) choose(due time.Time) {
	fitting, ok := f.hours.Fit(due)
	if !ok {
		fitting = due
	}
	if text := f.clock.Appointment(fitting); f.Entry.Text != text {
		f.Entry.SetText(text)
	} else {
		f.typed()
	}
	if !fitting.Equal(due) {
		f.say(fitting, later)
	}
}

func (f *Field) typed() {
	if f.filling {
		return
	}
	due, verdict := f.read()
	f.due = due
	f.say(due, verdict)
	if f.OnChanged != nil {
		f.OnChanged()
	}
}

// read is the moment that was entered, and what is to be said of it: moved into the desk's hours, or the zero time when it is
// none to promise anything for.
func (f *Field) read() (time.Time, verdict) {
	entered, ok := f.clock.ReadDue(f.Entry.Text)
	switch {
	case f.Entry.Text == "":
		return time.Time{}, nothing
	case !ok:
		return time.Time{}, unreadable
	case !entered.After(f.clock.Now()):
		return time.Time{}, over
	}
	fitting, ok := f.hours.Fit(entered)
	switch {
	case !ok:
		return time.Time{}, never
	case !fitting.Equal(entered):
		return fitting, later
	default:
		return entered, fits
	}
}
