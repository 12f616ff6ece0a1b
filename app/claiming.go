package app

import (
	"errors"
	"path/filepath"
	"time"

	"portaldesk/app/profile"
	"portaldesk/app/store"
	"portaldesk/app/store/durable"
	"portaldesk/app/turn"
)

// yielding is how long the desk waits for the delivery in the background to end its turn. It yields within a second; what is more
// is for a machine under load.
const yielding = 5 * time.Second

// claimed opens a desk whose file and tokens the background keeps away from, from before the first is read until it is closed.
func (w *Workplace) claimed(p profile.Profile, open func() (*Desk, error)) (*Desk, error) {
	claim, err := w.claim(p)
	if err != nil {
		return nil, err
	}
	desk, err := open()
	if err != nil {
		return nil, errors.Join(err, claim.Release())
	}
	desk.claim = claim
	return desk, nil
}

// alone works with the file of a profile while the background keeps away from it.
func (w *Workplace) alone(p profile.Profile, work func() error) error {
	claim, err := w.claim(p)
	if err != nil {
		return err
	}
	return errors.Join(work(), claim.Release())
}

// claim asks for the file of a profile. Where nothing outlives the run there is none, and where locks cannot be had the file's own
// must do.
func (w *Workplace) claim(p profile.Profile) (*turn.Claim, error) {
	if !w.Ring.Durable() {
		return nil, nil
	}
	path := w.Profiles.StorePath(p.ID)
	err := durable.MakeDir(filepath.Dir(path))
	var claim *turn.Claim
	if err == nil {
		claim, err = turn.Ask(path, yielding)
	}
	if errors.Is(err, turn.ErrBusy) {
		return nil, &store.Error{Op: "claim", Kind: store.ErrBusy}
	}
	if err != nil {
		w.Log.Warn("the desk's file could not be claimed", "cause", errors.Unwrap(err))
	}
	return claim, nil
}
