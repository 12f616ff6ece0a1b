package outbox_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"portaldesk/app/secret"
	"portaldesk/app/store"
)

// place is the folder in which a desk keeps its store, over several runs.
type place struct{ dir string }

func newPlace(t testing.TB) place { return place{t.TempDir()} }

func (p place) path() string { return filepath.Join(p.dir, "desk.db") }

func (p place) openStore() (*store.Store, error) {
	return store.Open(p.path(), fileRing{filepath.Join(p.dir, "ring.json")})
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

// fileRing is a keyring that outlives the process, so that a killed desk can be opened again.
type fileRing struct{ path string }

func (r fileRing) items() (map[string]string, error) {
	items := map[string]string{}
	text, err := os.ReadFile(r.path)
	if errors.Is(err, fs.ErrNotExist) {
		return items, nil
	}
	return items, errors.Join(err, json.Unmarshal(text, &items))
}

func (r fileRing) Get(item string) (string, error) {
	items, err := r.items()
	value, found := items[item]
	if err == nil && !found {
		err = secret.ErrNotFound
	}
	return value, err
}

func (r fileRing) Set(item, value string) error {
	items, err := r.items()
	items[item] = value
	text, _ := json.Marshal(items)
	return errors.Join(err, os.WriteFile(r.path, text, 0o600))
}

func (r fileRing) Delete(string) error { return nil }

func (r fileRing) Durable() bool { return true }
