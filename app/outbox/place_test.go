package outbox_test

import (
	"path/filepath"
	"testing"

	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
)

// place is the folder in which a desk keeps its store, over several runs.
type place struct{ dir string }

func newPlace(t testing.TB) place { return place{t.TempDir()} }

func (p place) path() string { return filepath.Join(p.dir, "desk.db") }

func (p place) openStore() (*store.Store, error) {
	return store.Open(p.path(), secrettest.File(filepath.Join(p.dir, "ring.json")))
}

func (p place) open(t testing.TB) *store.Store {
	t.Helper()
	s, err := p.openStore()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}
