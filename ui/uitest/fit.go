package uitest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"portaldesk/ui/parts"
)

// MustFit fails for each line of text and each button that goes beyond what it stands in, as things are laid out now.
func (w *Window) MustFit() {
	w.t.Helper()
	for _, layer := range w.layers() {
		w.fits(layer, 0, layer.Size().Width)
	}
}

// slack is what rounding may cost.
const slack = 1

// fits looks at an object that stands at left, and may reach as far as right.
func (w *Window) fits(object fyne.CanvasObject, left, right float32) {
	w.t.Helper()
	if !object.Visible() {
		return
	}
	if word, whole := line(object); whole && left+object.MinSize().Width > right+slack {
		w.t.Errorf("%q is cut: it needs %.0f more", word, left+object.MinSize().Width-right)
	}
	var children []fyne.CanvasObject
	switch in := object.(type) {
	case *fyne.Container:
		children = in.Objects
	case *container.Scroll:
		w.fits(in.Content, left, left+max(in.Size().Width, in.Content.Size().Width))
		return
	case fyne.Widget:
		children = test.WidgetRenderer(in).Objects()
	}
	right = min(right, left+object.Size().Width)
	for _, child := range children {
		w.fits(child, left+child.Position().X, right)
	}
}

// line is the word of a text of one line, or of a button, that is to be seen whole.
func line(object fyne.CanvasObject) (string, bool) {
	switch object := object.(type) {
	case *parts.Text:
		return object.Text(), !object.Clip
	case *parts.Action:
		return object.Text, true
	}
	return "", false
}
