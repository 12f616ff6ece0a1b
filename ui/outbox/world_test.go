package outbox_test

import (
	"log/slog"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/call"
	"portaldesk/app/secret"
	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/ui/outbox"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/uitest"
)

// world is an agent signed in at a demo portal over HTTPS, and her outbox in a window. Nothing is delivered but on order.
type world struct {
	t      *testing.T
	portal *demoportal.Server
	desk   *app.Desk
	*uitest.Window
	screen *outbox.Screen
}

func newWorld(t *testing.T) *world {
	t.Helper()
	clinic := apptest.New(t, secret.InMemory(), demoportal.Options{Accounts: 20})
	w := &world{t: t, portal: clinic.Portal, desk: clinic.SignIn(t, client.RoleSenior)}
	uitest.App(t)
	w.Window = uitest.Open(t, nil, 1100, 700)
	w.open(call.Reasons{})
	return w
}

// open puts the screen of a portal with the given wrap-up codes into the window.
func (w *world) open(reasons call.Reasons) {
	w.t.Helper()
	w.screen = outbox.New(outbox.Options{Box: w.desk.Outbox, Canvas: w.Canvas(), Log: slog.New(slog.DiscardHandler),
		Runner: parts.Inline{Context: w.t.Context()}, Clock: phrase.NewClock("UTC", time.Now), Reasons: reasons})
	w.SetContent(w.screen.Content())
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
