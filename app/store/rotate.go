package store

import (
	"errors"

	"portaldesk/app/secret"
	"portaldesk/app/store/recovery"
)

// Rotate gives the store at path a new data key and a new key in the ring, and seals every record anew. Cut off at any point it
// leaves the file as it was, or the new one: what was copied of it before, keys included, opens nothing that is written after.
//
// The errors are those of [Open]. A record that does not open ends it with [ErrDamaged], so that none is lost by it.
func Rotate(path string, ring secret.Ring) error {
	if !ring.Durable() {
		return &Error{Op: "rotate", Kind: ErrKeyringUnavailable}
	}
	u, err := unlockFile(path, ring, defaultWait)
	if err != nil {
		return err
	}
	defer clear(u.dataKey)
	if !u.sound {
		return errors.Join(&Error{Op: "rotate", Kind: ErrDamaged}, classify("rotate", u.db.Close()))
	}
	dataKey := newKey()
	defer clear(dataKey)
	h, s, err := u.rekeyed(path, ring, dataKey)
	if err != nil {
		return errors.Join(err, classify("rotate", u.db.Close()))
	}
	err = u.rewrite("rotate", path, h, s, func(at place, sealed []byte) ([]byte, error) { return u.sealer.move("rotate", at, sealed, s) })
	if err == nil {
		forgetOther(path, ring, h)
	}
	return err
}

// rekeyed is the header for another data key, with which the sealer seals.
func (u *unlocked) rekeyed(path string, ring secret.Ring, dataKey []byte) (h header, s sealer, err error) {
	if h, err = changeKey(path, ring, u.header, dataKey); err != nil {
		return h, s, err
	}
	if len(h.Recipients) > 0 {
		if h.Recovery, err = recovery.Seal(dataKey, h.Recipients); err != nil {
			return h, s, &Error{Op: "rotate", Err: err}
		}
	}
	s, err = newSealer(dataKey)
	return h, s, err
}
