package store

import (
	"os"
	"time"

	"go.etcd.io/bbolt"
)

// openFile opens a bbolt file that is there, in bounded time. flags are added to those of bbolt.
func openFile(op, path string, wait time.Duration, readOnly bool, flags int) (*bbolt.DB, error) {
	var file *os.File
	opener := func(name string, flag int, mode os.FileMode) (f *os.File, err error) {
		file, err = openWhole(name, flag&^os.O_CREATE|flags, mode)
		return file, err
	}
	var db *bbolt.DB
	err := guarded(op, func() (err error) {
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
		return nil, err
	}
	return db, nil
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
