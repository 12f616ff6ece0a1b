package store

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"syscall"

	bolt "go.etcd.io/bbolt/errors"
)

// Why the store could not do what it was asked. Every error of this package is an [*Error] with one of them or with
// another cause; test with [errors.Is].
var (
	// ErrBusy: another process owns the file.
	ErrBusy = errors.New("another process owns the store")
	// ErrKeyMissing: the keyring has no key for this file. The file is as it was.
	ErrKeyMissing = errors.New("the keyring has no key for this store")
	// ErrKeyWrong: the keyring's key does not open this file. The file is as it was.
	ErrKeyWrong = errors.New("the key in the keyring is another store's")
	// ErrKeyringUnavailable: the keyring could not be asked, or does not outlive this run. The file is as it was.
	ErrKeyringUnavailable = errors.New("the keyring is not available")
	// ErrNoRecovery: no recovery key was set for this file while it could still be opened.
	ErrNoRecovery = errors.New("no recovery key was set")
	// ErrOtherRecovery: the file is sealed for another recovery key than the one given.
	ErrOtherRecovery = errors.New("sealed for another recovery key")
	// ErrNewer: a newer version of the program wrote this.
	ErrNewer = errors.New("written by a newer version")
	// ErrDamaged: the file, or this record, is not what was written. Nothing of it is handed out.
	ErrDamaged = errors.New("damaged")
	// ErrFull: there is no room on the disk. Nothing was changed; trying again later is safe.
	ErrFull = errors.New("the disk is full")
	// ErrReadOnly: the file or its folder may not be written.
	ErrReadOnly = errors.New("may not be written")
	// ErrDisk: the disk failed to read or write. After a failed write the store takes no more until it is opened anew.
	ErrDisk = errors.New("the disk failed")
	// ErrClosed: the store was closed.
	ErrClosed = errors.New("closed")
)

// Error is every error of this package. Its text holds no path, no id and no value.
type Error struct {
	// Op is the step: "open", "create", "update", "put".
	Op string
	// Kind is one of the sentinels, or nil for a defect of the caller, such as an empty id.
	Kind error
	// Err is the cause, or nil.
	Err error
}

func (e *Error) Error() string {
	parts := []string{"store", e.Op}
	if e.Kind != nil {
		parts = append(parts, e.Kind.Error())
	}
	if e.Err != nil {
		parts = append(parts, e.Err.Error())
	}
	return strings.Join(parts, ": ")
}

// Unwrap makes both the sentinel and the cause visible to [errors.Is].
func (e *Error) Unwrap() []error {
	var errs []error
	for _, err := range []error{e.Kind, e.Err} {
		if err != nil {
			errs = append(errs, err)
		}
	}
	return errs
}

// classify turns an error of bbolt or the operating system into an *Error.
func classify(op string, err error) error {
	if err == nil {
		return nil
	}
	if _, ours := errors.AsType[*Error](err); ours {
		return err
	}
	return &Error{Op: op, Kind: kindOf(err), Err: withoutPath(err)}
}

// tooSmall is how bbolt says that a file is shorter than any database; it has no error for it.
const tooSmall = "file size too small"

func kindOf(err error) error {
	switch {
	case errors.Is(err, bolt.ErrTimeout):
		return ErrBusy
	case errors.Is(err, bolt.ErrDatabaseNotOpen), errors.Is(err, os.ErrClosed):
		return ErrClosed
	case errors.Is(err, bolt.ErrTxNotWritable), errors.Is(err, bolt.ErrDatabaseReadOnly):
		return ErrReadOnly
	case isAny(err, bolt.ErrInvalid, bolt.ErrVersionMismatch, bolt.ErrChecksum, bolt.ErrInvalidMapping,
		bolt.ErrIncompatibleValue), strings.Contains(err.Error(), tooSmall):
		return ErrDamaged
	case isAny(err, bolt.ErrKeyRequired, bolt.ErrKeyTooLarge, bolt.ErrValueTooLarge, bolt.ErrBucketNameRequired,
		bolt.ErrTxClosed):
		return nil
	case saysAny(err, fullErrnos):
		return ErrFull
	case saysAny(err, readOnlyErrnos), errors.Is(err, fs.ErrPermission):
		return ErrReadOnly
	default:
		return ErrDisk
	}
}

func isAny(err error, targets ...error) bool {
	for _, target := range targets {
		if errors.Is(err, target) {
			return true
		}
	}
	return false
}

// saysAny also reads the text: bbolt wraps some of the system's errors with %s, which hides the number.
func saysAny(err error, errnos []syscall.Errno) bool {
	for _, errno := range errnos {
		if errors.Is(err, errno) || strings.Contains(err.Error(), errno.Error()) {
			return true
		}
	}
	return false
}

// withoutPath keeps of a cause what may be logged.
func withoutPath(err error) error {
	if errno, ok := errors.AsType[syscall.Errno](err); ok {
		return errno
	}
	if strings.ContainsRune(err.Error(), os.PathSeparator) {
		return nil
	}
	return err
}
