package background_test

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/background"
	"portaldesk/app/secret/secrettest"
	"portaldesk/client"
	"portaldesk/client/demoportal"
)

const note = "She can sign in again."

func clinic(t *testing.T) *apptest.Clinic {
	t.Helper()
	return apptest.New(t, secrettest.File(filepath.Join(t.TempDir(), "ring.json")), demoportal.Options{Accounts: 10})
}

// leaveNote writes a note at a desk whose work in the background never began, and closes the desk.
func leaveNote(t *testing.T, c *apptest.Clinic, desk *app.Desk) client.CallID {
	t.Helper()
	apptest.StartCall(t, desk)
	id := apptest.CloseCall(t, desk, client.OutcomeResolved, note)
	if err := desk.Close(); err != nil {
		t.Fatal(err)
	}
	return id
}

// diary is a log that tests read.
type diary struct {
	mu   sync.Mutex
	text strings.Builder
}

func (d *diary) Write(p []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.text.Write(p)
}

func (d *diary) String() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.text.String()
}

// begin has the installation delivered until the answered function is called.
func begin(t *testing.T, c *apptest.Clinic, log *diary) (end func()) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	d := deliverer(c, log)
	go func() { ended <- d.Run(ctx) }()
	end = sync.OnceFunc(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(end)
	return end
}

func deliverer(c *apptest.Clinic, log *diary) *background.Deliverer {
	return background.NewDeliverer(background.Options{Dir: c.Dir, Beat: 10 * time.Millisecond,
		Open: func() (*app.Workplace, error) { return c.Workplace, nil }, Log: slog.New(slog.NewTextHandler(log, nil))})
}

// until waits for something that must come to be.
func until(t *testing.T, what string, so func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !so(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("never: %s", what)
		}
	}
}

func record(t *testing.T, c *apptest.Clinic) background.Record {
	t.Helper()
	book, err := background.ReadBook(c.Dir)
	if err != nil {
		t.Fatal(err)
	}
	return book[c.Profile.ID]
}

func has(t *testing.T, c *apptest.Clinic, id client.CallID) bool {
	t.Helper()
	page, err := c.Beside(t, client.RoleSenior).Calls(t.Context(), client.CallQuery{})
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(page.Items, func(call client.Call) bool { return call.ID == id })
}

func TestEachNoteLeavesOnceItsWindowIsClosed(t *testing.T) {
	c, log := clinic(t), &diary{}
	first := leaveNote(t, c, c.SignIn(t, client.RoleSenior))
	begin(t, c, log)
	until(t, "the first note has left", func() bool { return !record(t, c).DeliveredAt.IsZero() })
	before := record(t, c).DeliveredAt
	second := leaveNote(t, c, c.Resume(t))
	until(t, "the second note has left", func() bool { return record(t, c).DeliveredAt.After(before) })
	for _, id := range []client.CallID{first, second} {
		if !has(t, c, id) {
			t.Error("a note is not at the portal")
		}
	}
	if now := record(t, c); now.Waiting != 0 || now.Problem != (background.Problem{}) {
		t.Errorf("the book says %+v", now)
	}
	if strings.Contains(log.String(), note) || strings.Contains(log.String(), string(first)) {
		t.Error("the log tells of a call")
	}
}

func TestWhatKeepsNotesIsWrittenDownAndPasses(t *testing.T) {
	c := clinic(t)
	id := leaveNote(t, c, c.SignIn(t, client.RoleSenior))
	if err := c.Portal.Stop(); err != nil {
		t.Fatal(err)
	}
	end := begin(t, c, &diary{})
	until(t, "the outage is known", func() bool { return record(t, c).Problem.Kind == client.Offline })
	if now := record(t, c); now.Waiting != 1 || now.OldestAt.IsZero() || client.KindOf(now.Problem.Err()) != client.Offline {
		t.Errorf("the book says %+v", now)
	}
	end()
	if err := c.Portal.Restart(); err != nil {
		t.Fatal(err)
	}
	begin(t, c, &diary{}) // a new run tries at once
	until(t, "the note has left", func() bool { return has(t, c, id) && record(t, c).Problem == (background.Problem{}) })
}

func TestASessionThatIsOverWaitsForTheAgent(t *testing.T) {
	c, log := clinic(t), &diary{}
	desk := c.SignIn(t, client.RoleSenior)
	apptest.StartCall(t, desk)
	id := apptest.CloseCall(t, desk, client.OutcomeResolved, note)
	if err := desk.SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
	begin(t, c, log)
	until(t, "it is known that nobody is signed in", func() bool { return record(t, c).Problem.Kind == client.Unauthenticated })
	if now := record(t, c); now.OfOthers != 1 {
		t.Errorf("the book says %+v", now)
	}
	if err := c.SignIn(t, client.RoleSenior).Close(); err != nil { // its work in the background never began
		t.Fatal(err)
	}
	until(t, "the note has left", func() bool { return has(t, c, id) })
	if strings.Count(log.String(), "notes cannot leave") != 1 {
		t.Errorf("the log repeats itself: %s", log)
	}
}

func TestOnlyOneDeliveryRuns(t *testing.T) {
	c := clinic(t)
	if background.Running(c.Dir) {
		t.Error("one runs before any began")
	}
	end := begin(t, c, &diary{})
	until(t, "it runs", func() bool { return background.Running(c.Dir) })
	if err := deliverer(c, &diary{}).Run(t.Context()); !errors.Is(err, background.ErrRunning) {
		t.Errorf("the second answered %v", err)
	}
	end()
	if background.Running(c.Dir) {
		t.Error("one runs after it ended")
	}
}
