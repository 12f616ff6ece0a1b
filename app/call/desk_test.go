package call_test

import (
	"path/filepath"
	"testing"
	"time"

	"portaldesk/app/call"
	"portaldesk/app/outbox"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
	"portaldesk/client"
)

// desk is the calls and the outbox of one agent over a real store.
type desk struct {
	store *store.Store
	box   *outbox.Outbox
	calls *call.Calls
}

// openStore opens the store that a folder keeps, with a key that a killed desk finds again.
func openStore(dir string) (*store.Store, error) {
	return store.Open(filepath.Join(dir, "desk.db"), secrettest.File(filepath.Join(dir, "ring.json")))
}

// newStore is a store for one test.
func newStore(t *testing.T) *store.Store {
	t.Helper()
	s, err := openStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// sit opens the desk of an agent over a store.
func sit(s *store.Store, agent string, options call.Options) (*desk, error) {
	box, err := outbox.New(s, nil, outbox.Options{AgentID: agent, Now: options.Now})
	if err != nil {
		return nil, err
	}
	options.AgentID = agent
	calls, err := call.Open(s, box, options)
	return &desk{store: s, box: box, calls: calls}, err
}

func mustSit(t *testing.T, s *store.Store, agent string, options call.Options) *desk {
	t.Helper()
	d, err := sit(s, agent, options)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func mustStart(t *testing.T, d *desk) *call.Call {
	t.Helper()
	c, err := d.calls.Start("en")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// complete fills in what closing asks for.
func complete(c *call.Call) {
	c.SetReason(client.Reason{Stage: "sign-in", Cause: "locked"})
	c.SetOutcome(client.OutcomeResolved)
}

// queued is the outbox of the desk's agent.
func queued(t *testing.T, d *desk) []outbox.Entry {
	t.Helper()
	entries, err := d.box.List()
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// saved is the draft as it is on disk, nil when there is none.
func saved(t *testing.T, d *desk, agent string) *call.Draft {
	t.Helper()
	again := mustSit(t, d.store, agent, call.Options{})
	if again.calls.Current() == nil {
		return nil
	}
	draft := again.calls.Current().Draft()
	return &draft
}

// clock is a wall clock that the test sets.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func (c *clock) move(d time.Duration) { c.at = c.at.Add(d) }

func newClock() *clock { return &clock{time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)} }
