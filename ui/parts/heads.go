package parts

import "fyne.io/fyne/v2"

// Heads sets the names of columns, where there are columns: in large text a row is of several lines, and there are none.
func Heads(columns fyne.Layout, names ...fyne.CanvasObject) *fyne.Container {
	return arrange(heads{columns}, names...)
}

type heads struct{ columns fyne.Layout }

// MinSize is nothing where there are no columns.
func (h heads) MinSize(names []fyne.CanvasObject) fyne.Size {
	if LargeText() {
		return fyne.Size{}
	}
	return h.columns.MinSize(names)
}

// Layout places them.
func (h heads) Layout(names []fyne.CanvasObject, size fyne.Size) {
	for _, name := range names {
		name.(*Text).Hidden = LargeText()
	}
	h.columns.Layout(names, size)
}

// Put gives an object its place and its size.
func Put(o fyne.CanvasObject, x, y, width, height float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, height))
}
