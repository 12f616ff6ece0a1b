package callbacks_test

import (
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/app/callback"
	"portaldesk/app/hours"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
	"portaldesk/client"
	"portaldesk/ui/callbacks"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/uitest"
)

// friday is a Friday, 10:00 in New York.
var friday = time.Date(2026, time.November, 20, 15, 0, 0, 0, time.UTC)

// world is the screen in a window, over callbacks in a real store.
type world struct {
	t      *testing.T
	now    time.Time
	store  *store.Store
	book   *callback.Callbacks
	runner *uitest.Queue
	screen *callbacks.Screen
	called []string
	*uitest.Window
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, now: friday, runner: &uitest.Queue{Context: t.Context()}}
	dir := t.TempDir()
	s, err := store.Open(filepath.Join(dir, "desk.db"), secrettest.File(filepath.Join(dir, "ring.json")))
	w.must(err)
	t.Cleanup(func() { _ = s.Close() })
	w.store = s
	w.book, err = callback.Open(s, callback.Options{AgentID: "agent-1", AgentName: "M. Ortiz", Now: w.clock})
	w.must(err)
	uitest.App(t)
	w.Window = uitest.Open(t, parts.NewText("", parts.Plain), 1000, 600)
	w.After = w.runner.All
	w.screen = callbacks.New(callbacks.Options{Book: w.book, Canvas: w.Canvas(), Runner: w.runner, Log: slog.New(slog.DiscardHandler),
		Clock: w.phrase(), Hours: w.hours(),
		Call: func(p callback.Callback) { w.called = append(w.called, p.ID) }})
	w.SetContent(w.screen.Content())
	return w
}

// hours are those of a desk in New York, from Monday to Friday.
func (w *world) hours() *hours.Schedule {
	var week []client.DeskHours
	for day := time.Monday; day <= time.Friday; day++ {
		week = append(week, client.DeskHours{Weekday: day, Opens: "08:00", Closes: "17:00"})
	}
	schedule, err := hours.New(client.About{TimeZone: "America/New_York", DeskHours: week}, hours.Rules{})
	w.must(err)
	return schedule
}

func (w *world) clock() time.Time { return w.now }

func (w *world) phrase() phrase.Clock { return phrase.NewClock("UTC", w.clock) }

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// promise keeps one that is due so long from now, of a caller who can be told from the others by where to call.
func (w *world) promise(in time.Duration, masked string) callback.Callback {
	w.t.Helper()
	made, err := w.book.Promise(callback.Promise{Call: client.CallID(uuid.NewString()), Account: "account-1",
		Relation: client.RelationParent, Contact: "phone-1", Masked: masked,
		Reason: client.Reason{Stage: "sign-in", Cause: "locked"}, Due: w.now.Add(in)})
	w.must(err)
	return made
}

// opens opens the first promise on the list, by the keyboard.
func (w *world) opens() {
	w.t.Helper()
	w.screen.Enter()
	w.Press("Return")
}

// kept is a promise as it is now.
func (w *world) kept(p callback.Callback) callback.Callback {
	kept, _ := w.book.Get(p.ID)
	return kept
}
