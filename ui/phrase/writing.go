package phrase

import (
	"errors"
	"io/fs"
	"syscall"
)

// Writing says why a file could not be written into a folder that the agent chose; the rest is as of [Of].
func Writing(err error) Sentence {
	for _, w := range writings {
		if errors.Is(err, w.err) {
			return w.sentence.translated(nil)
		}
	}
	return Of(err)
}

var writings = []struct {
	err      error
	sentence Sentence
}{
	{fs.ErrNotExist, Sentence{"There is no such folder", "No file was written.", "Check how it is spelled, or choose another one."}},
	{syscall.ENOTDIR, Sentence{"That is no folder", "No file was written.", "Choose a folder."}},
	{fs.ErrPermission, Sentence{"Files may not be written to this folder", "No file was written.", "Choose another folder, for example one of your own."}},
	{syscall.EROFS, Sentence{"Files may not be written to this folder", "No file was written.", "Choose another folder, for example one of your own."}},
	{syscall.ENOSPC, Sentence{"The disk is full", "No file was written.", "Make room on the disk, or choose a folder on another one."}},
}
