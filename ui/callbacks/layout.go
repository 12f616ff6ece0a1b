package callbacks

import (
	"fyne.io/fyne/v2"

	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// rowLayout sets a row in columns. In large text it is two lines: how pressing and when, then whom and why; who promised it is
// left to the card.
type rowLayout struct{ columns fyne.Layout }

func newRowLayout() fyne.Layout { return rowLayout{parts.NewCells(theme.Grid, cells...)} }

// MinSize is that of the columns, or of the two lines.
func (l rowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if !parts.LargeText() {
		return l.columns.MinSize(objects)
	}
	above, below := objects[0].MinSize(), objects[2].MinSize()
	return fyne.NewSize(above.Width+theme.Grid+objects[1].MinSize().Width, above.Height+theme.Half+below.Height)
}

// Layout places them.
func (l rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[4].(*parts.Text).Hidden = parts.LargeText()
	if !parts.LargeText() {
		l.columns.Layout(objects, size)
		return
	}
	above, below := objects[0].MinSize(), objects[2].MinSize().Height
	top := max(0, (size.Height-l.MinSize(objects).Height)/2)
	parts.Put(objects[0], 0, top, above.Width, above.Height)
	parts.Put(objects[1], above.Width+theme.Grid, top, max(0, size.Width-above.Width-theme.Grid), above.Height)
	half, low := (size.Width-theme.Grid)/2, top+above.Height+theme.Half
	parts.Put(objects[2], 0, low, half, below)
	parts.Put(objects[3], half+theme.Grid, low, half, below)
}
