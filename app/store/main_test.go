package store_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
)

func TestMain(m *testing.M) {
	if work, found := children[os.Getenv(childMark)]; found {
		work()
		return
	}
	secrettest.Main(m)
}

func newPath(t testing.TB) string { return filepath.Join(t.TempDir(), "desk", "store.db") }

func open(t testing.TB, path string, r secret.Ring) *store.Store {
	t.Helper()
	s, err := store.Open(path, r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func put(t testing.TB, s *store.Store, b store.Bucket, id string, value any) {
	t.Helper()
	if err := s.Update(func(tx *store.Tx) error { return tx.Put(b, id, value) }); err != nil {
		t.Fatal(err)
	}
}

// get answers the error, or what was found, as text.
func get(s *store.Store, b store.Bucket, id string) (text string, found bool, err error) {
	err = s.View(func(tx *store.Tx) (err error) {
		found, err = tx.Get(b, id, &text)
		return err
	})
	return text, found, err
}

func wantError(t testing.TB, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
	if ours, ok := errors.AsType[*store.Error](err); !ok {
		t.Errorf("%s: %T is no *store.Error", what, ours)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func number(i int) string { return fmt.Sprintf("%06d", i) }
