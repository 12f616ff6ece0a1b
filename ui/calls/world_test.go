package calls_test

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/call"
	"portaldesk/app/secret"
	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/ui/calls"
	"portaldesk/ui/phrase"
	"portaldesk/ui/uitest"
)

// now is when everything happens.
var now = time.Date(2026, time.November, 20, 15, 0, 0, 0, time.UTC)

// world is an agent signed in at a demo portal over HTTPS, and the call log in a window.
type world struct {
	t      *testing.T
	clinic *apptest.Clinic
	portal *demoportal.Server
	desk   *app.Desk
	beside client.Portal // as another desk reaches it
	runner *uitest.Queue
	*uitest.Window
	screen *calls.Screen
	opened []client.AccountID
	folder string
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, folder: t.TempDir()}
	w.clinic = apptest.New(t, secret.InMemory(), demoportal.Options{Accounts: 20, Now: func() time.Time { return now }})
	w.portal = w.clinic.Portal
	w.desk = w.clinic.SignIn(t, client.RoleSenior)
	w.beside = w.clinic.Beside(t, client.RoleAgent)
	w.open(w.desk, everything, 1180, 720)
	return w
}

// open puts the screen into a window.
func (w *world) open(log calls.Log, access calls.Access, width, height float32) {
	w.t.Helper()
	uitest.App(w.t)
	w.runner = &uitest.Queue{Context: w.t.Context()}
	w.Window = uitest.Open(w.t, nil, width, height)
	w.screen = calls.New(calls.Options{Calls: log, Box: w.desk.Outbox, Access: access, Agent: w.desk.Session.Agent,
		Desk: calls.Desk{Open: func(id client.AccountID) { w.opened = append(w.opened, id) }, Folder: w.folder,
			PickFolder: func(picked func(string)) { picked(w.folder) }},
		Canvas: w.Canvas(), Runner: w.runner, Log: slog.New(slog.DiscardHandler), Reasons: call.Reasons{},
		Clock: phrase.NewClock("UTC", func() time.Time { return now })})
	w.SetContent(w.screen.Content())
	w.Resize(fyne.NewSize(width, height))
	w.After = w.runner.All // as the goroutines of a real window would
}

// enters goes to the screen and waits for everything that is read.
func (w *world) enters() {
	w.t.Helper()
	w.screen.Enter()
	w.runner.All()
}

// keeps hands calls to the portal from another desk, so long before now each.
func (w *world) keeps(made ...client.Call) {
	w.t.Helper()
	receipts, err := w.beside.CreateCalls(w.t.Context(), made)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, receipt := range receipts {
		if receipt.Status != client.CallCreated {
			w.t.Fatalf("the portal did not take a call: %+v", receipt)
		}
	}
}

// pastCall is a closed call of another agent, so long ago.
func pastCall(ago time.Duration, note string) client.Call {
	opened := now.Add(-ago)
	return client.Call{ID: client.CallID(uuid.NewString()), AgentID: "agent-jdoe", OpenedAt: opened, ClosedAt: opened.Add(5 * time.Minute),
		Caller:      client.Caller{Relation: client.RelationPatient, Level: client.Identified},
		TalkSeconds: 192, HoldSeconds: 40, WrapSeconds: 60, Reason: client.Reason{Stage: "sign-in", Cause: "locked"},
		Outcome: client.OutcomeResolved, Note: note, Language: "en", Done: []client.Deed{{At: opened, What: "unlock", Result: "done"}}}
}

// many are calls of different times and notes.
func many(count int) []client.Call {
	made := make([]client.Call, count)
	for i := range made {
		made[i] = pastCall(time.Duration(i+1)*time.Hour, fmt.Sprintf("note number %03d.", i))
	}
	return made
}

func (w *world) offline(offline bool) {
	w.t.Helper()
	if err := w.portal.Faults().Offline(offline); err != nil {
		w.t.Fatal(err)
	}
	w.screen.SetOffline(offline)
	w.runner.All()
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// command invokes one and does what it sets going in the background.
func (w *world) command(name string) {
	w.t.Helper()
	for _, command := range w.screen.Commands() {
		if command.Name == name {
			command.Invoke()
			w.runner.All()
			return
		}
	}
	w.t.Fatalf("there is no command %q", name)
}

// answers is a call log that answers as the test says.
type answers struct {
	calls.Log
	past  func(ctx context.Context, q client.CallQuery) (client.Page[client.Call], error)
	amend func(of client.Call, note string) error
}

func (a answers) AmendCall(of client.Call, note string) error {
	if a.amend == nil {
		return a.Log.AmendCall(of, note)
	}
	return a.amend(of, note)
}

func (a answers) PastCalls(ctx context.Context, q client.CallQuery) (client.Page[client.Call], error) {
	if a.past == nil {
		return a.Log.PastCalls(ctx, q)
	}
	return a.past(ctx, q)
}

// everything may be read.
var everything = calls.Access{Offer: client.Offer{Offered: true}, Permitted: true, Keeps: true}
