package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	toolkit "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"portaldesk/ui/theme"
)

// Tile is a large button that explains itself: a title and a sentence that wraps. The arrows go on to its neighbours.
type Tile struct {
	widget.BaseWidget
	Keyed
	AsButton
	// OnTapped is what it does.
	OnTapped func()
	// OnEscape is called on Escape; nil hands the key on. OnFocus is called when the tile gets the focus; it may be nil.
	OnEscape, OnFocus func()

	title            string
	box              *Box
	focused, hovered bool
}

var (
	_ fyne.Focusable    = (*Tile)(nil)
	_ fyne.Tappable     = (*Tile)(nil)
	_ desktop.Hoverable = (*Tile)(nil)
)

// NewTile makes a tile.
func NewTile(title, sentence string, tapped func()) *Tile {
	t := &Tile{OnTapped: tapped, title: title}
	t.box = NewBox(Look{}, Stack(2, NewParagraph(title, Strong), NewParagraph(sentence, Caption)))
	t.ExtendBaseWidget(t)
	t.paint()
	return t
}

// AccessibilityLabel is the title and the sentence.
func (t *Tile) AccessibilityLabel() string { return Said(t.box) }

// Title is what it is called.
func (t *Tile) Title() string { return t.title }

// CreateRenderer draws the tile.
func (t *Tile) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.box) }

func (t *Tile) paint() {
	look := Look{Fill: theme.Surface, Border: theme.Border, Radius: theme.Round, Vertical: theme.Grid, Horizontal: 12, Focused: t.focused}
	if t.focused || t.hovered {
		look.Fill = toolkit.ColorNameHover
	}
	t.box.SetLook(look)
}

// Tapped does what the tile is for.
func (t *Tile) Tapped(*fyne.PointEvent) { told(t.OnTapped) }

// FocusGained shows the ring.
func (t *Tile) FocusGained() {
	t.focused = true
	t.paint()
	told(t.OnFocus)
}

// FocusLost hides it.
func (t *Tile) FocusLost() {
	t.focused = false
	t.paint()
}

// TypedRune takes no text.
func (t *Tile) TypedRune(rune) {}

// TypedKey takes the tile, or goes to a neighbour.
func (t *Tile) TypedKey(event *fyne.KeyEvent) {
	canvas := canvasOf(t)
	switch {
	case IsEnter(event.Name) || event.Name == fyne.KeySpace:
		told(t.OnTapped)
	case canvas != nil && event.Name == fyne.KeyDown:
		canvas.FocusNext()
	case canvas != nil && event.Name == fyne.KeyUp:
		canvas.FocusPrevious()
	case event.Name == fyne.KeyEscape && t.OnEscape != nil:
		t.OnEscape()
	default:
		HandOn(t, event)
	}
}

// MouseIn lights it up.
func (t *Tile) MouseIn(*desktop.MouseEvent) {
	t.hovered = true
	t.paint()
}

// MouseMoved changes nothing.
func (t *Tile) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends what MouseIn began.
func (t *Tile) MouseOut() {
	t.hovered = false
	t.paint()
}
