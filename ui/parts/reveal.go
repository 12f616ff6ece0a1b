package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Reveal scrolls so that an object in a scroll's content is in sight; its top goes before its bottom. The toolkit does not
// scroll to what gets the focus.
func Reveal(scroll *container.Scroll, object fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	if driver.CanvasForObject(object) == nil || driver.CanvasForObject(scroll) == nil {
		return
	}
	scroll.Refresh() // what has just been shown may not have its height yet
	top := driver.AbsolutePositionForObject(object).Y - driver.AbsolutePositionForObject(scroll).Y + scroll.Offset.Y
	bottom := top + object.Size().Height
	y := max(scroll.Offset.Y, bottom-scroll.Size().Height)
	scroll.ScrollToOffset(fyne.NewPos(scroll.Offset.X, min(y, top)))
}

// told calls a hook that may be nil.
func told(hook func()) {
	if hook != nil {
		hook()
	}
}
