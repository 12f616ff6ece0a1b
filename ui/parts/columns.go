package parts

import (
	"fyne.io/fyne/v2"
	toolkit "fyne.io/fyne/v2/theme"
)

// plainText is the text size at 100 %; widths that hold text are given for it.
const plainText = 14

// largeText is the text size, as a multiple of that at 100 %, from which what can do without is left out.
const largeText = 1.5

// LargeText says whether the text is so large that room has to be saved: the keys on buttons, which the menu shows too, and
// lines that are only kept free.
func LargeText() bool { return toolkit.TextSize() >= largeText*plainText }

// columns puts its objects side by side, equally wide, while there is room for that, and below one another when there is
// not. The order of the objects, and so of the Tab key, is the same both ways.
type columns struct {
	gap   float32
	least float32
	wide  bool
}

// NewColumns returns a layout of equal columns, none of them narrower than least at 100 % text: then it stacks them.
func NewColumns(least, gap float32) fyne.Layout { return &columns{gap: gap, least: least} }

// MinSize is as wide as the widest object, so that the columns can always be stacked.
func (c *columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for i, object := range visible(objects) {
		least := object.MinSize()
		size.Width = max(size.Width, least.Width)
		switch {
		case c.wide:
			size.Height = max(size.Height, least.Height)
		case i > 0:
			size.Height += c.gap + least.Height
		default:
			size.Height = least.Height
		}
	}
	return size
}

// Layout places the objects.
func (c *columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	shown := visible(objects)
	count := float32(len(shown))
	width := (size.Width - c.gap*(count-1)) / max(count, 1)
	c.wide = width >= c.least*toolkit.TextSize()/plainText
	if !c.wide {
		NewStack(c.gap).Layout(shown, size)
		return
	}
	x := float32(0)
	for _, object := range shown {
		heightAt(object, width)
		object.Move(fyne.NewPos(x, 0))
		object.Resize(fyne.NewSize(width, max(size.Height, object.MinSize().Height)))
		x += width + c.gap
	}
}
