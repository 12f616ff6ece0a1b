package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/uuid"
	"go.etcd.io/bbolt"

	"portaldesk/app/store/durable"
)

const (
	ephemeralPrefix = "this-run-only-"
	ephemeralSuffix = ".db"
)

// OpenEphemeral makes a store for this run only, in a file of dir whose key is nowhere but in memory. Close removes the
// file. Files of runs that died are removed here; they could never be opened again.
func OpenEphemeral(dir string) (*Store, error) {
	if err := durable.MakeDir(dir); err != nil {
		return nil, classify("create", err)
	}
	removeDead(dir)
	id := uuid.NewString()
	path := filepath.Join(dir, ephemeralPrefix+id+ephemeralSuffix)
	s, err := newEphemeral(path, id)
	if err != nil {
		os.Remove(path)
		return nil, err
	}
	return s, nil
}

func newEphemeral(path, id string) (*Store, error) {
	sealer, err := newSealer(newKey())
	if err != nil {
		return nil, &Error{Op: "create", Err: err}
	}
	db, err := openFile("create", path, defaultWait, false, os.O_CREATE|os.O_EXCL)
	if err != nil {
		return nil, err
	}
	err = guarded("create", func() error {
		return db.Update(func(tx *bbolt.Tx) error { return writeHeader(tx, header{Schema: Schema, ID: id}, sealer) })
	})
	if err != nil {
		return nil, errors.Join(err, shut("create", db))
	}
	remove := func() error {
		if err := os.Remove(path); !errors.Is(err, os.ErrNotExist) {
			return err
		}
		return nil
	}
	return &Store{db: db, sealer: sealer, id: id, remove: remove}, nil
}

// removeDead removes the files that no process holds open.
func removeDead(dir string) {
	entries, _ := os.ReadDir(dir)
	for _, entry := range entries {
		name := entry.Name()
		if !strings.HasPrefix(name, ephemeralPrefix) || !strings.HasSuffix(name, ephemeralSuffix) {
			continue
		}
		path := filepath.Join(dir, name)
		db, err := openFile("open", path, 1, true, 0)
		if errors.Is(err, ErrBusy) {
			continue
		}
		if err == nil {
			_ = shut("open", db)
		}
		os.Remove(path)
	}
}
