package phrase_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"portaldesk/app/store"
	"portaldesk/ui/phrase"
)

func TestWhyAFileWasNotWrittenIsSaid(t *testing.T) {
	_, missing := os.Create(filepath.Join(t.TempDir(), "nowhere", "file"))
	for _, err := range []error{missing, &fs.PathError{Err: fs.ErrPermission}, &fs.PathError{Err: syscall.EROFS},
		&fs.PathError{Err: syscall.ENOSPC}, &fs.PathError{Err: syscall.ENOTDIR}} {
		checkSentence(t, err.Error(), phrase.Writing(err))
	}
	if phrase.Writing(store.ErrClosed) != phrase.Of(store.ErrClosed) {
		t.Error("what has nothing to do with the file is said otherwise")
	}
}

func TestThousandsAreSetApart(t *testing.T) {
	for count, want := range map[int]string{0: "0", 999: "999", 1000: "1\u202f000", 1234567: "1\u202f234\u202f567"} {
		if got := phrase.Grouped(count); got != want {
			t.Errorf("%d is written %q", count, got)
		}
	}
}
