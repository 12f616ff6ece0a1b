package parts

import (
	"fyne.io/fyne/v2"

	"portaldesk/ui/theme"
)

// High gives a list in a dialog room for so many of its rows; it scrolls.
func High(list *List, rows int) *fyne.Container { return arrange(high{rows}, list) }

type high struct{ rows int }

func (h high) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, float32(h.rows)*(theme.Row+theme.Half))
}

func (high) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }
