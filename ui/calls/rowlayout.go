package calls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// Widths of the columns at 100 % text; the reason takes the rest.
const (
	whenWidth    = 132
	outcomeWidth = 96
	lengthWidth  = 56
	agentWidth   = 110
	columnGap    = 12
)

// columns are the places of the first line: when, reason, outcome and length.
func columns(width float32) [4]stretch {
	k := scale()
	fixed := [4]float32{whenWidth * k, 0, outcomeWidth * k, lengthWidth * k}
	rest := width - 3*columnGap
	for _, w := range fixed {
		rest -= w
	}
	fixed[1] = max(0, rest)
	var places [4]stretch
	x := float32(0)
	for i, w := range fixed {
		places[i] = stretch{x, w}
		x += w + columnGap
	}
	return places
}

// stretch is where something begins and how wide it is.
type stretch struct{ x, width float32 }

func (p stretch) put(o fyne.CanvasObject, top, height float32) {
	least := o.MinSize().Height
	o.Move(fyne.NewPos(p.x, top+(height-least)/2))
	o.Resize(fyne.NewSize(max(0, p.width), least))
}

// CreateRenderer lays the row out.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Layout: rowLayout{r}, Objects: []fyne.CanvasObject{
		r.when, r.reason, r.outcome, r.length, r.agent, r.caller, r.marks[0], r.marks[1], r.note}})
}

type rowLayout struct{ r *row }

func (l rowLayout) lines() (first, last float32) {
	return l.r.when.MinSize().Height, max(l.r.note.MinSize().Height, l.r.marks[0].MinSize().Height)
}

const lineGap = 2

// MinSize is two lines, or three where the list is narrow.
func (l rowLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	first, last := l.lines()
	height := first + lineGap + last
	if l.r.v.shape.compact {
		height += first + lineGap
	}
	return fyne.NewSize(200, height)
}

func (l rowLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	first, last := l.lines()
	top := (size.Height - l.MinSize(nil).Height) / 2
	if l.r.v.shape.compact {
		l.compact(size.Width, top, first)
		top += first + lineGap
	} else {
		places := columns(size.Width)
		for i, o := range []fyne.CanvasObject{l.r.when, l.r.reason, l.r.outcome, l.r.length} {
			places[i].put(o, top, first)
		}
	}
	l.note(size.Width, top+first+lineGap, last)
}

// compact sets when, outcome, agent and length in the first line and the reason below.
func (l rowLayout) compact(width, top, height float32) {
	k := scale()
	outcome, length := whenWidth*k+columnGap, width-lengthWidth*k
	agent := outcome + outcomeWidth*k + columnGap
	stretch{0, whenWidth * k}.put(l.r.when, top, height)
	stretch{outcome, outcomeWidth * k}.put(l.r.outcome, top, height)
	stretch{agent, length - columnGap - agent}.put(l.r.agent, top, height)
	stretch{length, lengthWidth * k}.put(l.r.length, top, height)
	stretch{0, width}.put(l.r.reason, top+height+lineGap, height)
}

// note sets who called, the marks, the note and who had the call into the last line.
func (l rowLayout) note(width, top, height float32) {
	x := whenWidth * scale()
	stretch{0, x}.put(l.r.caller, top, height)
	x += columnGap
	for _, mark := range l.r.marks {
		if mark.Visible() {
			least := mark.MinSize().Width
			stretch{x, least}.put(mark, top, height)
			x += least + theme.Grid
		}
	}
	if !l.r.v.shape.compact {
		agent := min(agentWidth*scale(), width-x)
		stretch{width - agent, agent}.put(l.r.agent, top, height)
		width -= agent + columnGap
	}
	stretch{x, width - x}.put(l.r.note, top, height)
}

// heads are the words above the columns; a compact list has none.
func (v *view) heads() fyne.CanvasObject {
	words := []string{lang.L("When"), lang.L("Reason"), lang.L("Outcome"), lang.L("Length")}
	heads := make([]fyne.CanvasObject, len(words))
	for i, word := range words {
		style := parts.Caption
		if i == len(words)-1 {
			style.Align = fyne.TextAlignTrailing
		}
		heads[i] = parts.NewClipped(word, style)
	}
	return parts.Inset(theme.Half, theme.Grid, &fyne.Container{Layout: headLayout{v}, Objects: heads})
}

type headLayout struct{ v *view }

func (h headLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if h.v.shape.compact {
		return fyne.Size{}
	}
	return fyne.NewSize(0, objects[0].MinSize().Height)
}

func (h headLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	places := columns(size.Width)
	for i, o := range objects {
		o.(*parts.Text).Hidden = h.v.shape.compact
		places[i].put(o, 0, size.Height)
	}
}
