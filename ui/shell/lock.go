package shell

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/idle"
	"portaldesk/client"
	"portaldesk/ui/parts"
)

// lock covers the window of a desk that nobody uses, until the same agent is back. Everything under it goes on: the call's
// time, delivery, and what the portal was asked.
//
// A key that finds the lock due covers the window before the toolkit asks what has the focus, so it is never typed into a
// field; see [parts.Keyed].
type lock struct {
	house   *house
	watcher *idle.Watcher
	cover   *cover // nil while the desk is open
	warned  bool
	// returning is what had the focus in a dialog that opened under the cover.
	returning fyne.Focusable
	// asked is a question of the cover's own, which lies over it.
	asked fyne.CanvasObject
	// anew: the session had ended meanwhile, and the agent has opened a new one.
	anew bool
}

func newLock(h *house) *lock {
	return &lock{house: h, watcher: idle.NewWatcher(h.shell.prefs.file.Now().LockAfter(), h.shell.workplace.Now)}
}

// open begins to watch.
func (l *lock) open() {
	parts.OnActivity(l.key, l.pointer)
	h := l.house
	h.bridge.runner.Go(func(ctx context.Context) {
		l.watcher.Run(ctx, func(c idle.Change) { h.bridge.engine.do(func() { l.told(c) }) })
	}, nil)
}

// end is called when the house is being left, whether it is locked or not.
func (l *lock) end() {
	parts.OnActivity(nil, nil)
	if l.cover == nil {
		return
	}
	l.uncover()
	overlays := l.house.shell.window.Canvas().Overlays()
	for len(overlays.List()) > 0 {
		overlays.Remove(overlays.List()[0])
	}
	l.house.shell.window.Canvas().SetOnTypedKey(l.house.shell.menu.typed) // dialogs that are gone listened in its place
}

// key is called for every key, before the key does anything.
func (l *lock) key() {
	if l.watcher.Active() == idle.Locked {
		l.shut()
	}
}

// pointer leaves the covering to what the watcher tells: the toolkit is walking through the window.
func (l *lock) pointer() { l.watcher.Active() }

func (l *lock) told(c idle.Change) {
	switch {
	case !l.house.here():
	case c.State == idle.Locked:
		l.shut()
	case c.State == idle.Warning && l.cover == nil:
		l.warned = true
		l.warn(c.Left)
	case l.warned:
		l.calm()
	}
}

// tick counts a warning down.
func (l *lock) tick() {
	if l.warned {
		l.warn(l.watcher.Left())
	}
}

func (l *lock) warn(left time.Duration) {
	l.house.banners.locking.Say(parts.Warning, lang.L("The desk locks in {{.Seconds}} s", map[string]any{"Seconds": int((left + time.Second - 1) / time.Second)}),
		lang.L("Press any key to go on."))
	l.house.lay()
}

func (l *lock) calm() {
	l.warned = false
	l.house.banners.locking.Hide()
	l.house.lay()
}

// now locks at once.
func (l *lock) now() {
	l.watcher.Lock()
	l.shut()
}

// shut covers the window and keeps the note.
func (l *lock) shut() {
	if l.cover != nil {
		return
	}
	s := l.house.shell
	l.calm()
	l.house.screen.TakeSecretsOff()
	s.lending.Clear()
	l.cover = newCover(l)
	s.window.Canvas().Overlays().Add(l.cover.content)
	s.window.Canvas().Focus(l.cover.waker)
	s.window.SetTitle(lang.L("Portaldesk: locked"))
	s.coverPhone(true)
	s.coverDrills(true)
	s.workplace.Log.Debug("locked")
	var err error
	cover := l.cover
	l.house.bridge.runner.Go(func(context.Context) { err = l.house.desk.Calls.Flush() }, func() { cover.saved(err) })
}

// stayOnTop puts the cover back over whatever the background has opened or closed. It runs after everything that comes back
// from there, before anything is drawn.
func (l *lock) stayOnTop() {
	canvas := l.house.shell.window.Canvas()
	overlays := canvas.Overlays()
	if l.cover == nil || overlays.Top() == l.cover.content || l.asked != nil && overlays.Top() == l.asked {
		return
	}
	focused := canvas.Focused()
	above := append([]fyne.CanvasObject{}, overlays.List()...)
	for i, overlay := range above {
		if overlay == l.cover.content { // and the toolkit removes what is above it, too
			overlays.Remove(overlay)
			above = above[i+1:]
			l.returning = focused
			for _, opened := range above {
				overlays.Add(opened)
			}
			break
		}
	}
	overlays.Add(l.cover.content)
	canvas.Focus(l.cover.focus())
}

// over has a question of the cover's own lie over it until it is answered.
func (l *lock) over(ask func()) {
	ask()
	if l.cover != nil {
		l.asked = l.house.shell.window.Canvas().Overlays().Top()
	}
}

// prove asks whether the same agent is back. Where the session has ended meanwhile it opens a new one for her.
func (l *lock) prove(ctx context.Context, credentials client.Credentials) (anew bool, err error) {
	err = l.house.desk.Reauthenticate(ctx, credentials)
	if client.KindOf(err) == client.Unauthenticated && slices.Contains(overCodes, client.CodeOf(err)) {
		err = l.house.desk.SignInAgain(ctx, credentials)
		anew = err == nil
	}
	if client.KindOf(err) == client.OutcomeUnknown { // nothing at the portal hangs on the lost answer
		err = &client.Error{Op: client.OpReauthenticate, Kind: client.Offline, Err: err}
	}
	return anew, err
}

// overCodes say that there is no session to prove anything for.
var overCodes = []string{"session-ended", "not-signed-in", "no-session"}

// unlock opens the desk as it was.
func (l *lock) unlock() {
	l.watcher.Unlock()
	l.uncover()
	canvas := l.house.shell.window.Canvas()
	if l.returning != nil {
		canvas.Focus(l.returning)
		l.returning = nil
	}
	if l.anew {
		l.anew = false
		l.house.session.done()
	}
	l.house.shell.workplace.Log.Debug("unlocked")
}

func (l *lock) uncover() {
	s := l.house.shell
	l.cover.card.GiveUp()
	s.window.Canvas().Overlays().Remove(l.cover.content)
	l.cover, l.asked = nil, nil
	s.window.SetTitle(titleOf(l.house.desk))
	s.coverPhone(false)
	s.coverDrills(false)
}
