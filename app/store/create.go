package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/uuid"
	"go.etcd.io/bbolt"

	"portaldesk/app/failpoint"
	"portaldesk/app/secret"
	"portaldesk/app/store/durable"
)

// create makes a new store at path. bbolt is only safe against power cuts once its first pages are on the disk, so the
// file is made whole beside its place and then given its name. The key is in the ring before that: a file without a key
// would be lost, a key without a file is only forgotten.
//
// When another process was faster its file stays and the error is [fs.ErrExist].
func create(path string, ring secret.Ring) error {
	if err := durable.MakeDir(filepath.Dir(path)); err != nil {
		return classify("create", err)
	}
	err := withKey(ring, func(id string, kek []byte) error {
		temporary := path + "." + id + ".tmp"
		defer os.Remove(temporary)
		if err := fill(temporary, id, kek); err != nil {
			return err
		}
		failpoint.At("store/filled")
		return publish(temporary, path)
	})
	if err != nil {
		return err
	}
	return classify("create", durable.SyncDir(filepath.Dir(path))) // the file has its name: its key stays, whatever the disk says
}

// withKey gives a new store its id and key, which the ring forgets again when the store was not made.
func withKey(ring secret.Ring, build func(id string, kek []byte) error) error {
	id, kek := uuid.NewString(), newKey()
	if err := keepKey(ring, keyItem(id, 0), kek); err != nil {
		return err
	}
	failpoint.At("store/key-kept")
	if err := build(id, kek); err != nil {
		return errors.Join(err, ring.Delete(keyItem(id, 0)))
	}
	return nil
}

// fill writes the first content of a new file and syncs it.
func fill(path, id string, kek []byte) error {
	dataKey := newKey()
	wrapped, err := wrap(kek, id, dataKey)
	if err != nil {
		return &Error{Op: "create", Err: err}
	}
	s, err := newSealer(dataKey)
	if err != nil {
		return &Error{Op: "create", Err: err}
	}
	db, err := openFile("create", path, defaultWait, false, os.O_CREATE|os.O_EXCL)
	if err != nil {
		return err
	}
	err = guarded("create", func() error {
		return db.Update(func(tx *bbolt.Tx) error {
			return writeHeader(tx, header{Schema: Schema, ID: id, Wrapped: wrapped}, s)
		})
	})
	if err == nil {
		err = classify("create", db.Sync())
	}
	return errors.Join(err, shut("create", db))
}

// publish gives the file its name, unless the name is taken: a hard link fails then, where a rename would put the new
// file over another process's.
func publish(temporary, path string) error {
	err := os.Link(temporary, path)
	failpoint.At("store/named")
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = rename(temporary, path)
	}
	if errors.Is(err, fs.ErrExist) {
		return fs.ErrExist
	}
	return classify("create", err)
}

// rename is for file systems without hard links.
func rename(temporary, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	return os.Rename(temporary, path)
}

// sweep removes what creations that died have left beside a store. Once the store is there nobody needs one.
func sweep(path string) {
	entries, _ := os.ReadDir(filepath.Dir(path))
	for _, entry := range entries {
		middle, ours := strings.CutPrefix(entry.Name(), filepath.Base(path)+".")
		if ours && strings.HasSuffix(middle, ".tmp") {
			os.Remove(filepath.Join(filepath.Dir(path), entry.Name()))
		}
	}
}
