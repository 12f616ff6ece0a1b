package parts_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"portaldesk/ui/parts"
)

func TestEntryHooks(t *testing.T) {
	entry := parts.NewEntry("")
	inWindow(t, entry)
	var got string
	entry.OnDown = func() { got += "down " }
	entry.OnEnter = func() { got += "enter " }
	entry.OnEscape = func() { got += "escape " }
	press(entry, fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape)
	if got != "down enter enter escape " {
		t.Errorf("called %q", got)
	}
}

func TestInANoteEnterBeginsALineAndTabLeaves(t *testing.T) {
	note, next := parts.NewNoteEntry("", 3), parts.NewEntry("")
	note.OnEnter = func() { t.Error("Enter was taken from the note") }
	window := inWindow(t, parts.Stack(0, note, next))
	window.Canvas().Focus(note)
	test.Type(note, "a")
	press(note, fyne.KeyReturn)
	test.Type(note, "b")
	if note.Text != "a\nb" {
		t.Errorf("the note is %q", note.Text)
	}
	if note.AcceptsTab() {
		t.Error("Tab stays in the note")
	}
	window.Canvas().FocusNext()
	if window.Canvas().Focused() != fyne.Focusable(next) {
		t.Error("Tab does not go to the next field")
	}
}

func TestTheFocusIsVisible(t *testing.T) {
	entry := parts.NewEntry("")
	window := inWindow(t, parts.Stack(0, entry))
	before := test.RenderObjectToMarkup(entry)
	window.Canvas().Focus(entry)
	if test.RenderObjectToMarkup(entry) == before {
		t.Error("a field looks the same with the focus and without")
	}
}
