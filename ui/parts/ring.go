package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/ui/theme"
)

// ringed draws the focus ring over a widget of the toolkit, whose own mark is too faint to be found at a glance.
type ringed struct {
	fyne.WidgetRenderer
	ring    *canvas.Rectangle
	focused func() bool
}

func withRing(r fyne.WidgetRenderer, focused func() bool) fyne.WidgetRenderer {
	return &ringed{r, &canvas.Rectangle{StrokeWidth: theme.Ring}, focused}
}

func (r *ringed) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.ring.Resize(size)
}

func (r *ringed) Refresh() {
	r.WidgetRenderer.Refresh()
	r.ring.Hidden = !r.focused()
	r.ring.StrokeColor = toolkit.Color(theme.FocusRing)
	r.ring.CornerRadius = toolkit.Size(toolkit.SizeNameInputRadius)
	r.ring.Refresh()
}

func (r *ringed) Objects() []fyne.CanvasObject {
	objects := r.WidgetRenderer.Objects()
	return append(objects[:len(objects):len(objects)], r.ring)
}

// CreateRenderer draws the field with its ring.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	return withRing(withWheel(e.Entry.CreateRenderer()), func() bool { return e.focused })
}
