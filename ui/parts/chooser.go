package parts

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// typeAhead is how long typed letters belong together.
const typeAhead = time.Second

// Chooser is a select for the keyboard: letters pick the option that begins with them, the arrows go through the options
// in place, the space bar opens them, and Enter goes on.
type Chooser struct {
	widget.Select
	Keyed
	Named
	AsButton

	// OnSubmitted is called on Enter; nil does nothing.
	OnSubmitted func()
	// OnFocus is called when the chooser gets the focus; it may be nil.
	OnFocus func()

	focused bool
	typed   string
	typedAt time.Time
	now     func() time.Time
}

// NewChooser makes a chooser that is called what stands in it while nothing is chosen; changed may be nil.
func NewChooser(placeholder string, options []string, changed func(string)) *Chooser {
	c := &Chooser{now: time.Now}
	c.PlaceHolder, c.Options, c.OnChanged = placeholder, options, changed
	c.Call(placeholder)
	c.ExtendBaseWidget(c)
	return c
}

// AccessibilityLabel is what is chosen of what, and what is wrong with it.
func (c *Chooser) AccessibilityLabel() string {
	return Together(c.Name(), ChosenWord(c.Selected), c.wrong())
}

// TypedKey moves the choice; keys it has no use for go to the canvas.
func (c *Chooser) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeyDown, fyne.KeyRight:
		c.step(1)
	case fyne.KeyUp, fyne.KeyLeft:
		c.step(-1)
	case fyne.KeySpace:
		if !c.typing() { // else it is a letter of what is being typed
			c.Select.TypedKey(event)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if c.OnSubmitted != nil {
			c.OnSubmitted()
		}
	default:
		HandOn(c, event)
	}
}

// step chooses the neighbour; the ends stay where they are.
func (c *Chooser) step(by int) {
	at := c.SelectedIndex()
	if at < 0 && by < 0 {
		at = len(c.Options)
	}
	c.SetSelectedIndex(at + by)
}

// TypedRune picks the first option that begins with what was typed within the last second. What is chosen already is not
// chosen again.
func (c *Chooser) TypedRune(r rune) {
	if !c.typing() {
		c.typed = ""
	}
	if r == ' ' && c.typed == "" {
		return
	}
	c.typed, c.typedAt = c.typed+strings.ToLower(string(r)), c.now()
	for _, option := range c.Options {
		if strings.HasPrefix(strings.ToLower(option), c.typed) {
			if option != c.Selected {
				c.SetSelected(option)
			}
			return
		}
	}
}

// typing says that the next letter belongs to those before it.
func (c *Chooser) typing() bool { return c.typed != "" && c.now().Sub(c.typedAt) <= typeAhead }
