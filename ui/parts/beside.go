package parts

import (
	"fyne.io/fyne/v2"
	toolkit "fyne.io/fyne/v2/theme"
)

// Beside sets a narrow pane at the left of a wide one. Where the wide one would become too narrow to be read, one of them has the
// whole place: the one in front.
type Beside struct {
	Content *fyne.Container
	room    Room
	front   int
	alone   bool // the one in front has the whole place
}

// Room is how a place is shared: the first pane takes a share of the width, at least and at most as much as given, the second the
// rest after the gap. Rest is what the second needs. Widths are for 100 % text.
type Room struct{ Share, Least, Most, Rest, Gap float32 }

// NewBeside sets two panes beside each other, the first one in front.
func NewBeside(room Room, first, second fyne.CanvasObject) *Beside {
	b := &Beside{room: room}
	b.Content = arrange(besideLayout{b}, first, second)
	return b
}

// Front takes a pane to the front: 0 is the first, 1 the second.
func (b *Beside) Front(pane int) {
	b.front = pane
	b.Content.Refresh()
}

// first is how much of a width the first pane takes.
func (b *Beside) first(width float32) float32 {
	scale := toolkit.TextSize() / plainText
	return max(b.Content.Objects[0].MinSize().Width, min(b.room.Most*scale, max(b.room.Least*scale, width*b.room.Share)))
}

type besideLayout struct{ *Beside }

// MinSize is as wide as the wider pane: there is always room for one of them.
func (b besideLayout) MinSize(panes []fyne.CanvasObject) fyne.Size {
	size := panes[0].MinSize().Max(panes[1].MinSize())
	if b.alone {
		size.Height = panes[b.front].MinSize().Height
	}
	return size
}

// Layout places the panes, or the one in front.
func (b besideLayout) Layout(panes []fyne.CanvasObject, size fyne.Size) {
	first := b.first(size.Width)
	rest := size.Width - first - b.room.Gap
	b.alone = rest < max(b.room.Rest*toolkit.TextSize()/plainText, panes[1].MinSize().Width)
	if b.alone {
		show(panes[b.front], fyne.Position{}, size)
		hide(panes[1-b.front])
		return
	}
	show(panes[0], fyne.Position{}, fyne.NewSize(first, size.Height))
	show(panes[1], fyne.NewPos(first+b.room.Gap, 0), fyne.NewSize(rest, size.Height))
}

func show(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
	if !o.Visible() {
		o.Show()
	}
	o.Move(at)
	o.Resize(size)
}

func hide(o fyne.CanvasObject) {
	if o.Visible() {
		o.Hide()
	}
}
