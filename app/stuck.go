package app

import (
	"errors"

	"portaldesk/app/call"
	"portaldesk/app/outbox"
	"portaldesk/app/profile"
	"portaldesk/app/store"
	"portaldesk/app/trail"
	"portaldesk/client"
)

// StuckError is why a desk does not open whose notes are there, but not their key.
type StuckError struct {
	// Err is [store.ErrKeyMissing], [store.ErrKeyWrong] or [store.ErrKeyringUnavailable], with its cause.
	Err error
	// Notes is how many notes wait in the file, drafts among them.
	Notes int
}

func (e *StuckError) Error() string { return e.Err.Error() }

// Unwrap makes the cause visible.
func (e *StuckError) Unwrap() error { return e.Err }

// keyGone says that the keyring answers, and does not have the key.
func keyGone(err error) bool {
	return errors.Is(err, store.ErrKeyMissing) || errors.Is(err, store.ErrKeyWrong)
}

// stuck counts the notes of a file that did not open for want of its key. Other errors are answered as they are.
func stuck(path string, err error) error {
	if !keyGone(err) && !errors.Is(err, store.ErrKeyringUnavailable) {
		return err
	}
	notes, counting := stuckIn(path)
	if counting != nil {
		return err // there is no file, or it cannot even be counted
	}
	return &StuckError{err, notes}
}

func stuckIn(path string) (notes int, err error) {
	counts, err := store.Stuck(path)
	return counts[outbox.Bucket] + counts[call.DraftsBucket], err
}

// Aside is a file that was set aside.
type Aside struct {
	// Path is where it is now, and Notes is how many notes wait in it.
	Path  string
	Notes int
	// Recoverable: an organisation's recovery key can open it.
	Recoverable bool
}

// actionSetAside: the notes of before have lost their key, and their file was set aside.
const actionSetAside = "set-aside"

// SetAside gives the file of a profile, whose key is lost, another name, and begins a new one, whose trail says so. Nothing is
// deleted. A file that opens stays: the error is then [ErrNotStuck].
func (w *Workplace) SetAside(p profile.Profile) (aside Aside, err error) {
	err = w.alone(p, func() error {
		aside, err = w.setAside(p)
		return err
	})
	return aside, err
}

func (w *Workplace) setAside(p profile.Profile) (Aside, error) {
	s, err := w.openStore(p)
	if err == nil {
		return Aside{}, closing(s, ErrNotStuck)
	}
	if !keyGone(err) {
		return Aside{}, err
	}
	path := w.Profiles.StorePath(p.ID)
	notes, err := stuckIn(path)
	if err != nil {
		return Aside{}, err
	}
	recoverable, err := store.Recoverable(path)
	if err != nil {
		return Aside{}, err
	}
	kept, err := store.SetAside(path, w.Now())
	if err != nil {
		return Aside{}, err
	}
	return Aside{kept, notes, recoverable}, w.withTrail(p, func(t *trail.Trail) error {
		_, err := t.Append(client.AuditEvent{Action: actionSetAside, Outcome: client.AuditDone})
		return err
	})
}

// ErrNotStuck: the notes open, so there is nothing to set aside.
var ErrNotStuck = errors.New("the notes open")
