package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"
)

// line is a row of objects at their own height, centred.
type line struct{ gap float32 }

func (l line) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for i, o := range visible(objects) {
		least := o.MinSize()
		if i > 0 {
			size.Width += l.gap
		}
		size.Width += least.Width
		size.Height = max(size.Height, least.Height)
	}
	return size
}

func (l line) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	shown := visible(objects)
	spare := max(0, size.Width-l.MinSize(objects).Width) / float32(max(1, spacers(shown)))
	x := float32(0)
	for _, o := range shown {
		least := o.MinSize()
		if isSpacer(o) {
			least.Width += spare
		}
		o.Resize(least)
		o.Move(fyne.NewPos(x, (size.Height-least.Height)/2))
		x += least.Width + l.gap
	}
}

func isSpacer(o fyne.CanvasObject) bool {
	s, ok := o.(layout.SpacerObject)
	return ok && s.ExpandHorizontal()
}

func spacers(objects []fyne.CanvasObject) int {
	n := 0
	for _, o := range objects {
		if isSpacer(o) {
			n++
		}
	}
	return n
}

// spread is the toolkit's border layout turned so that the order of the objects is the order of reading.
type spread struct {
	gap                 float32
	left, middle, right fyne.CanvasObject
}

func (s spread) MinSize(objects []fyne.CanvasObject) fyne.Size { return line{s.gap}.MinSize(objects) }

func (s spread) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	from, to := float32(0), size.Width
	if s.left != nil && s.left.Visible() {
		from = s.left.MinSize().Width
		place(s.left, 0, from, size.Height)
		from += s.gap
	}
	if s.right != nil && s.right.Visible() {
		width := s.right.MinSize().Width
		to -= width
		place(s.right, to, width, size.Height)
		to -= s.gap
	}
	if s.middle != nil {
		place(s.middle, from, max(0, to-from), size.Height)
	}
}

func place(o fyne.CanvasObject, x, width, height float32) {
	o.Resize(fyne.NewSize(width, height))
	o.Move(fyne.NewPos(x, 0))
}

// frame stacks a head, a body and a foot; the body takes the rest.
type frame struct{ top, middle, bottom fyne.CanvasObject }

func (frame) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range visible(objects) {
		least := o.MinSize()
		size.Width = max(size.Width, least.Width)
		size.Height += least.Height
	}
	return size
}

func (f frame) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	from, to := float32(0), size.Height
	if f.top != nil && f.top.Visible() {
		from = heightAt(f.top, size.Width)
		f.top.Resize(fyne.NewSize(size.Width, from))
		f.top.Move(fyne.NewPos(0, 0))
	}
	if f.bottom != nil && f.bottom.Visible() {
		height := heightAt(f.bottom, size.Width)
		to -= height
		f.bottom.Resize(fyne.NewSize(size.Width, height))
		f.bottom.Move(fyne.NewPos(0, to))
	}
	if f.middle != nil {
		f.middle.Resize(fyne.NewSize(size.Width, max(0, to-from)))
		f.middle.Move(fyne.NewPos(0, from))
	}
}

// middle sets one object in the middle of a place that is higher than it.
type middle struct{}

// Middle sets an object in the middle of a place that is higher than it.
func Middle(object fyne.CanvasObject) *fyne.Container { return arrange(middle{}, object) }

func (middle) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	height := min(heightAt(objects[0], size.Width), size.Height)
	objects[0].Resize(fyne.NewSize(size.Width, height))
	objects[0].Move(fyne.NewPos(0, (size.Height-height)/2))
}
