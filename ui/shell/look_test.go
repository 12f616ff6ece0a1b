package shell

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"portaldesk/ui/theme"
)

// darkens changes the look while something is out of the window.
func (w *world) darkens() {
	w.t.Helper()
	w.command("look-dark")
	w.until("dark", func() bool { return w.shell.look.now.Mode == theme.Dark })
}

// wearsOneLook has a frame drawn, and what that set going: everything is in the look of now then.
func (w *world) wearsOneLook() {
	w.t.Helper()
	test.RenderToMarkup(w.canvas())
	w.until("the look", func() bool { return !w.shell.look.asked })
	seen := test.RenderToMarkup(w.canvas())
	w.shell.look.again()
	if test.RenderToMarkup(w.canvas()) != seen {
		w.t.Error("something in the window still had the look of before")
	}
}

func TestAScreenThatWasAwayWhenTheLookChangedIsDrawnAnew(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	w.closesCall("a note")
	w.command("calls")
	w.untilSeen("a note")
	w.command("desk")
	w.darkens()
	w.command("calls")
	w.wearsOneLook()
}

func TestACallThatIsOpenedAfterTheLookChangedIsDrawnInIt(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	w.command("open-call")
	w.untilSeen("Talking")
	w.command("discard-call")
	w.untilSeen("No call is open")
	w.darkens()
	w.command("open-call")
	w.untilSeen("Talking")
	w.wearsOneLook()
}

func TestAChangeOfTheLookDrawsEverythingAnewOnce(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	w.darkens()
	test.RenderToMarkup(w.canvas())
	if w.shell.look.asked {
		t.Error("what was in the window is to be drawn anew again")
	}
}
