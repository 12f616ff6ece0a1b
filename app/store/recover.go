package store

import (
	"errors"

	"go.etcd.io/bbolt"

	"portaldesk/app/secret"
	"portaldesk/app/store/recovery"
)

// bucketRecovered has a record from a recovery on, and from when others may recover the store, until somebody has noted it; see
// [Tx.Recovered] and [Tx.Resealed].
const (
	bucketRecovered Bucket = "recovered"
	recoveredID     string = "recovered"
	resealedID      string = "resealed"
)

// Recover gives the store at path a new key in the ring, when the one it had is lost, with the organisation's recovery key. It
// changes nothing else, and cut off at any point it leaves a file that opens as it did before, or one that is recovered.
//
// The errors are those of [Open] that have nothing to do with the lost key, [ErrNoRecovery] and [ErrOtherRecovery].
func Recover(path string, ring secret.Ring, identity recovery.Identity) error {
	if !ring.Durable() {
		return &Error{Op: "recover", Kind: ErrKeyringUnavailable}
	}
	u, err := recoverFile(path, identity)
	if err != nil {
		return err
	}
	defer clear(u.dataKey)
	h, err := changeKey(path, ring, u.header, u.dataKey)
	if err == nil {
		err = guarded("recover", func() error { return u.db.Update(func(tx *bbolt.Tx) error { return u.markRecovered(tx, h) }) })
	}
	if err == nil {
		forgetOther(path, ring, h)
	}
	return errors.Join(err, classify("recover", u.db.Close()))
}

// recoverFile opens and owns a file with the recovery key.
func recoverFile(path string, identity recovery.Identity) (u unlocked, err error) {
	if u.examined, err = examine(path, defaultWait); err != nil {
		return u, err
	}
	if len(u.header.Recovery) == 0 {
		return u, &Error{Op: "recover", Kind: ErrNoRecovery}
	}
	if u.dataKey, err = identity.Open(u.header.Recovery); err != nil {
		return u, &Error{Op: "recover", Kind: ErrOtherRecovery}
	}
	same, err := u.own(path, defaultWait)
	switch {
	case err != nil:
		return u, err
	case !same:
		return u, &Error{Op: "recover", Kind: ErrBusy}
	case !u.sound:
		return u, errors.Join(&Error{Op: "recover", Kind: ErrDamaged}, classify("recover", u.db.Close()))
	}
	return u, nil
}

func (u *unlocked) markRecovered(tx *bbolt.Tx, h header) error { return u.mark(tx, h, recoveredID) }

// mark replaces the header, and leaves a record of that for whoever notes it.
func (u *unlocked) mark(tx *bbolt.Tx, h header, id string) error {
	if err := putHeader(tx, h); err != nil {
		return err
	}
	return (&Tx{inner: tx, sealer: u.sealer}).Put(bucketRecovered, id, true)
}

// Recovered says whether the store was recovered and nobody has noted it yet. What the ring knew of the store is then most likely
// gone as well.
func (tx *Tx) Recovered() (recovered bool, err error) {
	_, err = tx.Get(bucketRecovered, recoveredID, &recovered)
	return recovered, err
}

// NotedRecovered ends that.
func (tx *Tx) NotedRecovered() error { return tx.Delete(bucketRecovered, recoveredID) }

// Resealed says whether others than before may recover the store and nobody has noted it yet.
func (tx *Tx) Resealed() (resealed bool, err error) {
	_, err = tx.Get(bucketRecovered, resealedID, &resealed)
	return resealed, err
}

// NotedResealed ends that.
func (tx *Tx) NotedResealed() error { return tx.Delete(bucketRecovered, resealedID) }
