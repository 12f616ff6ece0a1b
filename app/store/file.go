package store

import (
	"os"
	"time"

	"go.etcd.io/bbolt"
)

// openFile opens a bbolt file that is there, in bounded time. flags are added to those of bbolt.
//
// Whoever waits for the owner of a file may get one that another has taken the place of meanwhile: what is written there would be
// gone. So the name is looked at again once the file is owned.
func openFile(op, path string, wait time.Duration, readOnly bool, flags int) (*bbolt.DB, error) {
	for began := time.Now(); ; {
		db, file, err := openNow(op, path, wait, readOnly, flags)
		if err != nil {
			return nil, err
		}
		if isAt(file, path) {
			return db, nil
		}
		if err := guarded(op, db.Close); err != nil {
			return nil, err
		}
		if time.Since(began) > wait {
			return nil, &Error{Op: op, Kind: ErrBusy}
		}
	}
}

func openNow(op, path string, wait time.Duration, readOnly bool, flags int) (db *bbolt.DB, file *os.File, err error) {
	opener := func(name string, flag int, mode os.FileMode) (f *os.File, err error) {
		file, err = openWhole(name, flag&^os.O_CREATE|flags, mode)
		return file, err
	}
	err = guarded(op, func() (err error) {
		db, err = bbolt.Open(path, 0o600, &bbolt.Options{
			Timeout:      wait,
			ReadOnly:     readOnly,
			FreelistType: bbolt.FreelistMapType,
			OpenFile:     opener,
		})
		return err
	})
	if err != nil {
		if file != nil {
			file.Close() // bbolt does not when it panics, and the lock goes with it
		}
		return nil, nil, err
	}
	return db, file, nil
}

// isAt says whether an open file is the one that the path names.
func isAt(file *os.File, path string) bool {
	opened, err := file.Stat()
	if err != nil {
		return false
	}
	named, err := os.Stat(path)
	return err == nil && os.SameFile(opened, named)
}

// openWhole refuses an empty file that was there: bbolt would make a new database of it.
func openWhole(name string, flag int, mode os.FileMode) (*os.File, error) {
	file, err := os.OpenFile(name, flag, mode)
	if err != nil || flag&os.O_CREATE != 0 {
		return file, err
	}
	if info, err := file.Stat(); err != nil || info.Size() == 0 {
		file.Close()
		return nil, &Error{Op: "open", Kind: ErrDamaged}
	}
	return file, nil
}
