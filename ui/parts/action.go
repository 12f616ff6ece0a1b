package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Action is a button that can be greyed and still be focused: the agent reaches it with the keyboard and reads why it
// cannot be used now. The toolkit skips a disabled button.
type Action struct {
	widget.BaseWidget
	Keyed
	Named
	AsButton

	// Text is the button's word, Shortcut the keys that do the same ("Ctrl+R"), Icon may be nil.
	Text, Shortcut string
	Icon           fyne.Resource
	// Weight tells how much the button stands out.
	Weight Weight
	// Greyed: pressing it does not run OnTapped but OnExplain.
	Greyed bool
	// OnTapped runs the action, OnExplain is called when the button gets the focus, is hovered or is pressed while
	// greyed. Both may be nil.
	OnTapped, OnExplain func()
	// OnFocus is called when the button gets the focus; it may be nil.
	OnFocus func()
	// State says for screen readers what only the icon shows; it may be nil.
	State func() string

	focused, hovered bool
}

// Weight is how much an [Action] stands out.
type Weight int

// The weights: Quiet for one of many, Main for the one that Enter means, Grave for what cannot be taken back.
const (
	Quiet Weight = iota
	Main
	Grave
)

var (
	_ fyne.Focusable    = (*Action)(nil)
	_ fyne.Tappable     = (*Action)(nil)
	_ desktop.Hoverable = (*Action)(nil)
	_ fyne.Accessible   = (*Action)(nil)
)

// NewAction makes a plain button.
func NewAction(text string, tapped func()) *Action {
	a := &Action{Text: text, OnTapped: tapped}
	a.ExtendBaseWidget(a)
	return a
}

// AccessibilityLabel is the word, what it is about, the state, and the keys.
func (a *Action) AccessibilityLabel() string {
	state := ""
	if a.State != nil {
		state = a.State()
	}
	return Together(a.Text, a.Name(), state, a.Shortcut, greyedWord(a.Greyed))
}

// SetText changes the word.
func (a *Action) SetText(text string) {
	a.Text = text
	a.Refresh()
}

// SetGreyed greys the button or gives it back.
func (a *Action) SetGreyed(greyed bool) {
	a.Greyed = greyed
	a.Refresh()
}

// Tapped runs the action, or explains why it cannot run.
func (a *Action) Tapped(*fyne.PointEvent) { a.press() }

func (a *Action) press() {
	switch {
	case a.Greyed:
		a.explain()
	case a.OnTapped != nil:
		a.OnTapped()
	}
}

func (a *Action) explain() {
	if a.OnExplain != nil {
		a.OnExplain()
	}
}

// FocusGained shows the focus and explains the button.
func (a *Action) FocusGained() {
	a.focused = true
	a.explain()
	told(a.OnFocus)
	a.Refresh()
}

// FocusLost takes the mark of the focus away.
func (a *Action) FocusLost() {
	a.focused = false
	a.Refresh()
}

// TypedKey presses the button with the space bar or Enter.
func (a *Action) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		a.press()
	default:
		HandOn(a, event)
	}
}

// TypedRune takes no text.
func (a *Action) TypedRune(rune) {}

// MouseIn lights the button up and explains it.
func (a *Action) MouseIn(*desktop.MouseEvent) {
	a.hovered = true
	a.explain()
	a.Refresh()
}

// MouseMoved changes nothing.
func (a *Action) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends what MouseIn began.
func (a *Action) MouseOut() {
	a.hovered = false
	a.Refresh()
}
