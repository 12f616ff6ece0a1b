package parts

import "fyne.io/fyne/v2"

// lineStep is how far an arrow turns a body that is longer than the window.
const lineStep = 40

// turn scrolls the body by a key: there may be nothing in it that takes the focus.
func (d *Dialog) turn(key fyne.KeyName) {
	page := d.scroll.Size().Height - lineStep
	by := map[fyne.KeyName]float32{fyne.KeyDown: lineStep, fyne.KeyUp: -lineStep, fyne.KeyPageDown: page, fyne.KeyPageUp: -page,
		fyne.KeyHome: -d.scroll.Offset.Y, fyne.KeyEnd: d.scroll.Content.Size().Height}[key]
	if by == 0 {
		return
	}
	most := max(0, d.scroll.Content.Size().Height-d.scroll.Size().Height)
	d.scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(most, d.scroll.Offset.Y+by))))
}
