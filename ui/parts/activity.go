package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// activity is who hears that somebody is at the desk. The toolkit has no hook that sees every key of a window: the canvas's
// own are called only while nothing has the focus.
var activity struct{ key, pointer func() }

// OnActivity has key called for every key that goes down in a window of the program, before it does anything else, and
// pointer for every move of the pointer over a [PointerWatch] and for every turn of the wheel. Both are called on the UI
// goroutine; nil ends it.
func OnActivity(key, pointer func()) { activity.key, activity.pointer = key, pointer }

// KeyDown tells of a key that went down while nothing had the focus.
func KeyDown(*fyne.KeyEvent) { told(activity.key) }

// Keyed is part of every widget that can have the focus: it tells [OnActivity] of its keys.
type Keyed struct{}

var _ desktop.Keyable = struct {
	fyne.Focusable
	Keyed
}{}

// KeyDown tells of a key. The toolkit asks again afterwards what has the focus, so that whoever hears it may move it.
func (Keyed) KeyDown(ev *fyne.KeyEvent) { KeyDown(ev) }

// KeyUp tells nothing.
func (Keyed) KeyUp(*fyne.KeyEvent) {}

// PointerWatch lies behind what a window or a dialog shows and tells [OnActivity] of the pointer. It takes no hover or click
// from anything: the toolkit asks everything under the pointer for its cursor, whatever lies above.
type PointerWatch struct{ widget.BaseWidget }

// NewPointerWatch makes one.
func NewPointerWatch() *PointerWatch {
	w := &PointerWatch{}
	w.ExtendBaseWidget(w)
	return w
}

// Cursor is the usual one; it is asked for with every move of the pointer.
func (w *PointerWatch) Cursor() desktop.Cursor {
	told(activity.pointer)
	return desktop.DefaultCursor
}

// Scrolled tells of the wheel where nothing scrolls; what does, tells of it itself.
func (w *PointerWatch) Scrolled(*fyne.ScrollEvent) { told(activity.pointer) }

// CreateRenderer draws nothing.
func (w *PointerWatch) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{})
}
