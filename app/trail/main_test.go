package trail_test

import (
	"path/filepath"
	"sync/atomic"
	"testing"

	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
	"portaldesk/app/trail"
	"portaldesk/client"
)

func TestMain(m *testing.M) { secrettest.Main(m) }

// desk is a store with a trail and a real keyring.
type desk struct {
	path  string
	ring  *switchable
	store *store.Store
	trail *trail.Trail
}

// switchable is a real ring that can be taken away.
type switchable struct {
	secret.Ring
	gone atomic.Bool
	// on, when not nil, is called before each call to the ring.
	on func(call string)
}

func (s *switchable) called(call string) error {
	if s.on != nil {
		s.on(call)
	}
	if s.gone.Load() {
		return secret.ErrUnavailable
	}
	return nil
}

func (s *switchable) Get(item string) (string, error) {
	if err := s.called("get"); err != nil {
		return "", err
	}
	return s.Ring.Get(item)
}

func (s *switchable) Set(item, value string) error {
	if err := s.called("set"); err != nil {
		return err
	}
	return s.Ring.Set(item, value)
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	d := &desk{path: filepath.Join(t.TempDir(), "store.db"), ring: &switchable{Ring: secrettest.Ring(t)}}
	d.start(t)
	t.Cleanup(func() { d.close() })
	return d
}

func (d *desk) start(t testing.TB) {
	t.Helper()
	var err error
	d.store, err = store.Open(d.path, d.ring)
	must(t, err)
	d.trail, err = trail.Open(d.store, d.ring, trail.Identity{Desk: "desk-1"})
	must(t, err)
}

func (d *desk) close() error {
	d.trail.Close()
	return d.store.Close()
}

func (d *desk) restart(t testing.TB) {
	t.Helper()
	must(t, d.close())
	d.start(t)
}

// write appends count entries and answers the last.
func (d *desk) write(t testing.TB, count int) (e client.AuditEvent) {
	t.Helper()
	for range count {
		var err error
		e, err = d.trail.Append(client.AuditEvent{AgentID: "agent-1", Action: "unlock", Outcome: client.AuditDone})
		must(t, err)
	}
	return e
}

// edit changes the records behind the trail's back, with the right key.
func (d *desk) edit(t testing.TB, change func(tx *store.Tx) error) {
	t.Helper()
	must(t, d.store.Update(change))
}

func (d *desk) anchorItem() string { return "trail." + d.store.ID() }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
