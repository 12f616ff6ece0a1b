package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	desktheme "portaldesk/ui/theme"
)

const (
	segmentHeight = 30
	segmentSide   = 9
	segmentGap    = 6
	segmentMark   = 16
)

// segmentBox is where one option lies.
type segmentBox struct {
	at   fyne.Position
	size fyne.Size
}

// boxes fills lines of the given width with the options.
func (s *Segments) boxes(width float32) []segmentBox {
	th := s.Theme()
	mark := s.markSide()
	boxes := make([]segmentBox, len(s.options))
	at := fyne.Position{}
	for i, option := range s.options {
		text := fyne.MeasureText(option, th.Size(theme.SizeNameText), fyne.TextStyle{})
		size := fyne.NewSize(text.Width+mark+3*segmentSide-4, max(segmentHeight, text.Height+8))
		if at.X > 0 && (s.Stacked || at.X+size.Width > width) {
			at = fyne.NewPos(0, at.Y+size.Height+segmentGap)
		}
		if s.Stacked {
			size.Width = max(size.Width, width)
		}
		boxes[i] = segmentBox{at, size}
		at.X += size.Width + segmentGap
	}
	return boxes
}

// markSide is the side of the mark before an option; it grows with the text.
func (s *Segments) markSide() float32 {
	return segmentMark * s.Theme().Size(theme.SizeNameText) / plainText
}

// CreateRenderer draws the options.
func (s *Segments) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	r := &segmentsRenderer{segments: s}
	for _, option := range s.options {
		r.faces = append(r.faces, canvas.NewRectangle(color.Transparent))
		r.marks = append(r.marks, widget.NewIcon(nil))
		r.words = append(r.words, canvas.NewText(option, color.Black))
	}
	r.Refresh()
	return r
}

type segmentsRenderer struct {
	segments *Segments
	faces    []*canvas.Rectangle
	marks    []*widget.Icon
	words    []*canvas.Text
}

func (r *segmentsRenderer) Destroy() {}

func (r *segmentsRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, 0, 3*len(r.faces))
	for i := range r.faces {
		objects = append(objects, r.faces[i], r.marks[i], r.words[i])
	}
	return objects
}

func (r *segmentsRenderer) MinSize() fyne.Size {
	size := fyne.Size{}
	for _, box := range r.segments.boxes(0) {
		size.Width = max(size.Width, box.size.Width)
	}
	for _, box := range r.segments.boxes(r.segments.Size().Width) {
		size.Height = max(size.Height, box.at.Y+box.size.Height)
	}
	return size
}

func (r *segmentsRenderer) Layout(size fyne.Size) {
	mark := r.segments.markSide()
	for i, box := range r.segments.boxes(size.Width) {
		r.faces[i].Move(box.at)
		r.faces[i].Resize(box.size)
		r.marks[i].Resize(fyne.NewSquareSize(mark))
		r.marks[i].Move(box.at.AddXY(segmentSide-2, (box.size.Height-mark)/2))
		least := r.words[i].MinSize()
		r.words[i].Resize(least)
		r.words[i].Move(box.at.AddXY(2*segmentSide-4+mark, (box.size.Height-least.Height)/2))
	}
}

func (r *segmentsRenderer) Refresh() {
	s, th, variant := r.segments, r.segments.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	paint := func(name fyne.ThemeColorName) color.Color { return th.Color(name, variant) }
	for i := range r.faces {
		chosen := i == s.chosen
		face, border, mark := theme.ColorNameInputBackground, theme.ColorNameInputBorder, th.Icon(theme.IconNameRadioButton)
		if chosen {
			face, border, mark = theme.ColorNameSelection, theme.ColorNamePrimary, th.Icon(theme.IconNameRadioButtonChecked)
		}
		r.faces[i].FillColor, r.faces[i].StrokeColor, r.faces[i].StrokeWidth = paint(face), paint(border), 1
		r.faces[i].CornerRadius = th.Size(theme.SizeNameInputRadius)
		if s.focused && (chosen || s.chosen < 0 && i == 0) {
			r.faces[i].StrokeWidth, r.faces[i].StrokeColor = 2, paint(desktheme.FocusRing)
		}
		r.marks[i].SetResource(theme.NewColoredResource(mark, theme.ColorNameForeground))
		r.words[i].Color, r.words[i].TextSize = paint(theme.ColorNameForeground), th.Size(theme.SizeNameText)
	}
	r.Layout(s.Size())
	canvas.Refresh(s)
}
