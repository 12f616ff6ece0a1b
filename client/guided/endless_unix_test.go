//go:build unix

package guided_test

import (
	"path/filepath"
	"syscall"
	"testing"
)

// endless is a pipe that nobody writes to: opening it waits.
func endless(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
