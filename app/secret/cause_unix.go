//go:build unix && !darwin

package secret

import (
	"errors"
	"strings"

	"github.com/godbus/dbus/v5"
)

// notUnlocked begins what the library behind the keyring says when a collection stayed locked; it has no error for it.
const notUnlocked = "failed to unlock"

// causeOf reads the names of the errors of the Secret Service (freedesktop.org, Secret Service API 0.2) and of D-Bus; nil for others.
func causeOf(err error) error {
	answer, ok := errors.AsType[dbus.Error](err)
	if !ok {
		if strings.HasPrefix(err.Error(), notUnlocked) {
			return ErrLocked
		}
		return nil
	}
	switch answer.Name {
	case "org.freedesktop.Secret.Error.IsLocked":
		return ErrLocked
	case "org.freedesktop.DBus.Error.AccessDenied", "org.freedesktop.DBus.Error.AuthFailed":
		return ErrDenied
	case "org.freedesktop.DBus.Error.LimitsExceeded", "org.freedesktop.DBus.Error.NoMemory", "org.freedesktop.DBus.Error.FileFull":
		return ErrFull
	case "org.freedesktop.DBus.Error.NoReply", "org.freedesktop.DBus.Error.Timeout", "org.freedesktop.DBus.Error.TimedOut":
		return ErrSlow
	default:
		return nil
	}
}
