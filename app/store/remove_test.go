package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
)

func TestRemovedNoCopyOfItOpensAnyMore(t *testing.T) {
	path, r := newPath(t), secrettest.Ring(t)
	s := open(t, path, r)
	put(t, s, "accounts", "a", "one")
	wantError(t, "Remove while open", store.Remove(path, r), store.ErrBusy)
	must(t, s.Close())
	content, err := os.ReadFile(path)
	must(t, err)
	copied := filepath.Join(t.TempDir(), "copy.db")
	must(t, os.WriteFile(copied, content, 0o600))

	must(t, store.Remove(path, r))
	must(t, store.Remove(path, r)) // again is no error
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("the file is still there: %v", err)
	}
	_, err = store.Open(copied, r)
	wantError(t, "Open a copy", err, store.ErrKeyMissing)
}

// unforgetful is a ring that is locked when something is to be forgotten.
type unforgetful struct{ secret.Ring }

func (unforgetful) Delete(string) error { return secret.ErrUnavailable }

func TestFileIsRemovedAlsoWhenItsKeyCannotBe(t *testing.T) {
	path, r := newPath(t), secrettest.Ring(t)
	must(t, open(t, path, r).Close())
	wantError(t, "Remove", store.Remove(path, unforgetful{r}), store.ErrKeyringUnavailable)
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("the file is still there: %v", err)
	}
}

func TestDamagedFileIsRemovedToo(t *testing.T) {
	path, r := newPath(t), secrettest.Ring(t)
	must(t, os.MkdirAll(filepath.Dir(path), 0o700))
	must(t, os.WriteFile(path, []byte("this is no store"), 0o600))
	must(t, store.Remove(path, r))
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("the file is still there: %v", err)
	}
}

func TestDroppedBucketIsEmptyAndTheOthersStay(t *testing.T) {
	path, r := newPath(t), secrettest.Ring(t)
	s := open(t, path, r)
	for i := range 500 {
		put(t, s, "old", number(i), "x")
	}
	put(t, s, "new", "a", "stays")
	undone := errors.New("undone")
	drop := func(then error) error {
		return s.Update(func(tx *store.Tx) error { return errors.Join(tx.Drop("old"), tx.Drop("never there"), then) })
	}
	wantIs(t, drop(undone), undone)
	if count(t, s, "old") != 500 {
		t.Error("dropped although the transaction was not kept")
	}
	must(t, drop(nil))
	must(t, s.Close())
	s = open(t, path, r)
	if n := count(t, s, "old"); n != 0 {
		t.Errorf("%d records are left", n)
	}
	if text, found, err := get(s, "new", "a"); text != "stays" || !found || err != nil {
		t.Errorf("the other bucket: %q, %t, %v", text, found, err)
	}
	put(t, s, "old", "again", "y")
}

func wantIs(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%v, want %v", err, want)
	}
}

func count(t *testing.T, s *store.Store, b store.Bucket) (n int) {
	t.Helper()
	must(t, s.View(func(tx *store.Tx) error {
		n = tx.Count(b)
		return nil
	}))
	return n
}
