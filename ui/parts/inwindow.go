package parts

import "fyne.io/fyne/v2"

// InWindow says whether an object is in the tree of containers that a window shows. The toolkit goes on knowing the canvas
// of what was taken out.
func InWindow(object fyne.CanvasObject) bool {
	canvas := canvasOf(object)
	return canvas != nil && holds(canvas.Content(), object)
}

func holds(in, object fyne.CanvasObject) bool {
	if in == object {
		return true
	}
	container, ok := in.(*fyne.Container)
	if !ok {
		return false
	}
	for _, child := range container.Objects {
		if holds(child, object) {
			return true
		}
	}
	return false
}
