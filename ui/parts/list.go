package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	toolkit "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"portaldesk/ui/theme"
)

// List is a list of rows for the keyboard: the arrows move a mark that is always in sight, Enter or the space bar opens the
// marked row, a click opens too, and Escape, function keys and Up on the first row are handed on.
type List struct {
	widget.List
	Keyed
	Named
	AsText // a container would be left out on Windows, and its rows are not looked for
	// OnOpen is called with the row to open.
	OnOpen func(row int)
	// OnMark is called with a row that became the marked one; nil for nobody.
	OnMark func(row int)
	// OnEscape and OnLeave are called on Escape and on Up in the first row; nil hands Escape on to the window.
	OnEscape, OnLeave func()
	// IsHeading says of a row that it only names those below it: the mark passes over it, and it does not open. It may be nil.
	IsHeading func(row int) bool

	rows    int
	marked  int
	focused bool
	under   *row // the one on the screen that the mark is on
}

// NewList makes a list. create makes the content of a row, update fills it.
func NewList(create func() fyne.CanvasObject, update func(row int, content fyne.CanvasObject)) *List {
	l := &List{}
	l.Length = func() int { return l.rows }
	l.CreateItem = func() fyne.CanvasObject { return newRow(create()) }
	l.UpdateItem = func(id widget.ListItemID, o fyne.CanvasObject) {
		r := o.(*row)
		update(id, r.content)
		r.mark(l.focused && id == l.marked)
		l.follow(id, r)
	}
	l.OnSelected = func(id widget.ListItemID) {
		if l.heading(id) {
			l.Unselect(id)
			return
		}
		l.moveMark(id)
		if l.OnOpen != nil {
			l.OnOpen(id)
		}
	}
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer draws the rows.
func (l *List) CreateRenderer() fyne.WidgetRenderer { return withWheel(l.List.CreateRenderer()) }

// SetRows tells how many rows there are now and shows them anew. The mark stays where it was, as far as there are rows.
func (l *List) SetRows(n int) {
	l.rows = n
	l.marked = max(0, min(l.marked, n-1))
	if l.heading(l.marked) {
		l.marked = l.next(1)
	}
	l.Refresh()
}

// Marked is the marked row, -1 when there are none.
func (l *List) Marked() int {
	if l.rows == 0 {
		return -1
	}
	return l.marked
}

// Mark moves the mark.
func (l *List) Mark(row int) { l.moveMark(max(0, min(row, l.rows-1))) }

// Open opens the marked row.
func (l *List) Open() {
	if l.rows > 0 && l.OnOpen != nil {
		l.OnOpen(l.marked)
	}
}

func (l *List) moveMark(to int) {
	from := l.marked
	l.marked = to
	l.RefreshItem(from)
	l.RefreshItem(to)
	l.ScrollTo(to)
	if l.OnMark != nil {
		l.OnMark(to)
	}
}

// FocusGained shows the mark.
func (l *List) FocusGained() { l.setFocus(true) }

// FocusLost hides the mark.
func (l *List) FocusLost() { l.setFocus(false) }

func (l *List) setFocus(focused bool) {
	l.focused = focused
	l.RefreshItem(l.marked)
}

// TypedKey moves the mark and opens rows.
func (l *List) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case ev.Name == fyne.KeyDown && l.next(1) != l.marked:
		l.moveMark(l.next(1))
	case ev.Name == fyne.KeyUp && l.next(-1) != l.marked:
		l.moveMark(l.next(-1))
	case ev.Name == fyne.KeyUp && l.OnLeave != nil:
		l.OnLeave()
	case ev.Name == fyne.KeyHome && l.rows > 0:
		l.moveMark(0)
		l.moveMark(l.first())
	case ev.Name == fyne.KeyEnd && l.rows > 0:
		l.moveMark(l.rows - 1)
	case IsEnter(ev.Name) || ev.Name == fyne.KeySpace:
		l.Open()
	case ev.Name == fyne.KeyEscape && l.OnEscape != nil:
		l.OnEscape()
	default:
		HandOn(l, ev)
	}
}

func (l *List) heading(row int) bool {
	return l.IsHeading != nil && row >= 0 && row < l.rows && l.IsHeading(row)
}

// next is the row to mark in a direction, the marked one where there is none.
func (l *List) next(by int) int {
	for row := l.marked + by; row >= 0 && row < l.rows; row += by {
		if !l.heading(row) {
			return row
		}
	}
	return l.marked
}

// first is the first row that can be marked.
func (l *List) first() int {
	if l.heading(0) {
		return l.next(1)
	}
	return 0
}

// row is the content of a list's row with the room around it and the ring that marks it.
type row struct {
	widget.BaseWidget
	content fyne.CanvasObject
	ring    *canvas.Rectangle
	marked  bool
}

func newRow(content fyne.CanvasObject) *row {
	r := &row{content: content, ring: &canvas.Rectangle{}}
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) mark(marked bool) {
	r.marked = marked
	r.Refresh()
}

func (r *row) CreateRenderer() fyne.WidgetRenderer { return &rowRenderer{r} }

type rowRenderer struct{ row *row }

func (r *rowRenderer) MinSize() fyne.Size {
	least := r.row.content.MinSize()
	return fyne.NewSize(least.Width+2*theme.Grid, max(theme.Row, least.Height+theme.Grid))
}

func (r *rowRenderer) Layout(size fyne.Size) {
	r.row.ring.Resize(size)
	r.row.content.Move(fyne.NewPos(theme.Grid, 0))
	r.row.content.Resize(fyne.NewSize(size.Width-2*theme.Grid, size.Height))
}

func (r *rowRenderer) Refresh() {
	ring := r.row.ring
	ring.FillColor, ring.StrokeColor, ring.StrokeWidth = named(""), named(""), 0
	if r.row.marked {
		ring.StrokeColor, ring.StrokeWidth = toolkit.Color(theme.FocusRing), theme.Ring
		ring.FillColor = toolkit.Color(toolkit.ColorNameHover)
	}
	ring.CornerRadius = toolkit.Size(toolkit.SizeNameSelectionRadius)
	ring.Refresh()
	r.row.content.Refresh()
}

func (r *rowRenderer) Objects() []fyne.CanvasObject { return present(r.row.ring, r.row.content) }

func (r *rowRenderer) Destroy() {}
