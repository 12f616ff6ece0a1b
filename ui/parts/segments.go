package parts

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Segments is one choice of a few that are all in sight. It is a single stop of the Tab key: the arrows go from one to the
// next, a letter picks the one that begins with it, Enter goes on with the choice.
type Segments struct {
	widget.BaseWidget
	Keyed
	Named
	AsButton

	// OnChanged is called with the index of the new choice, OnSubmitted on Enter. Both may be nil.
	OnChanged   func(int)
	OnSubmitted func()
	// OnFocus is called when the choice gets the focus; it may be nil.
	OnFocus func()
	// Stacked sets the options below one another, each as wide as the place.
	Stacked bool

	options []string
	chosen  int
	focused bool
}

var (
	_ fyne.Focusable = (*Segments)(nil)
	_ fyne.Tappable  = (*Segments)(nil)
)

// NewSegments makes a choice of options with none chosen.
func NewSegments(options []string, changed func(int)) *Segments {
	s := &Segments{options: options, chosen: -1, OnChanged: changed}
	s.ExtendBaseWidget(s)
	return s
}

// AccessibilityLabel is what is chosen of what, and what is wrong with it.
func (s *Segments) AccessibilityLabel() string {
	choice := ""
	if s.chosen >= 0 {
		choice = s.options[s.chosen]
	}
	return Together(s.Name(), ChosenWord(choice), choicesWord(s.options), s.wrong())
}

// Chosen is the index of the choice, -1 while there is none.
func (s *Segments) Chosen() int { return s.chosen }

// Choose chooses an option and tells OnChanged. An index out of range is ignored.
func (s *Segments) Choose(index int) {
	if index < 0 || index >= len(s.options) || index == s.chosen {
		return
	}
	s.chosen = index
	s.Refresh()
	if s.OnChanged != nil {
		s.OnChanged(index)
	}
}

// Clear takes the choice back without telling anyone.
func (s *Segments) Clear() {
	s.chosen = -1
	s.Refresh()
}

// Tapped chooses the option under the pointer.
func (s *Segments) Tapped(event *fyne.PointEvent) {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(s); canvas != nil {
		canvas.Focus(s)
	}
	for i, box := range s.boxes(s.Size().Width) {
		inside := event.Position.Subtract(box.at)
		if inside.X >= 0 && inside.Y >= 0 && inside.X < box.size.Width && inside.Y < box.size.Height {
			s.Choose(i)
		}
	}
}

// FocusGained shows the focus.
func (s *Segments) FocusGained() {
	s.focused = true
	s.Refresh()
	told(s.OnFocus)
}

// FocusLost hides it.
func (s *Segments) FocusLost() {
	s.focused = false
	s.Refresh()
}

// TypedKey moves the choice.
func (s *Segments) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeyRight, fyne.KeyDown:
		s.Choose(s.chosen + 1)
	case fyne.KeyLeft, fyne.KeyUp:
		s.Choose(s.chosen - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		s.takeFirst()
		told(s.OnSubmitted)
	case fyne.KeySpace:
		s.takeFirst()
	default:
		HandOn(s, event)
	}
}

// takeFirst chooses the option that the focus is drawn around while there is no choice.
func (s *Segments) takeFirst() {
	if s.chosen < 0 {
		s.Choose(0)
	}
}

// TypedRune picks the next option that begins with the letter.
func (s *Segments) TypedRune(r rune) {
	for step := 1; step <= len(s.options); step++ {
		at := (s.chosen + step + len(s.options)) % len(s.options)
		if strings.HasPrefix(strings.ToLower(s.options[at]), string(unicode.ToLower(r))) {
			s.Choose(at)
			return
		}
	}
}
