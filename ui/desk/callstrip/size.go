package callstrip

import (
	"math"

	"fyne.io/fyne/v2/lang"

	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// size lays the strip out for the size of the text. Where that is large the note has to stay in sight on a low window: what
// the menu offers too is left out, hints are short, and what was done is one word.
func (s *Strip) size() {
	s.large = parts.LargeText()
	look := parts.BarLook
	look.Border = theme.Border
	if s.large {
		look.Vertical, look.Horizontal = theme.Half, theme.Grid
	}
	s.box.SetLook(look)
	s.head.size(s.large)
	s.form.size(s.large)
	s.lay()
}

// lay gives every piece its place anew. What wraps knows its height only once it has a width.
func (s *Strip) lay() {
	s.content.Refresh()
	s.box.Refresh()
	s.grow()
}

// grow gives the note the rows that its text takes, as far as that leaves room for everything else: whatever is below the note
// would be cut off at the bottom of the window.
func (s *Strip) grow() {
	height := float32(math.MaxInt32)
	if s.o.Room != nil {
		height = s.o.Room() - (s.box.MinSize().Height - s.below.MinSize().Height)
	}
	if s.note.grow(height) {
		s.box.Refresh()
	}
}

// size leaves the button out that is needed least, and the word beside the mark that the draft is saved.
func (h *head) size(large bool) {
	h.large = large
	h.buttons[pausing].Hidden = large
	h.state.Hidden = large && h.well
	h.content.Refresh()
}

// size makes the hints of the fields short, which are what their width goes by.
func (f *form) size(large bool) {
	f.stage.PlaceHolder, f.cause.PlaceHolder = lang.L("Where were they?"), lang.L("What was in the way?")
	if large {
		f.stage.PlaceHolder, f.cause.PlaceHolder = lang.L("Where?"), lang.L("What?")
	}
	f.stage.Refresh()
	f.cause.Refresh()
	f.content.Refresh()
}
