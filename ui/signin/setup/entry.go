package setup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/profile"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// entry is one field of the form, and what of a profile it is.
type entry struct {
	// name is the profile's own, as a [profile.InvalidError] gives it.
	name  string
	field *parts.Field
	focus parts.FocusTarget
	// when says whether a profile, with what stands before this entry put into it, asks for it; nil means always.
	when func(profile.Profile) bool
	// put puts what is entered into the profile, and empties it there when it is not asked for.
	put func(p *profile.Profile, asked bool)
}

// only makes the entry one that is not always asked for.
func (e *entry) only(when func(profile.Profile) bool) *entry {
	e.when = when
	return e
}

func (e *entry) asked(p profile.Profile) bool { return e.when == nil || e.when(p) }

// words are what is said about an entry.
type words struct{ name, label, hint string }

// text asks for a text, which is one of the profile's.
func (f *form) text(w words, of func(*profile.Profile) *string, clean func(string) string) *entry {
	field := parts.NewEntry("")
	p := f.base
	field.SetText(*of(&p))
	e := f.entry(w, field, field)
	field.OnChanged = func(string) { f.changed(e) }
	f.keys(field, e)
	e.put = func(p *profile.Profile, asked bool) {
		*of(p) = ""
		if asked {
			*of(p) = clean(field.Text)
		}
	}
	return e
}

// file asks for the path of a file, typed or chosen.
func (f *form) file(w words, endings []string, of func(*profile.Profile) *string) *entry {
	e := f.text(w, of, tidyPath)
	if f.pick == nil {
		return e
	}
	typed := e.focus.(*parts.Entry)
	choose := parts.NewAction(lang.L("Choose…"), func() { f.pick(endings, typed.SetText) })
	choose.OnFocus = func() { f.reveal(e.field) }
	e.field = parts.NewField(w.label, parts.Spread(theme.Half, nil, typed, choose), w.hint)
	return e
}

// choice asks for one of a few values.
func (f *form) choice(w words, options []option, now string, put func(*profile.Profile, string)) *entry {
	labels := make([]string, len(options))
	for i, o := range options {
		labels[i] = o.label
	}
	segments := parts.NewSegments(labels, nil)
	e := f.entry(w, segments, segments)
	for i, o := range options {
		if o.value == now {
			segments.Choose(i)
		}
	}
	segments.OnChanged = func(int) { f.changed(e) }
	segments.OnSubmitted = f.submit
	segments.OnFocus = func() { f.reveal(e.field) }
	e.put = func(p *profile.Profile, _ bool) {
		if at := segments.Chosen(); at >= 0 {
			put(p, options[at].value)
		}
	}
	return e
}

// option is one value of a choice.
type option struct{ value, label string }

func (f *form) entry(w words, control fyne.CanvasObject, focus parts.FocusTarget) *entry {
	return &entry{name: w.name, field: parts.NewField(w.label, control, w.hint), focus: focus}
}

// keys gives a field what the keys of the form do.
func (f *form) keys(field *parts.Entry, e *entry) {
	field.OnEnter, field.OnEscape = f.submit, f.escape
	field.OnFocus = func(gained bool) {
		if gained {
			f.reveal(e.field)
		}
	}
}
