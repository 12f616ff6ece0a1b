package secret

import "errors"

// Why a keyring is unavailable, where it says so. Each is an [ErrUnavailable] as well; one that says nothing is that alone.
var (
	// ErrSlow: it has not answered in [Patience], and may still do.
	ErrSlow = errors.New("the keyring does not answer in time")
	// ErrLocked: it is locked, and nobody unlocked it.
	ErrLocked = errors.New("the keyring is locked")
	// ErrDenied: it answers, but not to this program or this user.
	ErrDenied = errors.New("the keyring refuses this program")
	// ErrFull: it has no room, or the disk under it has none.
	ErrFull = errors.New("the keyring has no room")
)

// unavailable is a system's error that says that the keyring cannot be used, with the reason where it is known.
func unavailable(op string, err error) error {
	if cause := causeOf(err); cause != nil {
		return failure(op, ErrUnavailable, errors.Join(cause, err))
	}
	return failure(op, ErrUnavailable, err)
}
