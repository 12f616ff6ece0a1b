package parts

import (
	"slices"

	"fyne.io/fyne/v2"
)

// InWindow says whether an object is in the tree of containers and scrollers that a window shows. The toolkit goes on knowing the canvas
// of what was taken out.
func InWindow(object fyne.CanvasObject) bool {
	canvas := canvasOf(object)
	return canvas != nil && holds(canvas.Content(), object)
}

func holds(in, object fyne.CanvasObject) bool {
	if in == object {
		return true
	}
	switch in := in.(type) {
	case *Scroll:
		return holds(in.Content, object)
	case *fyne.Container:
		return slices.ContainsFunc(in.Objects, func(child fyne.CanvasObject) bool { return holds(child, object) })
	default:
		return false
	}
}
