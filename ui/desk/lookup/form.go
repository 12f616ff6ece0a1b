package lookup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// statuses are in the order in which the filter offers them: what people call about comes first.
var statuses = []client.Status{
	client.StatusLocked, client.StatusCodeExpired, client.StatusInvited, client.StatusResetPending, client.StatusActive,
	client.StatusDeactivated, client.StatusNone, client.StatusDeclined, client.StatusDeceased, client.StatusMerged,
}

// form is the field and the filters.
type form struct {
	field  *parts.Entry
	filter *parts.Chooser
	minors *parts.Toggle
}

func newForm(searched string, changed, enter, down func()) *form {
	f := &form{field: parts.NewEntry(searched)}
	f.field.OnChanged = func(string) { changed() }
	f.field.OnEnter, f.field.OnDown = enter, down
	f.filter = parts.NewChooser(lang.L("Any status"), statusWords(), func(string) { changed() })
	f.filter.Call(lang.L("Status"))
	f.filter.Selected = lang.L("Any status")
	f.filter.OnSubmitted = enter
	f.minors = parts.NewToggle(lang.L("Minors only"), func(bool) { changed() })
	return f
}

func statusWords() []string {
	words := []string{lang.L("Any status")}
	for _, status := range statuses {
		words = append(words, phrase.Status(status).Text)
	}
	return words
}

// status is the filter's status, empty for any.
func (f *form) status() client.Status {
	if at := f.filter.SelectedIndex(); at > 0 {
		return statuses[at-1]
	}
	return ""
}

// focus selects what is in the field, so that typing replaces it.
func (f *form) focus() {
	parts.Focus(f.field)
	f.field.TypedShortcut(&fyne.ShortcutSelectAll{})
}

func (f *form) content() fyne.CanvasObject {
	filters := &fyne.Container{Layout: parts.NewFilledFlow(theme.Grid), Objects: []fyne.CanvasObject{f.filter, parts.Line(0, f.minors)}}
	return parts.Stack(theme.Grid, f.field, filters)
}
