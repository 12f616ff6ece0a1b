package outbox_test

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"portaldesk/app"
	"portaldesk/app/profile"
	"portaldesk/app/secret"
	"portaldesk/client"
	"portaldesk/client/adminapi"
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
	log := slog.New(slog.DiscardHandler)
	portal, err := demoportal.Start(t.Context(), demoportal.Options{Accounts: 20, Logger: log})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = portal.Close() })
	w := &world{t: t, portal: portal, desk: signIn(t, portal, log)}
	test.NewTempApp(t).Settings().SetTheme(theme.Desk{Mode: theme.Light})
	w.window = test.NewTempWindow(t, nil)
	w.screen = outbox.New(outbox.Options{Box: w.desk.Outbox, Canvas: w.window.Canvas(), Log: log,
		Runner: parts.Inline{Context: t.Context()}, Clock: phrase.NewClock("UTC", time.Now)})
	w.window.SetContent(w.screen.Content())
	w.window.Resize(fyne.NewSize(1100, 700))
	return w
}

func signIn(t *testing.T, portal *demoportal.Server, log *slog.Logger) *app.Desk {
	t.Helper()
	dir := t.TempDir()
	caFile := filepath.Join(dir, "ca.pem")
	if err := os.WriteFile(caFile, portal.CAPEM(), 0o600); err != nil {
		t.Fatal(err)
	}
	profiles, err := profile.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	workplace := &app.Workplace{Profiles: profiles, Ring: secret.InMemory(), Log: log, Now: time.Now,
		Dial: func(p profile.Profile, keeper client.TokenKeeper) (client.Portal, error) {
			return adminapi.New(adminapi.Config{BaseURL: p.URL, CAFile: p.CAFile, Logger: log}, keeper)
		}}
	agent := portal.Agents()[0]
	desk, err := workplace.SignIn(t.Context(), profile.Profile{ID: profile.NewID(), Name: "Demo", Kind: profile.KindAdminAPI,
		URL: portal.URL(), CAFile: caFile}, client.Credentials{Login: agent.Login, Password: agent.Password})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = desk.Close() })
	return desk
}

// closes a call with the given outcome and note, about an account when there is one.
func (w *world) closes(outcome client.CallOutcome, note string, accounts ...client.AccountID) {
	w.t.Helper()
	call, err := w.desk.StartCall("en")
	if err != nil {
		w.t.Fatal(err)
	}
	call.SetReason(client.Reason{Stage: "sign-in", Cause: "locked"})
	call.SetOutcome(outcome)
	call.SetNote(note)
	for _, account := range accounts {
		call.SetAccount(account)
	}
	if _, err := w.desk.CloseCall(); err != nil {
		w.t.Fatal(err)
	}
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
