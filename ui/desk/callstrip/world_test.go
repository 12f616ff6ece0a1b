package callstrip_test

import (
	"log/slog"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/secret/secrettest"
	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/ui/desk/callstrip"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/uitest"
)

// friday is a Friday, 10:00 at the demo's clinic, whose desk closes at 17:00 and is closed on Saturday afternoon and Sunday.
var friday = time.Date(2026, time.November, 20, 15, 0, 0, 0, time.UTC)

// world is an agent at the desk of a demo portal, and the strip in a window.
type world struct {
	t      *testing.T
	passed atomic.Int64 // since the beginning; drafts are saved, and that is timed, in the background
	clinic *apptest.Clinic
	runner *uitest.Queue
	ticker *uitest.Clock
	desk   *app.Desk
	strip  *callstrip.Strip
	focus  *parts.Entry // something else in the window
	room   float32      // for the strip
	*uitest.Window
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, room: 400}
	ring := secrettest.File(filepath.Join(t.TempDir(), "ring.json"))
	w.clinic = apptest.New(t, ring, demoportal.Options{Accounts: 20, Seed: 1, Now: w.clock})
	w.desk = w.clinic.SignIn(t, client.RoleSenior)
	w.show()
	return w
}

func (w *world) clock() time.Time { return friday.Add(time.Duration(w.passed.Load())) }

func (w *world) passes(time time.Duration) { w.passed.Add(int64(time)) }

// show puts a new strip over the desk into a new window.
func (w *world) show() {
	uitest.App(w.t)
	w.runner, w.ticker = &uitest.Queue{Context: w.t.Context()}, &uitest.Clock{}
	w.strip = callstrip.New(callstrip.Options{
		Desk: w.desk, Runner: w.runner, Ticker: w.ticker, Log: slog.New(slog.DiscardHandler),
		Clock: phrase.NewClock(w.desk.About.TimeZone, w.clock), Current: w.desk.Calls.Current,
		Changed: func() { w.strip.FocusNote() }, Tick: func() {},
		Reasons: w.desk.Profile.Reasons, Customs: w.desk.Customs,
		Room: func() float32 { return w.room },
	})
	w.focus = parts.NewEntry("elsewhere")
	w.Window = uitest.Open(w.t, parts.Frame(nil, w.focus, w.strip.Content()), 1160, 400)
	w.After = w.runner.All
}

func (w *world) note() string { return w.desk.Calls.Current().Draft().Note }

// adds has another part of the desk write into the note.
func (w *world) adds(source, line string) {
	w.strip.AddToNote(source, line)
	w.runner.All()
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}
