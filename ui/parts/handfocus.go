package parts

import "fyne.io/fyne/v2"

// FocusTarget is a widget that can take the focus.
type FocusTarget interface {
	fyne.CanvasObject
	fyne.Focusable
}

// Focus gives the focus to a widget that is in a window; otherwise it does nothing.
func Focus(target FocusTarget) {
	if canvas := canvasOf(target); canvas != nil {
		canvas.Focus(target)
	}
}

// canvasOf is the canvas of a widget. The toolkit knows it only once the widget was drawn; one that was just put there is
// taken to be in the first window.
func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	driver := fyne.CurrentApp().Driver()
	if canvas := driver.CanvasForObject(o); canvas != nil {
		return canvas
	}
	if windows := driver.AllWindows(); len(windows) > 0 {
		return windows[0].Canvas()
	}
	return nil
}
