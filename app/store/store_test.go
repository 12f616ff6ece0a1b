package store_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
)

func TestRecordsAreThereForTheNextRun(t *testing.T) {
	path, r := newPath(t), secrettest.Ring(t)
	s := open(t, path, r)
	put(t, s, "notes", "a", "first")
	put(t, s, "notes", "a", "second")
	put(t, s, "drafts", "a", "other")
	must(t, s.Close())

	s = open(t, path, r)
	if got, _, err := get(s, "notes", "a"); got != "second" {
		t.Errorf("got %q, %v", got, err)
	}
	must(t, s.Update(func(tx *store.Tx) error { return tx.Delete("notes", "a") }))
	if _, found, err := get(s, "notes", "a"); found || err != nil {
		t.Errorf("after Delete: found %t, %v", found, err)
	}
	if got, _, err := get(s, "drafts", "a"); got != "other" {
		t.Errorf("the other bucket: %q, %v", got, err)
	}
}

func TestMissingRecordsAndBucketsAreNoErrors(t *testing.T) {
	s := open(t, newPath(t), secrettest.Ring(t))
	must(t, s.Update(func(tx *store.Tx) error {
		var text string
		found, err := tx.Get("none", "a", &text)
		_, _, last := tx.Last("none")
		if found || last || tx.Count("none") != 0 {
			t.Error("found something")
		}
		visit := func(string, func(any) error) error { t.Error("visited"); return nil }
		return errors.Join(err, tx.Delete("none", "a"), tx.Each("none", visit))
	}))
}

func TestUpdateIsAllOrNothing(t *testing.T) {
	s := open(t, newPath(t), secrettest.Ring(t))
	put(t, s, "notes", "a", "kept")
	refused, committed := errors.New("refused"), false
	err := s.Update(func(tx *store.Tx) error {
		tx.AfterCommit(func() { committed = true })
		return errors.Join(tx.Put("notes", "a", "changed"), tx.Put("notes", "b", "new"), refused)
	})
	if !errors.Is(err, refused) || committed {
		t.Errorf("Update: %v, after commit called: %t", err, committed)
	}
	if got, _, _ := get(s, "notes", "a"); got != "kept" {
		t.Errorf("a is %q", got)
	}
	if _, found, _ := get(s, "notes", "b"); found {
		t.Error("b was kept")
	}
}

func TestPanicOfTheCallerGoesOnAndKeepsNothing(t *testing.T) {
	s := open(t, newPath(t), secrettest.Ring(t))
	func() {
		defer func() {
			if recover() != "defect" {
				t.Error("the panic was swallowed")
			}
		}()
		s.Update(func(tx *store.Tx) error {
			must(t, tx.Put("notes", "a", "half"))
			panic("defect")
		})
	}()
	if _, found, err := get(s, "notes", "a"); found || err != nil {
		t.Errorf("found %t, %v", found, err)
	}
	put(t, s, "notes", "a", "whole")
}

func TestAfterCommitMayUseTheStore(t *testing.T) {
	s := open(t, newPath(t), secrettest.Ring(t))
	var seen string
	must(t, s.Update(func(tx *store.Tx) error {
		tx.AfterCommit(func() { seen, _, _ = get(s, "notes", "a") })
		return tx.Put("notes", "a", "there")
	}))
	if seen != "there" {
		t.Errorf("saw %q", seen)
	}
}

func TestWalksAreInOrderAndStandChanges(t *testing.T) {
	s := open(t, newPath(t), secrettest.Ring(t))
	const count = 500
	must(t, s.Update(func(tx *store.Tx) error {
		for i := range count {
			must(t, tx.Put("notes", number(i), i))
		}
		return nil
	}))
	var up, from, back []string
	must(t, s.Update(func(tx *store.Tx) error {
		collect := func(into *[]string, limit int) store.Visit {
			return func(id string, decode func(any) error) error {
				if len(*into) == limit {
					return store.ErrStop
				}
				var i int
				if err := decode(&i); err != nil || number(i) != id {
					t.Errorf("%s holds %d, %v", id, i, err)
				}
				*into = append(*into, id)
				return nil
			}
		}
		must(t, tx.From("notes", number(42)+"x", collect(&from, 2)))
		must(t, tx.Back("notes", number(42), collect(&back, 2)))
		return tx.Each("notes", func(id string, _ func(any) error) error {
			up = append(up, id)
			return tx.Delete("notes", id)
		})
	}))
	if len(up) != count || !slices.IsSorted(up) {
		t.Errorf("Each visited %d records, sorted: %t", len(up), slices.IsSorted(up))
	}
	if !slices.Equal(from, []string{number(43), number(44)}) || !slices.Equal(back, []string{number(41), number(40)}) {
		t.Errorf("From %v, Back %v", from, back)
	}
	must(t, s.View(func(tx *store.Tx) error {
		if n := tx.Count("notes"); n != 0 {
			t.Errorf("%d records are left", n)
		}
		return nil
	}))
}

func TestLastAndCount(t *testing.T) {
	s := open(t, newPath(t), secrettest.Ring(t))
	put(t, s, "notes", "b", "greatest")
	put(t, s, "notes", "a", "least")
	must(t, s.View(func(tx *store.Tx) error {
		var text string
		id, decode, found := tx.Last("notes")
		if !found || id != "b" || decode(&text) != nil || text != "greatest" || tx.Count("notes") != 2 {
			t.Errorf("Last = %q %q, Count = %d", id, text, tx.Count("notes"))
		}
		return nil
	}))
}

func TestFileHoldsNoPlainText(t *testing.T) {
	path := newPath(t)
	s := open(t, path, secrettest.Ring(t))
	put(t, s, "notes", "a", "a very private note")
	must(t, s.Close())
	content, err := os.ReadFile(path)
	must(t, err)
	if bytes.Contains(content, []byte("private")) {
		t.Error("the note is readable in the file")
	}
	if runtime.GOOS == "windows" {
		return // permissions are access lists there
	}
	file, err := os.Stat(path)
	must(t, err)
	dir, err := os.Stat(filepath.Dir(path))
	must(t, err)
	if file.Mode().Perm() != 0o600 || dir.Mode().Perm() != 0o700 {
		t.Errorf("modes are %v and %v", file.Mode(), dir.Mode())
	}
}

func TestClosedStoreSaysSo(t *testing.T) {
	s := open(t, newPath(t), secrettest.Ring(t))
	must(t, s.Close())
	must(t, s.Close())
	nothing := func(*store.Tx) error { return nil }
	wantError(t, "View", s.View(nothing), store.ErrClosed)
	wantError(t, "Update", s.Update(nothing), store.ErrClosed)
}

func TestWritingInAViewIsRefused(t *testing.T) {
	s := open(t, newPath(t), secrettest.Ring(t))
	put(t, s, "notes", "a", "kept")
	err := s.View(func(tx *store.Tx) error { return tx.Put("notes", "a", "changed") })
	wantError(t, "Put", err, store.ErrReadOnly)
}

func TestErrorsQuoteNoValueAndNoPath(t *testing.T) {
	path := newPath(t)
	s := open(t, path, secrettest.Ring(t))
	put(t, s, "notes", "the-id", "5551234")
	var number int
	err := s.View(func(tx *store.Tx) error {
		_, err := tx.Get("notes", "the-id", &number)
		return err
	})
	wantError(t, "Get into another type", err, store.ErrDamaged)
	_, missing := store.Stuck(path + "-missing")
	for _, err := range []error{err, missing, s.Update(func(tx *store.Tx) error { return tx.Put("notes", "x", func() {}) })} {
		for _, word := range []string{"5551234", "the-id", filepath.Dir(path)} {
			if err == nil || bytes.Contains([]byte(err.Error()), []byte(word)) {
				t.Errorf("%v names %s", err, word)
			}
		}
	}
}

func TestEphemeralStoreLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	s, err := store.OpenEphemeral(dir)
	must(t, err)
	put(t, s, "notes", "a", "for this run")
	other, err := store.OpenEphemeral(dir)
	must(t, err)
	if got, _, err := get(s, "notes", "a"); got != "for this run" {
		t.Errorf("after another run began: %q, %v", got, err)
	}
	must(t, s.Close())
	must(t, other.Close())
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("%d files are left", len(left))
	}
}

func TestRingOfThisRunIsRefused(t *testing.T) {
	path := newPath(t)
	_, err := store.Open(path, secret.InMemory())
	wantError(t, "Open", err, store.ErrKeyringUnavailable)
	if _, err := os.Stat(path); err == nil {
		t.Error("a file was made that nobody could open again")
	}
}
