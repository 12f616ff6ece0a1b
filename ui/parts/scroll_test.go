package parts_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"portaldesk/ui/parts"
	"portaldesk/ui/uitest"
)

// turned counts the turns of the wheel that are told of while it turns over the middle of an object, down.
func turned(t *testing.T, w *uitest.Window, over fyne.CanvasObject) int {
	t.Helper()
	told := 0
	parts.OnActivity(nil, func() { told++ })
	defer parts.OnActivity(nil, nil)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(over)
	test.Scroll(w.Canvas(), at.AddXY(over.Size().Width/2, over.Size().Height/2), 0, -100)
	return told
}

func TestTheWheelIsToldOfOverWhateverScrollsAndScrollsIt(t *testing.T) {
	uitest.App(t)
	page := parts.Scrolling(parts.NewParagraph(strings.Repeat("a page that is longer than its place ", 60), parts.Plain))
	filled := map[int]bool{}
	list := parts.NewList(func() fyne.CanvasObject { return parts.NewText("row", parts.Plain) },
		func(row int, _ fyne.CanvasObject) { filled[row] = true })
	note := parts.NewNoteEntry("", 2)
	note.SetText(strings.Repeat("line\n", 30))
	w := uitest.Open(t, parts.Columns(100, 8, page, list, note), 600, 100)
	list.SetRows(100)
	page.Resize(fyne.NewSize(190, 90))
	list.Resize(fyne.NewSize(190, 90))
	note.Resize(fyne.NewSize(190, 90))
	for _, object := range []fyne.CanvasObject{page, list, note} {
		if told := turned(t, w, object); told != 1 {
			t.Errorf("over %T: told of %d times", object, told)
		}
	}
	if page.Offset.Y == 0 {
		t.Error("the page did not scroll")
	}
	if !filled[4] {
		t.Error("the list did not scroll")
	}
}

func TestTheWheelIsToldOfWhereNothingScrolls(t *testing.T) {
	uitest.App(t)
	watch := parts.NewPointerWatch()
	w := uitest.Open(t, watch, 100, 100)
	if told := turned(t, w, watch); told != 1 {
		t.Errorf("told of %d times", told)
	}
}
