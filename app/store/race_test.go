package store_test

import (
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
)

// hooked is a real ring that lets a test do something just before the first value is kept.
type hooked struct {
	secret.Ring
	before func()
}

func (h *hooked) Set(item, value string) error {
	if before := h.before; before != nil {
		h.before = nil
		before()
	}
	return h.Ring.Set(item, value)
}

func TestStoreMadeMeanwhileByAnotherProcessStays(t *testing.T) {
	path, r := newPath(t), secrettest.Ring(t)
	var theirs string
	late := &hooked{Ring: r, before: func() {
		s, err := store.Open(path, r)
		must(t, err)
		put(t, s, "notes", "a", "theirs")
		theirs = s.ID()
		must(t, s.Close())
	}}
	s, err := store.Open(path, late)
	must(t, err)
	defer s.Close()
	if got, _, err := get(s, "notes", "a"); got != "theirs" || s.ID() != theirs {
		t.Errorf("the store was replaced: %q, %v", got, err)
	}
	if left, _ := filepath.Glob(path + ".*"); len(left) != 0 {
		t.Errorf("%d leftovers", len(left))
	}
}

// TestUsedStoreStaysSound writes and deletes at random, so that the file gets branches, overflows and free pages, and
// opens it anew in between. A store taken for unsound would refuse the writes.
func TestUsedStoreStaysSound(t *testing.T) {
	path, r := newPath(t), secrettest.Ring(t)
	known := map[string]int{}
	for range 12 {
		s := open(t, path, r)
		for range 4 {
			must(t, s.Update(func(tx *store.Tx) error {
				for range 150 {
					id, size := number(rand.IntN(900)), rand.IntN(300)
					if rand.IntN(30) == 0 {
						size = 20_000
					}
					if rand.IntN(3) == 0 {
						must(t, tx.Delete("notes", id))
						delete(known, id)
						continue
					}
					must(t, tx.Put("notes", id, strings.Repeat("x", size)))
					known[id] = size
				}
				return tx.Put(store.Bucket("bucket"+number(rand.IntN(40))), "a", "b")
			}))
		}
		must(t, s.Close())
	}
	s := open(t, path, r)
	must(t, s.View(func(tx *store.Tx) error {
		seen := 0
		err := tx.Each("notes", func(id string, decode func(any) error) error {
			seen++
			var text string
			if err := decode(&text); err != nil || len(text) != known[id] {
				t.Errorf("%s has %d characters, want %d, %v", id, len(text), known[id], err)
			}
			return nil
		})
		if seen != len(known) || tx.Count("notes") != seen {
			t.Errorf("%d records, want %d", seen, len(known))
		}
		return err
	}))
}
