package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
	"portaldesk/client/tallytest"
)

// harm is one way in which a page is damaged.
type harm func(page []byte)

// harms are what is done to each page: bytes of its header, of its elements and of the rest, and all of it.
func harms(pageSize int) (all []harm) {
	flip := func(at int) harm { return func(page []byte) { page[at] ^= byte(1 + rand.IntN(255)) } }
	for at := 0; at < 16; at += 2 {
		all = append(all, flip(at+rand.IntN(2)))
	}
	for at := 16; at < 48; at += 4 {
		all = append(all, flip(at+rand.IntN(4)))
	}
	for range 4 {
		all = append(all, flip(48+rand.IntN(pageSize-48)))
	}
	fill := func(with byte) harm { return func(page []byte) { copy(page, bytes.Repeat([]byte{with}, len(page))) } }
	noise := func(page []byte) {
		for i := range page {
			page[i] = byte(rand.Uint32())
		}
	}
	return append(all, fill(0), fill(0xFF), noise)
}

// library is what a store is filled with, by bucket and id.
type library map[string]string

// write fills a store in several transactions, with some records replaced and some deleted, so that its free pages hold what is
// no longer so.
func (l library) write(t *testing.T, s *store.Store) {
	t.Helper()
	buckets := []store.Bucket{"notes", "drafts", "trail"}
	for i := range 300 {
		b, id := buckets[i%len(buckets)], number(i)
		text := fmt.Sprintf("%s %s %s", b, id, strings.Repeat("x", rand.IntN(300)))
		if i%50 == 0 {
			text += strings.Repeat("long", 3000) // more than a page
		}
		must(t, s.Update(func(tx *store.Tx) error {
			if i%7 == 0 {
				must(t, tx.Put(b, id, "replaced later"))
				must(t, tx.Put("gone", id, "deleted later"))
			}
			return tx.Put(b, id, text)
		}))
		l[string(b)+id] = text
	}
	must(t, s.Update(func(tx *store.Tx) error { return tx.Drop("gone") }))
	must(t, s.Update(func(tx *store.Tx) error { return tx.Put("state", "n", "one") }))
	must(t, s.Update(func(tx *store.Tx) error { return tx.Put("state", "n", "two") }))
	l["staten"] = "two"
}

// read answers all that a store gives out.
func read(s *store.Store) (library, error) {
	found := library{}
	err := s.View(func(tx *store.Tx) error {
		for _, b := range []store.Bucket{"notes", "drafts", "trail", "state", "gone"} {
			err := tx.Each(b, func(id string, decode func(any) error) error {
				var text string
				err := decode(&text)
				found[string(b)+id] = text
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return found, err
}

// filled is a store with a library in it, closed, and the content of its file.
func filled(t *testing.T) (path string, r secret.Ring, kept library, whole []byte) {
	t.Helper()
	dir := t.TempDir()
	path, r, kept = filepath.Join(dir, "store.db"), secrettest.File(filepath.Join(dir, "ring")), library{}
	s := open(t, path, r)
	kept.write(t, s)
	must(t, s.Close())
	whole, err := os.ReadFile(path)
	must(t, err)
	return path, r, kept, whole
}

// TestAnyPageFlipped damages every page of a file in some twenty ways. Either the damage cost nothing, or it is found when the
// file is opened: then the file is kept, what opens is in a new one, and how much is missing is said.
func TestAnyPageFlipped(t *testing.T) {
	_, r, kept, whole := filled(t)
	row, pageSize := tallytest.Row{Case: "a page flipped, each of a file's"}, os.Getpagesize()
	for page := range len(whole) / pageSize {
		for i, harm := range harms(pageSize) {
			broken := bytes.Clone(whole)
			harm(broken[page*pageSize : (page+1)*pageSize])
			lost, wrong := flipped(t, broken, r, kept)
			row.Run++
			row.Lost += lost
			if wrong != nil {
				row.Wrong++
				t.Errorf("page %d, harm %d: %v", page, i, wrong)
			}
			if lost > 0 {
				t.Errorf("page %d, harm %d: %d records are gone without a word", page, i, lost)
			}
		}
	}
	tallytest.Report(t, row)
}

// flipped opens a damaged file, saves what is to be saved, and counts what is missing unsaid.
func flipped(t *testing.T, broken []byte, r secret.Ring, kept library) (lost int, wrong error) {
	t.Helper()
	dir, err := os.MkdirTemp(t.TempDir(), "")
	must(t, err)
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "store.db")
	must(t, os.WriteFile(path, broken, 0o600))
	done, err := openSaving(path, r)
	if err != nil {
		return 0, err
	}
	s, err := store.Open(path, r)
	if err != nil {
		return 0, err
	}
	defer s.Close()
	found, err := read(s)
	if err != nil || s.Damaged() {
		return 0, fmt.Errorf("after all, damaged is %t: %w", s.Damaged(), err)
	}
	for id, text := range found {
		if kept[id] != text && !done.More {
			return 0, fmt.Errorf("%s is not what was put", id)
		}
	}
	if missing := len(kept) - len(found); missing > done.Lost && !done.More {
		lost = missing - done.Lost
	}
	if done.Copy == "" {
		return lost, nil
	}
	aside, err := os.ReadFile(done.Copy)
	if err != nil || !bytes.Equal(aside, broken) || filepath.Dir(done.Copy) != dir {
		return lost, fmt.Errorf("the damaged file was not kept as it was: %w", err)
	}
	if done.Saved != len(found) {
		return lost, fmt.Errorf("%d records are said to be saved, %d are there", done.Saved, len(found))
	}
	if told, err := s.Salvages(); err != nil || len(told) != 1 || told[0] != done {
		return lost, fmt.Errorf("the new file says %+v of itself: %w", told, err)
	}
	return lost, s.Update(func(tx *store.Tx) error { return tx.Put("notes", "after", "still writes") })
}

// openSaving is what a desk does with its file.
func openSaving(path string, r secret.Ring) (store.Salvaged, error) {
	s, err := store.Open(path, r)
	if err == nil {
		if !s.Damaged() {
			return store.Salvaged{}, s.Close()
		}
		err = s.Close()
	}
	if err != nil && !errors.Is(err, store.ErrDamaged) {
		return store.Salvaged{}, err
	}
	done, err := store.Salvage(path, r, time.Now())
	if err == nil && done.Copy == "" {
		err = errors.New("nothing was saved of a damaged file")
	}
	return done, err
}

// TestOneBadPageCostsOnlyItsOwn: what stands on other pages is saved, whichever page it is.
func TestOneBadPageCostsOnlyItsOwn(t *testing.T) {
	path, r, kept, whole := filled(t)
	pageSize := os.Getpagesize()
	for page := range len(whole) / pageSize {
		broken := bytes.Clone(whole)
		clear(broken[page*pageSize : (page+1)*pageSize])
		must(t, os.WriteFile(path, broken, 0o600))
		done, err := openSaving(path, r)
		must(t, err)
		if left := len(kept) - done.Saved; done.Copy != "" && left > 40 { // as many as a page has room for
			t.Errorf("page %d: %d of %d records are missing", page, left, len(kept))
		}
	}
}

func TestDamagedFilesOfOneSecondAreAllKept(t *testing.T) {
	path, r := newPath(t), secrettest.Ring(t)
	now, copies := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), map[string]bool{}
	for i := range 3 {
		s := open(t, path, r)
		put(t, s, "notes", number(i), "note")
		must(t, s.Close())
		spoil(t, path, 0)
		done, err := store.Salvage(path, r, now)
		must(t, err)
		copies[filepath.Base(done.Copy)] = true
		if !done.More {
			t.Error("nobody is told that the last change may be missing")
		}
	}
	want := map[string]bool{"store.db.damaged-20261123-090000": true, "store.db.damaged-20261123-090000-2": true, "store.db.damaged-20261123-090000-3": true}
	if !maps.Equal(copies, want) {
		t.Errorf("kept %v", copies)
	}
}

func TestASoundFileIsLeftAlone(t *testing.T) {
	path, r := newPath(t), secrettest.Ring(t)
	s := open(t, path, r)
	_, err := store.Salvage(path, r, time.Now())
	wantError(t, "Salvage of a file in use", err, store.ErrBusy)
	must(t, s.Close())
	if done, err := store.Salvage(path, r, time.Now()); err != nil || done != (store.Salvaged{}) {
		t.Errorf("%+v, %v", done, err)
	}
}

func TestWithoutItsKeyADamagedFileStays(t *testing.T) {
	path := newPath(t)
	must(t, open(t, path, secrettest.Ring(t)).Close())
	spoil(t, path, 1)
	before, err := os.ReadFile(path)
	must(t, err)
	_, err = store.Salvage(path, secrettest.Ring(t), time.Now())
	wantError(t, "Salvage", err, store.ErrKeyMissing)
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Error("the file was changed")
	}
}

// spoil makes a page of a file zeros.
func spoil(t *testing.T, path string, page int64) {
	t.Helper()
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	must(t, err)
	_, err = file.WriteAt(make([]byte, os.Getpagesize()), page*int64(os.Getpagesize()))
	must(t, errors.Join(err, file.Close()))
}
