package parts

import "fyne.io/fyne/v2"

// beside sets a narrow pane at the left of a wide one.
type beside struct{ share, least, most, gap float32 }

// NewBeside returns a layout for two panes: the first takes a share of the width, at least and at most as much as given, the
// second the rest.
func NewBeside(share, least, most, gap float32) fyne.Layout { return &beside{share, least, most, gap} }

// MinSize is both panes beside each other.
func (b *beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	left, right := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(b.least, left.Width)+b.gap+right.Width, max(left.Height, right.Height))
}

// Layout places the panes.
func (b *beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := max(objects[0].MinSize().Width, min(b.most, max(b.least, size.Width*b.share)))
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(width, size.Height))
	objects[1].Move(fyne.NewPos(width+b.gap, 0))
	objects[1].Resize(fyne.NewSize(max(0, size.Width-width-b.gap), size.Height))
}
