package parts

import "fyne.io/fyne/v2"

// Reveal scrolls to a part of the body that got the focus.
func (d *Dialog) Reveal(part fyne.CanvasObject) {
	if d.scroll != nil {
		Reveal(d.scroll, part)
	}
}

// Fit gives the dialog the height that its content needs now.
func (d *Dialog) Fit() {
	if d.pop != nil {
		d.pop.Refresh()
	}
}
