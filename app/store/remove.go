package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"portaldesk/app/secret"
	"portaldesk/app/store/durable"
)

// Remove forgets the key of the store at path and then removes its file, so that copies of the file, and what a disk keeps
// of removed files, cannot be opened any more. One that is not there is no error; one that is open anywhere is [ErrBusy]
// and stays. When the keyring could not forget the key the file is removed all the same, and the error is
// [ErrKeyringUnavailable].
func Remove(path string, ring secret.Ring) error {
	id, err := idAt(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case errors.Is(err, ErrBusy):
		return err
	}
	var forgotten error
	if id != "" && errors.Join(ring.Delete(keyItem(id, 0)), ring.Delete(keyItem(id, 1))) != nil {
		forgotten = &Error{Op: "remove", Kind: ErrKeyringUnavailable}
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(forgotten, classify("remove", err))
	}
	return errors.Join(forgotten, classify("remove", durable.SyncDir(filepath.Dir(path))))
}

// idAt is the id of the store at path, empty when the file does not say it any more.
func idAt(path string) (string, error) {
	if _, err := os.Stat(path); err != nil {
		return "", err
	}
	found, err := examine(path, defaultWait)
	return found.header.ID, err
}
