package parts_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"portaldesk/ui/parts"
)

func block(width, height float32) *canvas.Rectangle {
	r := canvas.NewRectangle(nil)
	r.SetMinSize(fyne.NewSize(width, height))
	return r
}

func TestColumnsStackWhereThereIsNoRoom(t *testing.T) {
	test.NewTempApp(t)
	left, right := block(50, 20), block(50, 30)
	columns := parts.Columns(100, 10, left, right)
	columns.Resize(fyne.NewSize(210, 100))
	if right.Position() != fyne.NewPos(110, 0) || left.Size().Width != 100 {
		t.Errorf("side by side: %v %v", right.Position(), left.Size())
	}
	columns.Resize(fyne.NewSize(209, 100))
	if right.Position() != fyne.NewPos(0, 30) || columns.MinSize().Height != 60 {
		t.Errorf("stacked: %v, %v high", right.Position(), columns.MinSize().Height)
	}
}

func TestFlowBeginsANewLineWhenAnObjectNoLongerFits(t *testing.T) {
	test.NewTempApp(t)
	first, second, third := block(60, 20), block(60, 30), block(60, 20)
	flow := parts.Flow(10, first, second, third)
	flow.Resize(fyne.NewSize(130, 100))
	if second.Position() != fyne.NewPos(70, 0) || third.Position() != fyne.NewPos(0, 38) || flow.MinSize().Height != 58 {
		t.Errorf("second %v, third %v, %v high", second.Position(), third.Position(), flow.MinSize().Height)
	}
}

func TestFillGivesTheLastWhatIsLeft(t *testing.T) {
	test.NewTempApp(t)
	first, last := block(10, 20), block(10, 30)
	fill := &fyne.Container{Layout: parts.NewFill(10), Objects: []fyne.CanvasObject{first, last}}
	fill.Resize(fyne.NewSize(100, 200))
	if last.Size() != fyne.NewSize(100, 170) {
		t.Errorf("the last is %v", last.Size())
	}
}
