package store

import (
	"fmt"
	"runtime/debug"
)

// guarded runs work on the file. bbolt panics on a page that makes no sense, and reading past the end of a shortened file
// faults in its memory map; both become ErrDamaged here. Only bbolt's own calls run inside, so that a panic of a caller's
// function stays what it is.
func guarded(op string, work func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if cause := recover(); cause != nil {
			err = &Error{Op: op, Kind: ErrDamaged, Err: panicked{fmt.Errorf("%v", cause)}}
		}
	}()
	return classify(op, work())
}

// panicked marks damage that was met in the middle of work, after which bbolt's own state is not to be trusted.
type panicked struct{ error }
