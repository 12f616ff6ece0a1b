package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Toggle is a check box that hands function keys and Escape on to the window.
type Toggle struct {
	widget.Check
	Keyed
	AsButton
}

// NewToggle makes a check box; changed may be nil.
func NewToggle(text string, changed func(bool)) *Toggle {
	t := &Toggle{}
	t.Text, t.OnChanged = text, changed
	t.ExtendBaseWidget(t)
	return t
}

// AccessibilityLabel is the word beside the box, and whether it is ticked.
func (t *Toggle) AccessibilityLabel() string { return Together(t.Text, checkedWord(t.Checked)) }

// TypedKey hands the key on; the space bar arrives as a rune.
func (t *Toggle) TypedKey(event *fyne.KeyEvent) { HandOn(t, event) }
