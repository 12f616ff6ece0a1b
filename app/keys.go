package app

import (
	"errors"

	"portaldesk/app/index"
	"portaldesk/app/profile"
	"portaldesk/app/store"
	"portaldesk/app/store/recovery"
	"portaldesk/app/trail"
	"portaldesk/client"
)

// Recover opens the notes of a profile, whose key the keyring has lost, with the organisation's recovery key, and gives them a new
// key in the keyring. It is an entry of the trail. The errors are those of [store.Recover].
func (w *Workplace) Recover(p profile.Profile, identity recovery.Identity) error {
	if w.RingProblem != nil {
		return w.RingProblem
	}
	return w.alone(p, func() error {
		if err := store.Recover(w.Profiles.StorePath(p.ID), w.Ring, identity); err != nil {
			return err
		}
		return w.withTrail(p, (*trail.Trail).Anchored)
	})
}

// withTrail opens the trail of a profile for one piece of work while nobody is signed in.
func (w *Workplace) withTrail(p profile.Profile, work func(*trail.Trail) error) (err error) {
	s, err := w.openStore(p)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	identity, err := identityOf(s)
	if err != nil {
		return err
	}
	t, err := trail.Open(s, w.Ring, trail.Identity{Desk: identity})
	if err != nil {
		return err
	}
	defer t.Close()
	return work(t)
}

// actionRotateKey: every record was sealed anew, with another key.
const actionRotateKey = "rotate-key"

// RotateKey seals the notes of a profile anew, with another key, and writes that to the trail. What is kept to look accounts up in
// is removed: it is read from the portal again. The errors are those of [store.Rotate].
func (w *Workplace) RotateKey(p profile.Profile) error {
	if w.RingProblem != nil {
		return w.RingProblem
	}
	return w.alone(p, func() error { return w.rotate(p) })
}

func (w *Workplace) rotate(p profile.Profile) error {
	if err := index.Wipe(w.Profiles.IndexPath(p.ID), w.Ring); err != nil {
		return err
	}
	if err := store.Rotate(w.Profiles.StorePath(p.ID), w.Ring); err != nil {
		return err
	}
	return w.withTrail(p, func(t *trail.Trail) error {
		_, err := t.Append(client.AuditEvent{Action: actionRotateKey, Outcome: client.AuditDone})
		return err
	})
}
