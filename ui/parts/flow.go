package parts

import "fyne.io/fyne/v2"

// flow puts objects beside one another and begins a new line when one no longer fits.
type flow struct {
	gap   float32 // between objects; between lines it is no more than lineGap
	fill  bool    // the objects of a line share what is left over of it
	width float32
}

const lineGap = 8

// NewFlow returns a layout that fills lines like text, gap apart. A layout.NewSpacer takes what is left over of its line.
func NewFlow(gap float32) fyne.Layout { return &flow{gap: gap} }

// NewFilledFlow returns a layout like [NewFlow] whose objects share what is left over of their line: what needs more gets
// more. A [Line] of things that do not grow keeps its width.
func NewFilledFlow(gap float32) fyne.Layout { return &flow{gap: gap, fill: true} }

// MinSize is the widest object by the lines that the last known width takes.
func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	widest := float32(0)
	for _, object := range visible(objects) {
		widest = max(widest, object.MinSize().Width)
	}
	height := float32(0)
	for at, line := range f.lines(objects, max(f.width, widest)) {
		if at > 0 {
			height += min(f.gap, lineGap)
		}
		height += tallest(line)
	}
	return fyne.NewSize(widest, height)
}

// Layout places the objects, each in the middle of its line.
func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	y := float32(0)
	for _, line := range f.lines(objects, size.Width) {
		height := tallest(line)
		f.place(line, size.Width, y, height)
		y += height + min(f.gap, lineGap)
	}
}

// lines sorts the objects into lines.
func (f *flow) lines(objects []fyne.CanvasObject, width float32) [][]fyne.CanvasObject {
	var lines [][]fyne.CanvasObject
	x := float32(0)
	for _, object := range visible(objects) {
		least := object.MinSize().Width
		if len(lines) == 0 || x+least > width {
			lines, x = append(lines, nil), 0
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], object)
		x += least + f.gap
	}
	return lines
}

func (f *flow) place(objects []fyne.CanvasObject, width, y, height float32) {
	least := line{f.gap}.MinSize(objects).Width
	spare := max(0, width-least)
	needed := float32(0)
	for _, object := range objects {
		if !isLine(object) {
			needed += object.MinSize().Width
		}
	}
	x := float32(0)
	for _, object := range objects {
		size := object.MinSize()
		size.Width = min(size.Width, width)
		switch {
		case isSpacer(object):
			size.Width += spare / float32(spacers(objects))
		case f.fill && !isLine(object):
			size = fyne.NewSize(size.Width+spare*size.Width/needed, height)
		}
		object.Move(fyne.NewPos(x, y+(height-size.Height)/2))
		object.Resize(size)
		x += size.Width + f.gap
	}
}

func isLine(object fyne.CanvasObject) bool {
	container, ok := object.(*fyne.Container)
	if !ok {
		return false
	}
	_, ok = container.Layout.(line)
	return ok
}

func tallest(objects []fyne.CanvasObject) float32 { return line{}.MinSize(objects).Height }
