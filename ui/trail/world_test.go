package trail_test

import (
	"fmt"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/pquerna/otp/totp"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
	chain "portaldesk/app/trail"
	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/ui/phrase"
	"portaldesk/ui/trail"
	"portaldesk/ui/uitest"
)

func TestMain(m *testing.M) { secrettest.Main(m) }

// world is somebody signed in at a demo portal over HTTPS, and the trail of that desk in a window.
type world struct {
	t      *testing.T
	clinic *apptest.Clinic
	ring   *switchable
	desk   *app.Desk
	runner *uitest.Queue
	clock  *uitest.Clock
	*uitest.Window
	screen *trail.Screen
	folder string
	opened []client.AccountID
}

// switchable is a real ring that can be locked.
type switchable struct {
	secret.Ring
	locked atomic.Bool
}

func (s *switchable) Get(item string) (string, error) {
	if s.locked.Load() {
		return "", secret.ErrUnavailable
	}
	return s.Ring.Get(item)
}

// newWorld signs somebody of a role in.
func newWorld(t *testing.T, role client.Role) *world {
	t.Helper()
	w := &world{t: t, folder: t.TempDir()}
	w.ring = &switchable{Ring: secrettest.Ring(t)}
	w.clinic = apptest.New(t, w.ring, demoportal.Options{Accounts: 20})
	desk, err := w.clinic.Workplace.SignIn(t.Context(), w.clinic.Profile, w.credentials(role))
	w.must(err)
	t.Cleanup(func() { _ = desk.Close() })
	w.desk = desk
	w.open(1180, 720)
	return w
}

func (w *world) credentials(role client.Role) client.Credentials {
	w.t.Helper()
	for _, agent := range w.clinic.Portal.Agents() {
		if agent.Role != role {
			continue
		}
		credentials := client.Credentials{Login: agent.Login, Password: agent.Password}
		if agent.TOTPSecret != "" {
			code, err := totp.GenerateCode(agent.TOTPSecret, time.Now())
			w.must(err)
			credentials.OneTimeCode = code
		}
		return credentials
	}
	w.t.Fatalf("the portal has no %s", role)
	return client.Credentials{}
}

// open puts the screen into a window.
func (w *world) open(width, height float32) {
	w.t.Helper()
	uitest.App(w.t)
	w.runner, w.clock = &uitest.Queue{Context: w.t.Context()}, &uitest.Clock{}
	w.Window = uitest.Open(w.t, nil, width, height)
	w.screen = trail.New(trail.Options{Desk: w.desk, Agent: w.desk.Session.Agent, Runner: w.runner, Ticker: w.clock,
		Log: slog.New(slog.DiscardHandler), Clock: phrase.NewClock("UTC", time.Now),
		Around: trail.Around{Canvas: w.Canvas(), Folder: w.folder, PickFolder: func(picked func(string)) { picked(w.folder) },
			Open: func(id client.AccountID) { w.opened = append(w.opened, id) }}})
	w.SetContent(w.screen.Content())
	w.Resize(fyne.NewSize(width, height))
	w.After = w.runner.All // as the goroutines of a real window would
}

// enters goes to the screen and waits for what is read.
func (w *world) enters() {
	w.t.Helper()
	w.screen.Enter()
	w.runner.All()
}

// writes appends entries, as other agents at this desk have done.
func (w *world) writes(entries ...client.AuditEvent) {
	w.t.Helper()
	for _, e := range entries {
		_, err := w.desk.Trail.Append(e)
		w.must(err)
	}
}

// unlocks are so many entries of an agent, each about an account of its own.
func unlocks(agent string, count int) []client.AuditEvent {
	entries := make([]client.AuditEvent, count)
	for i := range entries {
		entries[i] = client.AuditEvent{AgentID: agent, Action: "unlock", Outcome: client.AuditDone, Detail: "account.unlock",
			Account: client.AccountID(fmt.Sprintf("acc-%04d", i))}
	}
	return entries
}

// tampers changes what the desk keeps behind its back, with the right key.
func (w *world) tampers(change func(tx *store.Tx) error) {
	w.t.Helper()
	w.behind(func(s *store.Store) { w.must(s.Update(change)) })
}

// fills appends many entries at once.
func (w *world) fills(entries ...client.AuditEvent) {
	w.t.Helper()
	w.behind(func(s *store.Store) {
		written, err := chain.Open(s, w.clinic.Workplace.Ring, chain.Identity{Desk: "desk-1"})
		w.must(err)
		w.must(s.Update(func(tx *store.Tx) error {
			for _, e := range entries {
				if _, err := written.AppendTx(tx, e); err != nil {
					return err
				}
			}
			return nil
		}))
		written.Close()
	})
}

// behind closes the desk, works on its file, and opens it anew.
func (w *world) behind(work func(*store.Store)) {
	w.t.Helper()
	w.must(w.desk.Close())
	s, err := store.Open(w.clinic.Workplace.Profiles.StorePath(w.clinic.Profile.ID), w.clinic.Workplace.Ring)
	w.must(err)
	work(s)
	w.must(s.Close())
	w.desk = w.clinic.Resume(w.t)
	w.open(1180, 720)
}

// chooses picks an option of the chooser that shows the word now.
func (w *world) chooses(now, option string) {
	w.t.Helper()
	w.GoTo("chooser " + now)
	for range 60 {
		if uitest.Stop(w.Focused()) == "chooser "+option {
			return
		}
		w.Press(fyne.KeyDown)
	}
	w.t.Fatalf("%q is not offered, the last is %q", option, uitest.Stop(w.Focused()))
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// entries are all of the trail that the desk answers, newest first.
func (w *world) entries() []client.AuditEvent {
	w.t.Helper()
	all, err := w.desk.Trail.List(10_000, 0)
	w.must(err)
	return all
}
