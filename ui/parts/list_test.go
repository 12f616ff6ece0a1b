package parts_test

import (
	"slices"
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"portaldesk/ui/parts"
)

func numbers(rows int) *parts.List {
	list := parts.NewList(func() fyne.CanvasObject { return parts.NewClipped("", parts.Plain) },
		func(row int, content fyne.CanvasObject) { content.(*parts.Text).SetText(strconv.Itoa(row)) })
	list.SetRows(rows)
	return list
}

func TestTheMarkMovesAndEnterOpensIt(t *testing.T) {
	list := numbers(3)
	window := inWindow(t, list)
	var opened []int
	list.OnOpen = func(row int) { opened = append(opened, row) }
	left := 0
	list.OnLeave = func() { left++ }
	window.Canvas().Focus(list)
	press(list, fyne.KeyDown, fyne.KeyReturn, fyne.KeyDown, fyne.KeyDown, fyne.KeySpace, fyne.KeyHome, fyne.KeyEnter, fyne.KeyUp)
	if want := []int{1, 2, 0}; !slices.Equal(opened, want) {
		t.Errorf("opened %v, want %v", opened, want)
	}
	if left != 1 {
		t.Errorf("Up on the first row left the list %d times, want 1", left)
	}
}

func TestTheMarkStaysWithinTheRows(t *testing.T) {
	list := numbers(5)
	inWindow(t, list)
	list.Mark(4)
	list.SetRows(2)
	if got := list.Marked(); got != 1 {
		t.Errorf("with two rows left, row %d is marked", got)
	}
	list.OnOpen = func(row int) { t.Errorf("opened row %d of an empty list", row) }
	list.SetRows(0)
	press(list, fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnd)
	if got := list.Marked(); got != -1 {
		t.Errorf("row %d of an empty list is marked", got)
	}
}

func TestTheMarkIsVisibleOnlyWithTheFocus(t *testing.T) {
	list := numbers(2)
	window := inWindow(t, list)
	before := test.RenderObjectToMarkup(list)
	window.Canvas().Focus(list)
	if test.RenderObjectToMarkup(list) == before {
		t.Error("the marked row looks like the others")
	}
	window.Canvas().Unfocus()
	if test.RenderObjectToMarkup(list) != before {
		t.Error("the mark stays when the focus is gone")
	}
}

func TestTheMarkPassesOverHeadings(t *testing.T) {
	list := numbers(0)
	inWindow(t, list)
	list.IsHeading = func(row int) bool { return row == 0 || row == 2 }
	var opened []int
	list.OnOpen = func(row int) { opened = append(opened, row) }
	left := 0
	list.OnLeave = func() { left++ }
	list.SetRows(4)
	press(list, fyne.KeyReturn, fyne.KeyDown, fyne.KeyReturn, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn, fyne.KeyUp, fyne.KeyEnd, fyne.KeyHome, fyne.KeyReturn)
	if want := []int{1, 3, 1, 1}; !slices.Equal(opened, want) || left != 1 {
		t.Errorf("opened %v and left %d times, want %v and once", opened, left, want)
	}
	list.Select(2)
	if len(opened) != 4 {
		t.Error("a click opened a heading")
	}
}
