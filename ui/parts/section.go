package parts

import (
	"fyne.io/fyne/v2"

	"portaldesk/ui/theme"
)

// NewSection is a heading with what belongs to it at its right (nil for nothing): a count, a pill, a button.
func NewSection(title string, right fyne.CanvasObject) *fyne.Container {
	return Spread(theme.Grid, NewText(title, Strong), arrange(line{}), right)
}
