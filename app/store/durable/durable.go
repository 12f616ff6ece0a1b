// Package durable makes folders and files that are still there after the power went: what it returned from without an
// error is on the disk, names included.
package durable

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/natefinch/atomic"
)

// MakeDir makes a folder that only its owner may enter, and the missing ones above it. A folder that is there already
// keeps its mode.
func MakeDir(dir string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		return nil
	}
	parent := filepath.Dir(dir)
	if parent != dir {
		if err := MakeDir(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return SyncDir(parent)
}

// WriteFile replaces a file's content as a whole: a reader, or the next start after a power cut, finds the old content or
// the new. The file is readable for its owner only.
func WriteFile(path string, content []byte) error {
	dir, name := filepath.Split(path)
	temporary, err := os.CreateTemp(dir, name+".*.tmp")
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name())
	_, err = temporary.Write(content)
	if err = errors.Join(err, temporary.Sync(), temporary.Close()); err != nil {
		return err
	}
	return Replace(temporary.Name(), path)
}

// Replace gives a file that is on the disk the name of another, in the same folder, which is gone with that.
func Replace(temporary, path string) error {
	if err := atomic.ReplaceFile(temporary, path); err != nil {
		return err
	}
	return SyncDir(filepath.Dir(path))
}
