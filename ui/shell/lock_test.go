package shell

import (
	"context"
	"image"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"portaldesk/app/idle"
	"portaldesk/app/settings"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/uitest"
)

const limit = settings.DefaultLock * time.Minute

// pass lets time pass in which nobody is at the desk.
func (w *world) pass(d time.Duration) {
	for ; d > 0; d -= idle.Look {
		w.ahead.Add(int64(min(d, idle.Look)))
		w.shell.house.lock.watcher.State()
	}
}

// strike is a key as the driver hands it on: what has the focus is asked for anew at each step.
func (w *world) strike(key fyne.KeyName, char rune) {
	ev := &fyne.KeyEvent{Name: key}
	if keyed, ok := w.canvas().Focused().(desktop.Keyable); ok {
		keyed.KeyDown(ev)
	}
	w.canvas().Focused().TypedKey(ev)
	if char != 0 {
		w.canvas().Focused().TypedRune(char)
	}
	if keyed, ok := w.canvas().Focused().(desktop.Keyable); ok {
		keyed.KeyUp(ev)
	}
}

func (w *world) locked() bool { return w.shell.house.lock.cover != nil }

// writes opens a call and writes into its note.
func (w *world) writes(note string) {
	w.t.Helper()
	w.opensCall()
	w.command("note")
	test.Type(w.canvas().Focused(), note)
}

// window is the window for a test that goes by the Tab key.
func (w *world) window() *uitest.Window { return uitest.Over(w.t, w.shell.window) }

func TestAKeyEndsTheWarningAndNobodyLocks(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	w.writes("half a note")
	w.pass(limit - 20*time.Second)
	w.untilSeen("The desk locks in 20 s")
	w.pass(5 * time.Second)
	w.shell.house.tick()
	w.untilSeen("The desk locks in 15 s")
	w.strike(fyne.KeyA, 'a')
	w.until("no warning", func() bool { return !strings.Contains(w.sees(), "The desk locks in") })
	w.untilSeen("half a notea")
	w.pass(limit - 20*time.Second)
	w.untilSeen("The desk locks in 20 s")
	w.pass(20 * time.Second)
	w.until("the lock", w.locked)
}

func TestAPointerKeepsTheDeskAwake(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	w.pass(limit - 10*time.Second)
	watch, _, _ := find(w.canvas().Content())
	watch.Cursor()
	w.pass(limit - time.Minute)
	if w.shell.house.lock.watcher.State() != idle.Awake {
		t.Error("a move of the pointer did not count")
	}
}

func TestTheWheelKeepsTheDeskAwake(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	size := w.canvas().Size()
	for _, over := range []struct {
		screen string
		at     fyne.Position
	}{
		{"desk", fyne.NewPos(size.Width*0.8, size.Height/2)}, {"desk", fyne.NewPos(20, size.Height-20)}, // the account, and below the rail
		{"settings", fyne.NewPos(size.Width/2, size.Height/2)},
	} {
		w.command(over.screen)
		w.pass(limit - 10*time.Second)
		test.Scroll(w.canvas(), over.at, 0, -10)
		w.pass(limit - time.Minute)
		if w.shell.house.lock.watcher.State() != idle.Awake {
			t.Errorf("%s: a turn of the wheel at %v did not count", over.screen, over.at)
		}
	}
}

func find(in fyne.CanvasObject) (watch *parts.PointerWatch, at int, ok bool) {
	for at, object := range in.(*fyne.Container).Objects {
		if watch, ok := object.(*parts.PointerWatch); ok {
			return watch, at, true
		}
	}
	return nil, 0, false
}

func TestTheKeyThatFindsTheDeskLockedIsTypedNowhere(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	w.writes("half a note")
	w.ahead.Add(int64(time.Hour)) // it slept; the window has not been told
	w.strike(fyne.KeyX, 'x')
	if !w.locked() {
		t.Fatal("the first key after the sleep found an open desk")
	}
	if entry, ok := w.canvas().Focused().(*parts.Entry); ok && entry.Text != "" {
		t.Errorf("%q was typed into the cover", entry.Text)
	}
	w.strike(fyne.KeyReturn, 0)
	w.until("the desk", func() bool { return !w.locked() })
	w.untilSeen("half a note")
	if strings.Contains(w.sees(), "half a notex") {
		t.Error("the key was typed into the note")
	}
	if _, ok := w.canvas().Focused().(*parts.Entry); !ok {
		t.Error("the focus is not back in the note")
	}
}

func TestTheCoverShowsNothingOfTheDesk(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	w.shell.Lock()
	empty := w.picture()
	w.unlocks()
	w.looksUp("alvarez")
	w.shell.showShortcuts() // and a dialog over it
	w.shell.Lock()
	if full := w.picture(); !slices.Equal(empty.Pix, full.Pix) {
		t.Error("the cover is another one with a patient under it")
	}
	if title := w.shell.window.Title(); strings.Contains(title, "Riverside") {
		t.Errorf("the title is %q", title)
	}
	w.canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	w.unlocks()
	if !parts.ModalOpen(w.canvas()) {
		t.Error("the dialog did not outlive the lock")
	}
}

func (w *world) picture() *image.NRGBA {
	w.t.Helper()
	picture, ok := w.canvas().Capture().(*image.NRGBA)
	if !ok {
		w.t.Fatal("not the picture this test knows")
	}
	return picture
}

func (w *world) looksUp(name string) {
	w.t.Helper()
	w.command("look-up")
	test.Type(w.canvas().Focused(), name)
	w.untilSeen("Alvarez")
	w.press(fyne.KeyDown, fyne.KeyReturn)
	w.untilSeen("Why can")
}

// unlocks does so as the demo's agent, whose password is filled in.
func (w *world) unlocks() {
	w.t.Helper()
	w.strike(fyne.KeySpace, ' ')
	w.strike(fyne.KeyReturn, 0)
	w.until("the open desk", func() bool { return !w.locked() })
}

func TestAWrongPasswordSaysSoAndLeavesTheDeskLocked(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	w.command(commandLock)
	w.strike(fyne.KeySpace, ' ')
	window := w.window()
	window.GoTo("password")
	window.Replace("wrong")
	w.press(fyne.KeyReturn)
	w.untilSeen("That login or password is not right")
	if !w.locked() {
		t.Error("it opened")
	}
}

func TestWithoutThePortalTheLockSaysSoAndSigningOutKeepsTheNote(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	w.writes("written before the lock")
	w.command(commandLock)
	if err := w.portal.Stop(); err != nil {
		t.Fatal(err)
	}
	w.strike(fyne.KeySpace, ' ')
	w.strike(fyne.KeyReturn, 0)
	w.untilSeen("Only the portal can unlock this desk")
	w.window().Tap("Somebody else: sign out")
	w.until("the desk to close", func() bool { return w.shell.house == nil && w.shell.closing == nil })
	if err := w.portal.Restart(); err != nil {
		t.Fatal(err)
	}
	w.shell = w.start(t.Context())
	w.signsIn()
	w.untilSeen("written before the lock")
}

func TestWhatOpensMeanwhileOpensUnderTheCover(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	w.shell.Lock()
	w.endsSession()
	w.shell.house.bridge.runner.Go(w.asksPortal, func() {})
	w.until("the end of the session", func() bool { return w.shell.house.session.asked })
	if w.canvas().Overlays().Top() != w.shell.house.lock.cover.content {
		t.Fatal("a dialog lies over the cover")
	}
	w.unlocks()
	if parts.ModalOpen(w.canvas()) || strings.Contains(w.sees(), "You are signed out") {
		t.Error("the agent is asked once more")
	}
	if _, err := w.shell.house.desk.Search(t.Context(), client.Query{Text: "alvarez"}); err != nil {
		t.Errorf("the new session does not work: %v", err)
	}
}

// TestEveryStopTellsOfItsKeys: a widget that does not is one at which the desk locks under the agent's hands.
func TestEveryStopTellsOfItsKeys(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	w.looksUp("alvarez")
	w.opensCall()
	for _, screen := range []string{screenSettings, screenOutbox, screenDesk} {
		w.shell.house.goTo(screen)
		told := 0
		parts.OnActivity(func() { told++ }, nil)
		stops := 0
		for first := w.canvas().Focused(); stops == 0 || w.canvas().Focused() != first; stops++ {
			w.canvas().FocusNext()
			before := told
			keyed, ok := w.canvas().Focused().(desktop.Keyable)
			if !ok {
				t.Fatalf("%s: %T takes keys unseen", screen, w.canvas().Focused())
			}
			if keyed.KeyDown(&fyne.KeyEvent{Name: fyne.KeyF5}); told != before+1 {
				t.Errorf("%s: %T told %d times", screen, w.canvas().Focused(), told-before)
			}
			if stops > 200 {
				t.Fatal("the Tab key does not come round")
			}
		}
	}
}

func (w *world) asksPortal(ctx context.Context) {
	_, _ = w.shell.house.desk.Search(ctx, client.Query{Text: "alvarez"})
}
