package desk_test

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/secret/secrettest"
	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/ui/desk"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// now is when everything happens; only tests that say so move it.
var now = time.Date(2026, time.November, 20, 15, 0, 0, 0, time.UTC)

// world is an agent at the desk of a demo portal over HTTPS, and the desk in a window.
type world struct {
	t      *testing.T
	now    time.Time
	clinic *apptest.Clinic
	portal *demoportal.Server
	runner *queue
	ticker *clock
	desk   *app.Desk
	screen *desk.Screen
	window fyne.Window
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
	test.NewTempApp(w.t).Settings().SetTheme(theme.Desk{Mode: theme.Light})
	w.runner, w.ticker = &queue{ctx: w.t.Context()}, &clock{}
	w.screen = desk.New(desk.Deps{Desk: w.desk, Runner: w.runner, Ticker: w.ticker,
		Log: slog.New(slog.DiscardHandler), Now: w.clock})
	w.window = test.NewTempWindow(w.t, parts.Frame(nil, w.screen.Content(), w.screen.Strip()))
	w.window.Resize(fyne.NewSize(1160, 740))
	w.window.Canvas().SetOnTypedKey(w.handedOn)
	w.settle()
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

// settle runs all work that was ordered, as the goroutines of a real window would.
func (w *world) settle() {
	for w.runner.step() {
	}
}

func (w *world) command(name string) {
	w.t.Helper()
	for _, command := range w.screen.Commands() {
		if command.Name == name {
			command.Invoke()
			w.settle()
			return
		}
	}
	w.t.Fatalf("there is no command %q", name)
}

func (w *world) press(keys ...fyne.KeyName) {
	w.t.Helper()
	for _, key := range keys {
		focused := w.window.Canvas().Focused()
		if focused == nil {
			w.t.Fatalf("nothing has the focus to press %s in", key)
		}
		if key == fyne.KeyTab {
			w.window.Canvas().FocusNext()
		} else {
			focused.TypedKey(&fyne.KeyEvent{Name: key})
		}
		w.settle()
	}
}

// types types into whatever has the focus.
func (w *world) types(text string) {
	w.t.Helper()
	test.Type(w.window.Canvas().Focused(), text)
	w.settle()
}

// words is every text in the window, dialogs included.
func (w *world) words() string {
	var words []string
	for line := range strings.Lines(test.RenderToMarkup(w.window.Canvas())) {
		if at := strings.Index(line, "<text"); at >= 0 {
			_, text, _ := strings.Cut(line[at:], ">")
			text, _, _ = strings.Cut(text, "</text>")
			words = append(words, strings.Fields(text)...)
		}
	}
	return strings.NewReplacer("&#39;", "'", "&amp;", "&", "&#34;", `"`).Replace(strings.Join(words, " "))
}

func (w *world) mustSee(texts ...string) {
	w.t.Helper()
	seen := w.words()
	for _, text := range texts {
		if !strings.Contains(seen, text) {
			w.t.Errorf("%q is not in the window: %s", text, seen)
		}
	}
}

func (w *world) mustNotSee(texts ...string) {
	w.t.Helper()
	seen := w.words()
	for _, text := range texts {
		if strings.Contains(seen, text) {
			w.t.Errorf("%q is in the window: %s", text, seen)
		}
	}
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
	w.types(name)
	w.press(fyne.KeyDown, fyne.KeyReturn)
}

// truth is what a caller who tells the truth says.
func (w *world) truth(id client.AccountID, kind client.IdentifierKind) string {
	return w.portal.Truth(id)[kind]
}

// identifies goes from an opened account to a patient who answered three identifiers.
func (w *world) identifies(id client.AccountID) {
	w.t.Helper()
	w.command("open-call")
	w.press(fyne.KeyRight, fyne.KeyReturn) // the patient
	for _, kind := range w.desk.About.Verification.Identifiers[:3] {
		w.types(w.truth(id, kind))
		w.press(fyne.KeyReturn)
	}
}

// proves goes on to a code that was sent to the first contact.
func (w *world) proves(id client.AccountID) {
	w.t.Helper()
	w.identifies(id)
	w.press(fyne.KeyReturn) // send a code
	w.types(w.portal.Phone().Messages()[0].Code)
	w.press(fyne.KeyReturn)
}

// queue is a Runner whose work runs when the test says so.
type queue struct {
	ctx     context.Context
	ordered []func()
}

func (q *queue) Go(work func(context.Context), then func()) {
	q.ordered = append(q.ordered, func() {
		work(q.ctx)
		if then != nil {
			then()
		}
	})
}

// step runs the oldest work, and says whether there was any.
func (q *queue) step() bool {
	if len(q.ordered) == 0 {
		return false
	}
	oldest := q.ordered[0]
	q.ordered = q.ordered[1:]
	oldest()
	return true
}

// clock is a Ticker that ticks when the test says so.
type clock struct{ ticks []func() }

func (c *clock) Every(_ time.Duration, do func()) (stop func()) {
	c.ticks = append(c.ticks, do)
	return func() { c.ticks = nil }
}

func (c *clock) tick() {
	for _, do := range c.ticks {
		do()
	}
}
