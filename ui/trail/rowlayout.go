package trail

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// Widths of the columns at 100 % text: when, what, outcome, detail, account, agent. What and detail share the rest.
const (
	whenWidth    = 124
	outcomeWidth = 116
	accountWidth = 120
	agentWidth   = 116
	columnGap    = 12
	whatShare    = 0.45
)

// stretch is where something begins and how wide it is.
type stretch struct{ x, width float32 }

func (p stretch) put(o fyne.CanvasObject, top, height float32) {
	least := o.MinSize().Height
	o.Move(fyne.NewPos(p.x, top+(height-least)/2))
	o.Resize(fyne.NewSize(max(0, p.width), least))
}

// columns are the places of a row of one line.
func columns(width float32) [6]stretch {
	k := scale()
	widths := [6]float32{whenWidth * k, 0, outcomeWidth * k, 0, accountWidth * k, agentWidth * k}
	rest := width - 5*columnGap
	for _, w := range widths {
		rest -= w
	}
	widths[1], widths[3] = max(0, rest*whatShare), max(0, rest*(1-whatShare))
	var places [6]stretch
	x := float32(0)
	for i, w := range widths {
		places[i] = stretch{x, w}
		x += w + columnGap
	}
	return places
}

// thirds are the places of a line of three: the outer ones by their columns, the middle one the rest.
func thirds(width float32) (left, middle, right stretch) {
	first, last := min(whenWidth*scale(), width*0.32), min(outcomeWidth*scale(), width*0.32)
	return stretch{0, first}, stretch{first + columnGap, width - first - last - 2*columnGap}, stretch{width - last, last}
}

const lineGap = 2

// rowLayout sets a row in one line, in two where the list is narrow, and in three where it is so for its text that words would
// be cut.
type rowLayout struct{ r *row }

// heights are those of the first line and of each one after it, with the gap before it.
func (l rowLayout) heights() (first, next float32) {
	return max(l.r.what.MinSize().Height, l.r.outcome.MinSize().Height), lineGap + l.r.detail.MinSize().Height
}

// MinSize is that of the lines.
func (l rowLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	first, next := l.heights()
	return fyne.NewSize(200, first+float32(max(1, l.r.v.lines)-1)*next)
}

func (l rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	first, next := l.heights()
	top := (size.Height - l.MinSize(nil).Height) / 2
	when, what, outcome, detail, account, agent := objects[0], objects[1], objects[2], objects[3], objects[4], objects[5]
	left, middle, right := thirds(size.Width)
	below := func(line float32) float32 { return top + first + (line-1)*next + lineGap }
	switch l.r.v.lines {
	case 2:
		left.put(when, top, first)
		middle.put(what, top, first)
		right.put(outcome, top, first)
		left.put(agent, below(1), next-lineGap)
		middle.put(detail, below(1), next-lineGap)
		right.put(account, below(1), next-lineGap)
	case 3:
		stretch{0, size.Width - right.width - columnGap}.put(what, top, first)
		right.put(outcome, top, first)
		left.put(when, below(1), next-lineGap)
		middle.put(agent, below(1), next-lineGap)
		right.put(account, below(1), next-lineGap)
		stretch{0, size.Width}.put(detail, below(2), next-lineGap)
	default:
		for i, place := range columns(size.Width) {
			place.put(objects[i], top, first)
		}
	}
}

// heads are the words above the columns; a list of more lines a row has none.
func (v *view) heads() fyne.CanvasObject {
	words := []string{lang.L("When"), lang.L("What"), lang.L("Outcome"), lang.L("In detail"), lang.L("Account"), lang.L("Agent")}
	heads := make([]fyne.CanvasObject, len(words))
	for i, word := range words {
		heads[i] = parts.NewClipped(word, parts.Caption)
	}
	return parts.Inset(0, theme.Grid, &fyne.Container{Layout: headLayout{v}, Objects: heads})
}

type headLayout struct{ v *view }

func (h headLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if h.v.lines > 1 {
		return fyne.Size{}
	}
	return fyne.NewSize(0, objects[0].MinSize().Height)
}

func (h headLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for i, place := range columns(size.Width) {
		objects[i].(*parts.Text).Hidden = h.v.lines > 1
		place.put(objects[i], 0, size.Height)
	}
}
