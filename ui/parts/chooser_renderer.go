package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/ui/theme"
)

// CreateRenderer draws the toolkit's select with the border of a field, and with the ring of the focus.
func (c *Chooser) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	r := &chooserRenderer{WidgetRenderer: c.Select.CreateRenderer(), chooser: c, border: &canvas.Rectangle{}}
	r.style()
	return r
}

// FocusGained shows the ring. The select itself is not told: it would fill its whole face.
func (c *Chooser) FocusGained() {
	c.focused = true
	c.Refresh()
	told(c.OnFocus)
}

// FocusLost hides it.
func (c *Chooser) FocusLost() {
	c.focused = false
	c.Refresh()
}

type chooserRenderer struct {
	fyne.WidgetRenderer
	chooser *Chooser
	border  *canvas.Rectangle
}

func (r *chooserRenderer) style() {
	r.border.StrokeColor, r.border.StrokeWidth = named(toolkit.ColorNameInputBorder), toolkit.Size(toolkit.SizeNameInputBorder)
	if r.chooser.focused {
		r.border.StrokeColor, r.border.StrokeWidth = named(theme.FocusRing), theme.Ring
	}
	r.border.CornerRadius = toolkit.Size(toolkit.SizeNameInputRadius)
}

func (r *chooserRenderer) Objects() []fyne.CanvasObject {
	objects := r.WidgetRenderer.Objects()
	return append(objects[:len(objects):len(objects)], r.border)
}

func (r *chooserRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.border.Resize(size)
}

func (r *chooserRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.style()
	r.border.Refresh()
}
