package trail

import (
	"errors"

	"portaldesk/app/secret"
	"portaldesk/app/store"
	"portaldesk/client"
)

// Why an anchor is left as it is: it contradicts the trail, and is the evidence.
var (
	// ErrAnchorGone: the keyring was once given an anchor and has none any more.
	ErrAnchorGone = errors.New("trail: the anchor is gone from the keyring")
	// ErrReplaced: the entry that was anchored is not the one that the store has under its number.
	ErrReplaced = errors.New("trail: the anchored entry is not the one in the store")
)

// settle holds the chain against the ring's anchor, and makes it the one to move when the two agree. Only the
// goroutine that anchors calls it.
func (t *Trail) settle() error {
	at, err := t.anchor.read()
	if errors.Is(err, secret.ErrNotFound) {
		return t.firstAnchor()
	}
	if err != nil {
		return err
	}
	if err := t.contradiction(at); err != nil {
		return err
	}
	t.anchor.at.Store(&at)
	return nil
}

// firstAnchor gives the ring its first anchor, and remembers that it did: an anchor that is gone later was taken away.
func (t *Trail) firstAnchor() error {
	var before bool
	err := t.store.View(func(tx *store.Tx) (err error) {
		_, err = tx.Get(state, anchoredMark, &before)
		return err
	})
	if err != nil {
		return err
	}
	if before {
		return ErrAnchorGone
	}
	newest, err := t.newest()
	if err != nil {
		return err
	}
	if newest.hash == "" {
		return store.ErrDamaged
	}
	if err := t.anchor.write(newest); err != nil {
		return err
	}
	return t.store.Update(func(tx *store.Tx) error { return tx.Put(state, anchoredMark, true) })
}

// contradiction holds the entry at the anchor against it. An anchor ahead of the trail contradicts nothing that is there:
// the next entry follows it, and the gap says what happened.
func (t *Trail) contradiction(at position) error {
	return t.store.View(func(tx *store.Tx) error {
		newest, err := last(tx)
		if err != nil {
			return err
		}
		if at.seq == 0 || at.seq > newest.Seq {
			return nil
		}
		var e client.AuditEvent
		found, err := tx.Get(entries, key(at.seq), &e)
		if errors.Is(err, store.ErrDamaged) {
			return nil // Verify names it; that it was exchanged is not known
		}
		if err != nil {
			return err
		}
		if !found || e.Hash != at.hash {
			return ErrReplaced
		}
		return nil
	})
}
