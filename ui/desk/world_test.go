package desk_test

import (
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/secret/secrettest"
	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/ui/desk"
	"portaldesk/ui/parts"
	"portaldesk/ui/uitest"
)

// now is when everything happens; only tests that say so move it.
var now = time.Date(2026, time.November, 20, 15, 0, 0, 0, time.UTC)

// world is an agent at the desk of a demo portal over HTTPS, and the desk in a window.
type world struct {
	t      *testing.T
	now    time.Time
	clinic *apptest.Clinic
	portal *demoportal.Server
	runner *uitest.Queue
	ticker *uitest.Clock
	desk   *app.Desk
	screen *desk.Screen
	picked string // the folder that the agent chooses
	*uitest.Window
}

// newWorld signs the demo agent of the given role in.
func newWorld(t *testing.T, role client.Role) *world {
	t.Helper()
	w := &world{t: t, now: now}
	ring := secrettest.File(filepath.Join(t.TempDir(), "ring.json")) // a restart finds it again
	w.clinic = apptest.New(t, ring, demoportal.Options{Accounts: 200, Seed: 1, Now: w.clock})
	w.portal = w.clinic.Portal
	w.desk = w.clinic.SignIn(t, role)
	w.show()
	return w
}

func (w *world) clock() time.Time { return w.now }

// show puts a new screen over the desk into a new window.
func (w *world) show() {
	uitest.App(w.t)
	w.runner, w.ticker = &uitest.Queue{Context: w.t.Context()}, &uitest.Clock{}
	w.screen = desk.New(desk.Deps{Desk: w.desk, Runner: w.runner, Ticker: w.ticker,
		Log: slog.New(slog.DiscardHandler), Now: w.clock, Card: w.card,
		PickFolder: func(picked func(string)) { picked(w.picked) }})
	w.Window = uitest.Open(w.t, parts.Frame(nil, w.screen.Content(), w.screen.Strip()), 1160, 740)
	w.After = w.runner.All // as the goroutines of a real window would
	w.Canvas().SetOnTypedKey(w.handedOn)
	w.runner.All()
	w.screen.FocusLookUp()
}

// handedOn is what the window does with keys that nothing had a use for.
func (w *world) handedOn(event *fyne.KeyEvent) {
	for _, command := range w.screen.Commands() {
		if keys, ok := command.Shortcut.(fyne.KeyboardShortcut); ok && keys.Mod() == 0 && keys.Key() == event.Name {
			command.Invoke()
		}
	}
}

// command invokes one and does what it sets going in the background.
func (w *world) command(name string) {
	w.t.Helper()
	w.invoke(name)
	w.runner.All()
}

func (w *world) invoke(name string) {
	w.t.Helper()
	for _, command := range w.screen.Commands() {
		if command.Name == name {
			command.Invoke()
			return
		}
	}
	w.t.Fatalf("there is no command %q", name)
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// opens looks an account up and opens it, by the keyboard.
func (w *world) opens(name string) {
	w.t.Helper()
	w.screen.FocusLookUp()
	w.Type(name)
	w.Press(fyne.KeyDown, fyne.KeyReturn)
}

// truth is what a caller who tells the truth says.
func (w *world) truth(id client.AccountID, kind client.IdentifierKind) string {
	return w.portal.Truth(id)[kind]
}

// identifies goes from an opened account to a patient who answered three identifiers.
func (w *world) identifies(id client.AccountID) {
	w.t.Helper()
	w.command("open-call")
	w.Press(fyne.KeyRight, fyne.KeyReturn) // the patient
	for _, kind := range w.desk.About.Verification.Identifiers[:3] {
		w.Type(w.truth(id, kind))
		w.Press(fyne.KeyReturn)
	}
}

// proves goes on to a code that was sent to the first contact.
func (w *world) proves(id client.AccountID) {
	w.t.Helper()
	w.identifies(id)
	w.Press(fyne.KeyReturn) // send a code
	code := w.portal.Phone().Messages()[0].Code
	w.Type(code)
	w.MustNotSay(code)
	w.Press(fyne.KeyReturn)
}
