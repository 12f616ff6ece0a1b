package store_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
)

func BenchmarkPut4KB(b *testing.B) {
	s, value := open(b, newPath(b), secrettest.Ring(b)), strings.Repeat("x", 4000)
	for i := 0; b.Loop(); i++ {
		must(b, s.Update(func(tx *store.Tx) error { return tx.Put("notes", number(i%1000), value) }))
	}
}

// BenchmarkAppend4KB is the floor: what the disk takes to keep 4 KB.
func BenchmarkAppend4KB(b *testing.B) {
	f, err := os.Create(filepath.Join(b.TempDir(), "floor"))
	must(b, err)
	defer f.Close()
	value := []byte(strings.Repeat("x", 4096))
	for b.Loop() {
		_, err := f.Write(value)
		must(b, err)
		must(b, f.Sync())
	}
}

func BenchmarkOpen100kRecords(b *testing.B) {
	path, r := newPath(b), secrettest.Ring(b)
	s, value := open(b, path, r), strings.Repeat("x", 500)
	must(b, s.Update(func(tx *store.Tx) error {
		for i := range 100_000 {
			must(b, tx.Put("notes", number(i), value))
		}
		return nil
	}))
	must(b, s.Close())
	for b.Loop() {
		s, err := store.Open(path, r)
		must(b, err)
		must(b, s.Close())
	}
}
