package callstrip_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// enlarges has the text at 200 %, in a window of a width.
func (w *world) enlarges(width float32) {
	fyne.CurrentApp().Settings().SetTheme(theme.Desk{Mode: theme.Light, TextScale: 2})
	w.Resize(fyne.NewSize(width, 700))
}

// fits holds the strip against the room that it has.
func (w *world) fits(when string) {
	w.t.Helper()
	if height := w.strip.Content().MinSize().Height; height > w.room {
		w.t.Errorf("%s, the strip is %v high; there is room for %v", when, height, w.room)
	}
}

// Twice the size of the text, in a window of 1024x768 that has a frame, a menu and the bar above.
func TestTheNoteGivesWayToWhatHasToBeSeen(t *testing.T) {
	w := newWorld(t)
	w.room = 500
	w.enlarges(822)
	w.strip.Open()
	w.runner.All()
	w.fits("a call is open")
	w.strip.FocusNote()
	note := w.Focused().(*parts.Entry)
	one := note.MinSize().Height
	w.Type("a\nb\nc\nd\ne\nf")
	if note.MinSize().Height <= one {
		t.Error("the note did not grow although there is room")
	}
	w.fits("a long note is written")
	w.GoTo("chooser ")
	w.GoTo("chooser ")
	w.GoTo("chooser ")
	w.Type("call back")
	w.MustSee("In 1 hour")
	w.fits("a call back is promised")
	w.strip.Close()
	w.runner.All()
	w.MustSee("Still missing")
	w.fits("something is missing")
	w.room = 700
	w.strip.Refresh()
	w.ticker.Tick()
	if note.MinSize().Height <= 2*one {
		t.Error("the note stayed small when the window grew")
	}
}

func TestTheFieldForAnOwnWordShowsItsHint(t *testing.T) {
	w := newWorld(t)
	w.enlarges(1078)
	w.strip.Open()
	w.runner.All()
	w.strip.Close()
	w.runner.All()
	w.Type("sign")
	w.Press(fyne.KeyTab)
	w.Type("some") // something else
	w.GoTo("What was it?")
	detail := w.Focused().(*parts.Entry)
	if hint := fyne.MeasureText(detail.PlaceHolder, fyne.CurrentApp().Settings().Theme().Size("text"), fyne.TextStyle{}); detail.Size().Width < hint.Width {
		t.Errorf("%v for a hint of %v", detail.Size().Width, hint.Width)
	}
}
