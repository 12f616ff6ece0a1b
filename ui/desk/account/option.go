package account

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	toolkit "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// option is a button as wide as its place, whose words wrap. The arrows go on to its neighbours.
type option struct {
	widget.BaseWidget
	parts.Keyed
	parts.AsButton
	// onTapped is what it does, onFocus is called when it gets the focus, onEscape on Escape; nil hands that key on.
	onTapped, onFocus, onEscape func()
	// about names for screen readers what it answers, empty where its words do; state says what only the icon shows.
	about string
	state func() string

	box              *parts.Box
	icon             *parts.Icon
	focused, hovered bool
}

var (
	_ fyne.Focusable    = (*option)(nil)
	_ fyne.Tappable     = (*option)(nil)
	_ desktop.Hoverable = (*option)(nil)
	_ fyne.Accessible   = (*option)(nil)
)

func newOption(icon fyne.ThemeIconName, words string, tapped func()) *option {
	o := &option{onTapped: tapped, icon: parts.NewIcon(icon, theme.Text), state: func() string { return "" }}
	o.box = parts.NewBox(parts.Look{}, parts.Spread(theme.Grid, o.icon, parts.NewParagraph(words, parts.Plain), nil))
	o.ExtendBaseWidget(o)
	o.paint()
	return o
}

// AccessibilityLabel is the words and the state.
func (o *option) AccessibilityLabel() string {
	return parts.Together(parts.Said(o.box), o.about, o.state())
}

// CreateRenderer draws the option.
func (o *option) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(o.box) }

func (o *option) setIcon(icon fyne.ThemeIconName) { o.icon.Set(icon, theme.Text) }

func (o *option) paint() {
	look := parts.Look{Fill: theme.Surface, Border: theme.Border, Radius: theme.Round, Vertical: theme.Half, Horizontal: theme.Grid, Focused: o.focused}
	if o.focused || o.hovered {
		look.Fill = toolkit.ColorNameHover
	}
	o.box.SetLook(look)
}

// Tapped does what the option is for.
func (o *option) Tapped(*fyne.PointEvent) { o.onTapped() }

// FocusGained shows the ring.
func (o *option) FocusGained() {
	o.focused = true
	o.paint()
	o.onFocus()
}

// FocusLost hides it.
func (o *option) FocusLost() {
	o.focused = false
	o.paint()
}

// TypedRune takes no text.
func (o *option) TypedRune(rune) {}

// TypedKey takes the option, or goes to a neighbour.
func (o *option) TypedKey(event *fyne.KeyEvent) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(o)
	switch {
	case parts.IsEnter(event.Name) || event.Name == fyne.KeySpace:
		o.onTapped()
	case canvas != nil && event.Name == fyne.KeyDown:
		canvas.FocusNext()
	case canvas != nil && event.Name == fyne.KeyUp:
		canvas.FocusPrevious()
	case event.Name == fyne.KeyEscape && o.onEscape != nil:
		o.onEscape()
	default:
		parts.HandOn(o, event)
	}
}

// MouseIn lights it up.
func (o *option) MouseIn(*desktop.MouseEvent) {
	o.hovered = true
	o.paint()
}

// MouseMoved changes nothing.
func (o *option) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends what MouseIn began.
func (o *option) MouseOut() {
	o.hovered = false
	o.paint()
}
