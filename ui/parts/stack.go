package parts

import "fyne.io/fyne/v2"

// stack lays objects out below one another, each as wide as the container. Unlike the toolkit's VBox it gives every
// object its width before it asks for its height, so that wrapped text takes the room it needs in one pass.
type stack struct {
	gap  float32
	fill bool
}

// NewStack returns a layout that puts objects below one another, gap apart.
func NewStack(gap float32) fyne.Layout { return &stack{gap: gap} }

// NewFill returns a layout like [NewStack] whose last object takes the height that is left over.
func NewFill(gap float32) fyne.Layout { return &stack{gap: gap, fill: true} }

// MinSize is the widest object by the heights of all.
func (s *stack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for i, object := range visible(objects) {
		least := object.MinSize()
		size.Width = max(size.Width, least.Width)
		size.Height += least.Height
		if i > 0 {
			size.Height += s.gap
		}
	}
	return size
}

// Layout places the objects.
func (s *stack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	shown := visible(objects)
	for i, object := range shown {
		height := heightAt(object, size.Width)
		if s.fill && i == len(shown)-1 {
			height = max(height, size.Height-y)
		}
		object.Move(fyne.NewPos(0, y))
		object.Resize(fyne.NewSize(size.Width, height))
		y += height + s.gap
	}
}

// Column sets objects below one another, each as wide as the place and as high as it needs to be there.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return arrange(NewStack(gap), objects...)
}

// Flow sets objects beside one another and begins a new line where one no longer fits.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return arrange(NewFlow(gap), objects...)
}

// Columns sets objects side by side, none narrower than least; where there is no room it sets them below one another.
func Columns(least, gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return arrange(NewColumns(least, gap), objects...)
}
