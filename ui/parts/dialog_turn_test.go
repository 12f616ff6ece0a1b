package parts_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"portaldesk/ui/parts"
)

// A dialog whose body nothing takes the focus in is read to its end with the keyboard.
func TestALongBodyIsTurnedByKeys(t *testing.T) {
	window := inWindow(t, parts.NewEntry(""))
	body, first := parts.Stack(0), parts.NewText("first", parts.Plain)
	body.Add(first)
	for i := range 200 {
		body.Add(parts.NewText(fmt.Sprint("line ", i), parts.Plain))
	}
	dialog := &parts.Dialog{Title: "Title", Body: body}
	shut := parts.NewAction("Close", dialog.Close)
	dialog.Actions = []*parts.Action{shut}
	dialog.Show(window.Canvas())
	top := func() float32 { return fyne.CurrentApp().Driver().AbsolutePositionForObject(first).Y }
	began := top()
	press(shut, fyne.KeyDown)
	line := top()
	press(shut, fyne.KeyEnd)
	end := top()
	if line >= began || end >= line-1000 {
		t.Errorf("the first line is at %v, after Down at %v, after End at %v", began, line, end)
	}
	press(shut, fyne.KeyDown, fyne.KeyPageDown)
	if top() != end {
		t.Error("it goes on behind its end")
	}
	press(shut, fyne.KeyHome)
	if top() != began {
		t.Errorf("Home leads to %v, not to %v", top(), began)
	}
}
