package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Scroll lets an object be larger than its place. It tells [OnActivity] of the wheel: the toolkit does so only to what scrolls.
type Scroll struct{ container.Scroll }

// Scrolling lets an object be taller than its place.
func Scrolling(object fyne.CanvasObject) *Scroll {
	return newScroll(container.ScrollVerticalOnly, object)
}

// ScrollingBoth lets an object be taller and wider than its place.
func ScrollingBoth(object fyne.CanvasObject) *Scroll {
	return newScroll(container.ScrollBoth, object)
}

func newScroll(direction container.ScrollDirection, object fyne.CanvasObject) *Scroll {
	s := &Scroll{}
	s.Direction, s.Content = direction, object
	s.ExtendBaseWidget(s)
	return s
}

// Scrolled scrolls.
func (s *Scroll) Scrolled(ev *fyne.ScrollEvent) {
	told(activity.pointer)
	s.Scroll.Scrolled(ev)
}

// wheel lies over a scroller that the toolkit puts into its own widgets, tells of the wheel and hands it on. It takes neither
// clicks nor hover from what is under it.
type wheel struct {
	widget.BaseWidget
	under fyne.WidgetRenderer
}

// Scrolled hands the turn on.
func (w *wheel) Scrolled(ev *fyne.ScrollEvent) {
	told(activity.pointer)
	for _, object := range w.under.Objects() {
		if scroller, ok := object.(fyne.Scrollable); ok && object.Visible() {
			scroller.Scrolled(ev)
			return
		}
	}
}

// CreateRenderer draws nothing.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{})
}

// wheeled is a widget of the toolkit under a [wheel].
type wheeled struct {
	fyne.WidgetRenderer
	wheel *wheel
}

func withWheel(r fyne.WidgetRenderer) fyne.WidgetRenderer {
	w := &wheel{under: r}
	w.ExtendBaseWidget(w)
	return &wheeled{r, w}
}

func (r *wheeled) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.wheel.Resize(size)
}

func (r *wheeled) Objects() []fyne.CanvasObject {
	objects := r.WidgetRenderer.Objects()
	return append(objects[:len(objects):len(objects)], r.wheel)
}
