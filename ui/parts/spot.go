package parts

import "fyne.io/fyne/v2"

// Spot is where the agent is in a window: what has the focus, and what is written there. What takes a while is begun at a spot
// and may move the focus when it is done, but only if she has not gone on meanwhile.
type Spot struct {
	window  fyne.CanvasObject
	focused fyne.Focusable
	text    string
}

// SpotIn is where the agent is in the window of an object.
func SpotIn(object fyne.CanvasObject) Spot {
	spot := Spot{window: object}
	if canvas := canvasOf(object); canvas != nil {
		spot.focused = canvas.Focused()
	}
	if entry, ok := spot.focused.(*Entry); ok {
		spot.text = entry.Text
	}
	return spot
}

// Left says that the agent went elsewhere, or has written since.
func (s Spot) Left() bool { return s.Elsewhere() || SpotIn(s.window).text != s.text }

// Elsewhere says that the agent went to something else. A window in which nothing has the focus was not left for anything.
func (s Spot) Elsewhere() bool {
	now := SpotIn(s.window).focused
	return now != nil && now != s.focused
}

// Return gives the focus back to what had it, if anything had and it is still in the window.
func (s Spot) Return() {
	if target, ok := s.focused.(FocusTarget); ok {
		Focus(target)
	}
}
