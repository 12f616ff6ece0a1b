//go:build unix

package durable

import (
	"errors"
	"os"
	"syscall"
)

// SyncDir puts the names in a folder on the disk. File systems that cannot sync a folder are left to their own care.
func SyncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		err = nil
	}
	return errors.Join(err, f.Close())
}
