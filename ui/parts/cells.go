package parts

import (
	"fyne.io/fyne/v2"
	toolkit "fyne.io/fyne/v2/theme"
)

// Cell is one column of a row in a list: at least Least pixels wide, and Share of what is left over.
type Cell struct {
	Least, Share float32
	// Grows says that Least is for text at 100 %, and grows with it: for what cannot give way.
	Grows bool
}

func (c Cell) least() float32 {
	if c.Grows {
		return c.Least * toolkit.TextSize() / plainText
	}
	return c.Least
}

// NewCells returns a layout that sets one object per cell side by side, gap apart, each centred in height. Used with the
// same cells by every row of a list and by its heading, the columns line up.
func NewCells(gap float32, cells ...Cell) fyne.Layout { return &cellLayout{gap, cells} }

type cellLayout struct {
	gap   float32
	cells []Cell
}

func (c *cellLayout) least() (width, shares float32) {
	for i, cell := range c.cells {
		if i > 0 {
			width += c.gap
		}
		width += cell.least()
		shares += cell.Share
	}
	return width, shares
}

// MinSize is the sum of the columns by the highest object.
func (c *cellLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width, _ := c.least()
	size := fyne.NewSize(width, 0)
	for _, o := range objects {
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}

// Layout gives each object its column.
func (c *cellLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	least, shares := c.least()
	spare := max(0, size.Width-least)
	x := float32(0)
	for i, o := range objects {
		width := c.cells[i].least()
		if shares > 0 {
			width += spare * c.cells[i].Share / shares
		}
		height := min(size.Height, o.MinSize().Height)
		o.Resize(fyne.NewSize(width, height))
		o.Move(fyne.NewPos(x, (size.Height-height)/2))
		x += width + c.gap
	}
}
