package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Entry is a text field that hands function keys and Escape on to the window. Tab always leaves it, also when it has
// several lines.
type Entry struct {
	widget.Entry
	Named
	AsText
	// Private keeps what is typed from screen readers: they hear only whether something is. A password is private anyhow.
	Private bool
	// OnDown, OnEscape and OnEnter are called instead of what the key would do otherwise. OnDown and OnEnter are for
	// fields of one line.
	OnDown, OnEscape, OnEnter func()
	// OnBreak is called before a blank or, in a note, Enter is typed; it answers whether it took the key.
	OnBreak func() bool
	// OnFocus is called when the field gains (true) or loses the focus.
	OnFocus func(bool)

	focused bool
}

// NewEntry makes a field of one line that is called what stands in it while it is empty.
func NewEntry(placeholder string) *Entry {
	e := &Entry{}
	e.ExtendBaseWidget(e)
	e.SetPlaceHolder(placeholder)
	e.Call(placeholder)
	return e
}

// NewPasswordEntry makes a field of one line whose text is not shown.
func NewPasswordEntry(placeholder string) *Entry {
	e := NewEntry(placeholder)
	e.Password = true
	return e
}

// NewNoteEntry makes a field of several lines that wraps words.
func NewNoteEntry(placeholder string, rows int) *Entry {
	e := &Entry{}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.ExtendBaseWidget(e)
	e.SetPlaceHolder(placeholder)
	e.Call(placeholder)
	e.SetMinRowsVisible(rows)
	return e
}

// AccessibilityLabel is what the field is called, what stands in it, and what is wrong with that.
func (e *Entry) AccessibilityLabel() string {
	return Together(e.Name(), filledWord(e.Text, e.Private || e.Password), lockedWord(e.Disabled()), e.wrong())
}

// AcceptsTab is false: Tab goes to the next field.
func (e *Entry) AcceptsTab() bool { return false }

// FocusGained shows the ring.
func (e *Entry) FocusGained() {
	e.focused = true
	e.Entry.FocusGained()
	if e.OnFocus != nil {
		e.OnFocus(true)
	}
}

// FocusLost hides the ring.
func (e *Entry) FocusLost() {
	e.focused = false
	e.Entry.FocusLost()
	if e.OnFocus != nil {
		e.OnFocus(false)
	}
}

// KeyDown tells that somebody is at the desk.
func (e *Entry) KeyDown(ev *fyne.KeyEvent) {
	KeyDown(ev)
	e.Entry.KeyDown(ev)
}

// TypedKey edits the text, or calls the hook of the key.
func (e *Entry) TypedKey(ev *fyne.KeyEvent) {
	if hook := e.hook(ev.Name); hook != nil {
		hook()
		return
	}
	if IsFunctionKey(ev.Name) || ev.Name == fyne.KeyEscape {
		HandOn(e, ev)
		return
	}
	if IsEnter(ev.Name) && e.MultiLine && e.broke() {
		return
	}
	e.Entry.TypedKey(ev)
}

func (e *Entry) hook(key fyne.KeyName) func() {
	switch {
	case key == fyne.KeyEscape:
		return e.OnEscape
	case e.MultiLine:
		return nil
	case key == fyne.KeyDown:
		return e.OnDown
	case IsEnter(key):
		return e.OnEnter
	default:
		return nil
	}
}
