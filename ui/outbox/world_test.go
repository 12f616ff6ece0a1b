package outbox_test

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/secret"
	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/ui/outbox"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// world is an agent signed in at a demo portal over HTTPS, and her outbox in a window. Nothing is delivered but on order.
type world struct {
	t      *testing.T
	portal *demoportal.Server
	desk   *app.Desk
	window fyne.Window
	screen *outbox.Screen
}

func newWorld(t *testing.T) *world {
	t.Helper()
	clinic := apptest.New(t, secret.InMemory(), demoportal.Options{Accounts: 20})
	w := &world{t: t, portal: clinic.Portal, desk: clinic.SignIn(t, client.RoleSenior)}
	test.NewTempApp(t).Settings().SetTheme(theme.Desk{Mode: theme.Light})
	w.window = test.NewTempWindow(t, nil)
	w.screen = outbox.New(outbox.Options{Box: w.desk.Outbox, Canvas: w.window.Canvas(), Log: slog.New(slog.DiscardHandler),
		Runner: parts.Inline{Context: t.Context()}, Clock: phrase.NewClock("UTC", time.Now)})
	w.window.SetContent(w.screen.Content())
	w.window.Resize(fyne.NewSize(1100, 700))
	return w
}

// closes a call with the given outcome and note, about an account when there is one.
func (w *world) closes(outcome client.CallOutcome, note string, accounts ...client.AccountID) {
	w.t.Helper()
	call := apptest.StartCall(w.t, w.desk)
	for _, account := range accounts {
		call.SetAccount(account)
	}
	apptest.CloseCall(w.t, w.desk, outcome, note)
}

func (w *world) offline(offline bool) {
	w.t.Helper()
	if err := w.portal.Faults().Offline(offline); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) press(keys ...fyne.KeyName) {
	w.t.Helper()
	for _, key := range keys {
		focused := w.window.Canvas().Focused()
		if focused == nil {
			w.t.Fatalf("nothing has the focus to press %s in", key)
		}
		focused.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

// sees is every word in the window, dialogs included.
func (w *world) sees() string {
	markup := test.RenderToMarkup(w.window.Canvas())
	var words strings.Builder
	for _, line := range strings.Split(markup, "\n") {
		if i := strings.Index(line, "<text"); i >= 0 {
			line = line[i:]
			words.WriteString(strings.TrimSuffix(line[strings.Index(line, ">")+1:], "</text>") + " ")
		}
	}
	return strings.Join(strings.Fields(words.String()), " ")
}

func (w *world) mustSee(texts ...string) {
	w.t.Helper()
	seen := w.sees()
	for _, text := range texts {
		if !strings.Contains(seen, text) {
			w.t.Errorf("%q is not in the window: %s", text, seen)
		}
	}
}
