package store

import (
	"crypto/sha256"
	"errors"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"
)

// FuzzSealed: what was not sealed here does not open, and what was does only in its place.
func FuzzSealed(f *testing.F) {
	s, err := newSealer(make([]byte, keySize))
	if err != nil {
		f.Fatal(err)
	}
	at := place{useRecord, "drafts", "1"}
	sealed := s.seal(at, []byte("a note"))
	for _, seed := range [][]byte{nil, {0}, {0, 1}, {0xff, 0xff}, sealed, sealed[:len(sealed)-1], append([]byte{0, 2}, sealed[schemaSize:]...)} {
		f.Add(seed, "drafts", "1")
		f.Add(seed, "draft", "s1")
	}
	f.Fuzz(func(t *testing.T, found []byte, bucket, id string) {
		there := place{useRecord, bucket, id}
		plain, err := s.open("read", there, found)
		if err == nil && (string(plain) != "a note" || there != at) {
			t.Errorf("%q opens at %+v", plain, there)
		}
		if err != nil && !errors.Is(err, ErrDamaged) {
			t.Error(err)
		}
	})
}

// FuzzHeader: a header is read or refused, also one whose checksum is right.
func FuzzHeader(f *testing.F) {
	for _, seed := range []string{``, `{}`, `{"schema":1,"id":"x","wrapped":"AAAA"}`, `{"schema":2}`, `{"schema":-1}`, `{"wrapped":1}`, "null", "\xff"} {
		f.Add([]byte(seed), true)
		f.Add([]byte(seed), false)
	}
	db, err := bbolt.Open(filepath.Join(f.TempDir(), "desk.db"), 0o600, &bbolt.Options{NoSync: true})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = db.Close() })
	f.Fuzz(func(t *testing.T, text []byte, summed bool) {
		_ = db.Update(func(tx *bbolt.Tx) error {
			for _, name := range [][]byte{headerBucket, recordsBucket} {
				if _, err := tx.CreateBucketIfNotExists(name); err != nil {
					t.Fatal(err)
				}
			}
			if sum := sha256.Sum256(text); summed {
				text = append(sum[:], text...)
			}
			if err := tx.Bucket(headerBucket).Put(headerKey, text); err != nil {
				t.Fatal(err)
			}
			h, canary, err := readHeader(tx)
			switch {
			case err == nil:
				found := examined{header: h, canary: canary}
				if _, err := unwrap(make([]byte, keySize), found.header.ID, found.header.Wrapped); err == nil {
					t.Error("a key that nobody wrapped")
				}
			case !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer):
				t.Error(err)
			}
			return errors.New("leave it as it was")
		})
	})
}
