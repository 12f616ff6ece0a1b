package secret

import (
	"errors"
	"syscall"

	"golang.org/x/sys/windows"
)

// causeOf reads what CredRead and CredWrite answer; nil for others.
func causeOf(err error) error {
	number, ok := errors.AsType[syscall.Errno](err)
	if !ok {
		return nil
	}
	switch number {
	case windows.ERROR_NO_SUCH_LOGON_SESSION: // no credential set of this user: a service, or a session over the network
		return ErrLocked
	case windows.ERROR_ACCESS_DENIED, windows.ERROR_PRIVILEGE_NOT_HELD:
		return ErrDenied
	case windows.ERROR_DISK_FULL, windows.ERROR_HANDLE_DISK_FULL, windows.ERROR_NOT_ENOUGH_QUOTA:
		return ErrFull
	default:
		return nil
	}
}
