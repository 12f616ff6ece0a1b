package parts_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"portaldesk/ui/parts"
)

func TestADialogTakesTheFocusAndTheKeysAndGivesThemBack(t *testing.T) {
	below := parts.NewEntry("")
	window := inWindow(t, below)
	canvas := window.Canvas()
	got := 0
	canvas.SetOnTypedKey(func(*fyne.KeyEvent) { got++ })
	canvas.Focus(below)

	field, closed := parts.NewEntry(""), 0
	dialog := &parts.Dialog{Title: "Title", Body: field, First: field, Closed: func() { closed++ }}
	dialog.Actions = []*parts.Action{parts.NewAction("Close", dialog.Close)}
	dialog.Show(canvas)
	if canvas.Focused() != fyne.Focusable(field) {
		t.Error("the focus is not in the first field")
	}
	if !parts.ModalOpen(canvas) {
		t.Error("the window does not know of the dialog")
	}
	press(field, fyne.KeyF2)
	if got != 0 {
		t.Error("a key of the window worked under the dialog")
	}
	press(field, fyne.KeyEscape)
	if dialog.Open() || closed != 1 || parts.ModalOpen(canvas) {
		t.Error("Escape did not close it")
	}
	if canvas.Focused() != fyne.Focusable(below) {
		t.Error("the focus did not go back")
	}
	press(below, fyne.KeyF2)
	if got != 1 {
		t.Error("the window's keys did not come back")
	}
}

func TestAHeldDialogStaysOpenOnEscape(t *testing.T) {
	window := inWindow(t, parts.NewEntry(""))
	held := true
	dialog := &parts.Dialog{Title: "Title", Body: parts.NewText("body", parts.Plain), Held: func() bool { return held }}
	close := parts.NewAction("Close", dialog.Close)
	dialog.Actions = []*parts.Action{close}
	dialog.Show(window.Canvas())
	press(close, fyne.KeyEscape)
	if !dialog.Open() {
		t.Error("it closed while it was held")
	}
	held = false
	press(close, fyne.KeyEscape)
	if dialog.Open() {
		t.Error("it did not close when it was let go")
	}
}

func TestADialogFitsALowWindow(t *testing.T) {
	window := inWindow(t, parts.NewEntry(""))
	window.Resize(fyne.NewSize(400, 240))
	rows := make([]fyne.CanvasObject, 40)
	for i := range rows {
		rows[i] = parts.NewText("row", parts.Plain)
	}
	close := parts.NewAction("Close", nil)
	dialog := &parts.Dialog{Title: "Title", Body: parts.Stack(0, rows...), Actions: []*parts.Action{close}}
	dialog.Show(window.Canvas())
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(close)
	if bottom := at.Y + close.Size().Height; bottom > 240 || at.X+close.Size().Width > 400 {
		t.Errorf("the button ends at %v, %v, outside of the window", at.X+close.Size().Width, bottom)
	}
}
