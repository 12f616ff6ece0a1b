package store_test

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"go.etcd.io/bbolt"

	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
)

// raw opens the file behind the store's back.
func raw(t *testing.T, path string, change func(records *bbolt.Bucket, header *bbolt.Bucket) error) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, nil)
	must(t, err)
	must(t, db.Update(func(tx *bbolt.Tx) error {
		return change(tx.Bucket([]byte("records")), tx.Bucket([]byte("header")))
	}))
	must(t, db.Close())
}

func TestRecordOpensOnlyWhereItWasPut(t *testing.T) {
	path, r := newPath(t), secrettest.Ring(t)
	s := open(t, path, r)
	for _, record := range []struct {
		bucket store.Bucket
		id     string
	}{{"notes", "a"}, {"notes", "b"}, {"drafts", "a"}, {"notes", "untouched"}, {"notes", "cut"}, {"notes", "older"}} {
		put(t, s, record.bucket, record.id, string(record.bucket)+record.id)
	}
	must(t, s.Close())
	raw(t, path, func(records, _ *bbolt.Bucket) error {
		notes, drafts := records.Bucket([]byte("notes")), records.Bucket([]byte("drafts"))
		a, b := notes.Get([]byte("a")), notes.Get([]byte("b"))
		a, b = append([]byte{}, a...), append([]byte{}, b...)
		older := append([]byte{}, notes.Get([]byte("older"))...)
		older[1]++ // its schema
		must(t, notes.Put([]byte("older"), older))
		must(t, notes.Put([]byte("cut"), []byte{0}))
		must(t, notes.Put([]byte("a"), b))
		must(t, notes.Put([]byte("b"), a))
		return drafts.Put([]byte("a"), a)
	})
	s = open(t, path, r)
	for bucket, ids := range map[store.Bucket][]string{"notes": {"a", "b", "cut", "older"}, "drafts": {"a"}} {
		for _, id := range ids {
			text, _, err := get(s, bucket, id)
			wantError(t, string(bucket)+" "+id, err, store.ErrDamaged)
			if text != "" {
				t.Errorf("%s %s gave out %q", bucket, id, text)
			}
		}
	}
	if got, _, err := get(s, "notes", "untouched"); got != "notesuntouched" {
		t.Errorf("the record beside them: %q, %v", got, err)
	}
}

func TestNewerStoreIsRefusedUntouched(t *testing.T) {
	path, r := newPath(t), secrettest.Ring(t)
	must(t, open(t, path, r).Close())
	raw(t, path, func(_, header *bbolt.Bucket) error {
		var content map[string]any
		must(t, json.Unmarshal(header.Get([]byte("header"))[sha256.Size:], &content))
		content["schema"] = store.Schema + 1
		text, _ := json.Marshal(content)
		sum := sha256.Sum256(text)
		return header.Put([]byte("header"), append(sum[:], text...))
	})
	_, err := store.Open(path, r)
	wantError(t, "Open", err, store.ErrNewer)
}

// TestFlippedBytes changes one byte of the file at a time. Whatever the byte was: no panic, no hang, and every record
// that is handed out is the one that was put.
func TestFlippedBytes(t *testing.T) {
	path, r := newPath(t), secrettest.Ring(t)
	s := open(t, path, r)
	const count = 40
	for i := range count {
		put(t, s, "notes", number(i), "note "+number(i))
	}
	must(t, s.Close())
	whole, err := os.ReadFile(path)
	must(t, err)
	copied, refused, wrong, said := newPath(t), 0, 0, 0
	must(t, os.MkdirAll(copied[:len(copied)-len("/store.db")], 0o700))
	for offset := rand.IntN(3); offset < len(whole); offset += step(offset) {
		broken := append([]byte{}, whole...)
		broken[offset] ^= byte(1 + rand.IntN(255))
		must(t, os.WriteFile(copied, broken, 0o600))
		s, err := store.Open(copied, r)
		if err != nil {
			refused++
			if !isAny(err, store.ErrDamaged, store.ErrKeyWrong, store.ErrKeyMissing) {
				t.Errorf("offset %d: %v", offset, err)
			}
			continue
		}
		for i := range count {
			text, found, err := get(s, "notes", number(i))
			if err != nil || !found {
				wrong++
			} else if text != "note "+number(i) {
				t.Errorf("offset %d: record %d is %q", offset, i, text)
			}
		}
		counted := 0
		err = s.View(func(tx *store.Tx) error { counted = tx.Count("notes"); return nil })
		if err != nil {
			said++
		} else if counted == 0 {
			t.Errorf("offset %d: nothing was counted, and nothing said", offset)
		}
		err = s.Update(func(tx *store.Tx) error { return tx.Put("notes", "new", "new") })
		if err != nil && !errors.Is(err, store.ErrDamaged) {
			t.Errorf("offset %d: Update: %v", offset, err)
		}
		s.Close()
	}
	t.Logf("%d files refused, %d records refused, %d counts refused", refused, wrong, said)
	if refused == 0 || wrong == 0 || said == 0 {
		t.Error("no damage was met; the test does not reach what it is for")
	}
}

func isAny(err error, targets ...error) bool {
	return slices.ContainsFunc(targets, func(target error) bool { return errors.Is(err, target) })
}

// step tries every byte of the page headers and a sample of the rest.
func step(offset int) int {
	if offset%4096 < 64 {
		return 3
	}
	return 61
}

func TestShortenedFile(t *testing.T) {
	path, r := newPath(t), secrettest.Ring(t)
	s := open(t, path, r)
	for i := range 200 {
		put(t, s, "notes", number(i), "note")
	}
	must(t, s.Close())
	whole, err := os.ReadFile(path)
	must(t, err)
	for size := 0; size < len(whole)/2; size += 1500 {
		must(t, os.WriteFile(path, whole[:size], 0o600))
		s, err := store.Open(path, r)
		if err == nil {
			s.Close()
			t.Fatalf("%d bytes of %d were opened", size, len(whole))
		}
		wantError(t, "Open", err, store.ErrDamaged)
	}
}
