package app

import (
	"errors"

	"portaldesk/app/profile"
	"portaldesk/app/store"
	"portaldesk/app/store/recovery"
	"portaldesk/app/trail"
)

// Recover opens the notes of a profile, whose key the keyring has lost, with the organisation's recovery key, and gives them a new
// key in the keyring. It is an entry of the trail. The errors are those of [store.Recover].
func (w *Workplace) Recover(p profile.Profile, identity recovery.Identity) error {
	if w.RingProblem != nil {
		return w.RingProblem
	}
	if err := store.Recover(w.Profiles.StorePath(p.ID), w.Ring, identity); err != nil {
		return err
	}
	return w.withTrail(p, (*trail.Trail).Anchored)
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
