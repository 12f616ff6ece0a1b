package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"portaldesk/ui/theme"
)

// Dialog asks or tells something over the window. Escape closes it; Tab stays inside; the focus goes back to where it was
// when it closes.
type Dialog struct {
	// Title is what it is about. It holds no patient data.
	Title string
	// Body is what it shows; it scrolls when the window is too low for it.
	Body fyne.CanvasObject
	// Actions stand at the bottom right, in reading order. Enter in a field is the field's own affair ([Entry.OnEnter]).
	Actions []*Action
	// First gets the focus; nil gives it to the last action.
	First fyne.Focusable
	// Width is that of the dialog for text at 100 %, 480 when 0; a narrower window makes it narrower.
	Width float32
	// Closed is called once, however it was closed.
	Closed func()
	// Held says that Escape does not close it now; nil never holds it.
	Held func() bool

	canvas   fyne.Canvas
	scroll   *Scroll
	pop      *widget.PopUp
	layer    fyne.CanvasObject // what it is among the overlays of the window
	previous func(*fyne.KeyEvent)
}

const dialogWidth = 480

// Show opens the dialog over a window.
func (d *Dialog) Show(canvas fyne.Canvas) {
	d.canvas = canvas
	d.previous = canvas.OnTypedKey()
	canvas.SetOnTypedKey(d.typed)
	d.pop = widget.NewModalPopUp(d.content(), canvas)
	d.pop.Show()
	d.layer = canvas.Overlays().Top()
	if first := d.first(); first != nil {
		canvas.Focus(first)
	}
}

// Close closes it. A second call does nothing.
func (d *Dialog) Close() {
	if d.pop == nil {
		return
	}
	d.pop.Hide()
	d.pop = nil
	d.canvas.SetOnTypedKey(d.previous)
	if d.Closed != nil {
		d.Closed()
	}
}

// Open says whether it is shown.
func (d *Dialog) Open() bool { return d.pop != nil }

// typed takes every key that nothing in the dialog had a use for. The window's own keys rest meanwhile, and so do the
// dialog's while something lies over it.
func (d *Dialog) typed(ev *fyne.KeyEvent) {
	switch {
	case d.canvas.Overlays().Top() != d.layer:
	case ev.Name == fyne.KeyEscape && (d.Held == nil || !d.Held()):
		d.Close()
	default:
		d.turn(ev.Name)
	}
}

func (d *Dialog) first() fyne.Focusable {
	if d.First == nil && len(d.Actions) > 0 {
		return d.Actions[len(d.Actions)-1]
	}
	return d.First
}

func (d *Dialog) content() fyne.CanvasObject {
	width := d.Width
	if width == 0 {
		width = dialogWidth
	}
	buttons := make([]fyne.CanvasObject, len(d.Actions))
	for i, action := range d.Actions {
		buttons[i] = action
	}
	foot := Spread(0, nil, arrange(line{}), Line(theme.Grid, buttons...))
	d.scroll = Scrolling(Inset(2, 2, d.Body))
	sheet := &sheet{width: width, canvas: d.canvas, body: d.Body}
	frame := Look{Border: theme.Border, Vertical: theme.Gap, Horizontal: theme.Gap} // where contrast is high, nothing else is its edge
	return container.NewStack(NewPointerWatch(), NewBox(frame, arrange(sheet, NewParagraph(d.Title, Heading), d.scroll, foot)))
}

// ModalOpen says whether a dialog (or a list of choices) is over the window, so that its commands have to wait.
func ModalOpen(canvas fyne.Canvas) bool { return canvas.Overlays().Top() != nil }
