package approvals

import (
	"fyne.io/fyne/v2"

	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// rowLayout sets a row in columns. In large text it is two lines: how far it has come, when and by whom it was asked; then for
// whom and what for.
type rowLayout struct{ columns fyne.Layout }

func newRowLayout() fyne.Layout { return rowLayout{parts.NewCells(theme.Grid, cells...)} }

// MinSize is that of the columns, or of the two lines.
func (l rowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if !parts.LargeText() {
		return l.columns.MinSize(objects)
	}
	above := objects[0].MinSize()
	return fyne.NewSize(above.Width+theme.Grid+objects[1].MinSize().Width, above.Height+theme.Half+objects[3].MinSize().Height)
}

// Layout places them.
func (l rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if !parts.LargeText() {
		l.columns.Layout(objects, size)
		return
	}
	state, below := objects[0].MinSize(), objects[3].MinSize().Height
	top := max(0, (size.Height-l.MinSize(objects).Height)/2)
	half, low := (size.Width-theme.Grid)/2, top+state.Height+theme.Half
	parts.Put(objects[0], 0, top, state.Width, state.Height)
	parts.Put(objects[1], state.Width+theme.Grid, top, max(0, half-state.Width-theme.Grid), state.Height)
	parts.Put(objects[2], half+theme.Grid, top, half, state.Height)
	parts.Put(objects[3], 0, low, half, below)
	parts.Put(objects[4], half+theme.Grid, low, half, below)
}
