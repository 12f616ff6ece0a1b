package outbox

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"

	"github.com/google/uuid"

	"portaldesk/app/store"
	"portaldesk/client"
)

// Errors of Put and Mend.
var (
	// ErrID: the call's id is not a UUID. It names the call for ever, at the portal and here.
	ErrID = errors.New("outbox: the call's id is not a UUID")
	// ErrOtherContents: a call with this id and other contents was put before.
	ErrOtherContents = errors.New("outbox: another call has this id")
	// ErrNotRefused: only a refused call of this agent can be mended.
	ErrNotRefused = errors.New("outbox: no refused call has this id")
)

// Put adds a closed call within the caller's transaction; once that is committed the call is on its way. Putting the same
// call again changes nothing, also after it was delivered. The errors are ErrID, ErrOtherContents and those of the store.
func (o *Outbox) Put(tx *store.Tx, call client.Call) error {
	entry, err := freeze(call)
	if err != nil {
		return err
	}
	id := string(call.ID)
	if len(id) != len(uuid.Nil.String()) || uuid.Validate(id) != nil {
		return ErrID
	}
	var known stub
	if found, err := tx.Get(callsBucket, id, &known); err != nil || found {
		return errors.Join(err, sameContents(found, known, entry))
	}
	entry.QueuedAt = o.now().Round(0).UTC()
	position, err := nextPosition(tx)
	if err != nil {
		return err
	}
	if err := tx.Put(entriesBucket, position, entry); err != nil {
		return err
	}
	tx.AfterCommit(func() {
		o.update(func(x *index) { x.add(entry.item(position)) })
		o.Wake()
	})
	return tx.Put(callsBucket, id, stub{Position: position, Hash: entry.Hash})
}

func sameContents(found bool, known stub, entry kept) error {
	if found && known.Hash != entry.Hash {
		return ErrOtherContents
	}
	return nil
}

// sequenceDigits is how much of a position is the sequence number, in hex.
const sequenceDigits = 16

// nextPosition is behind every position of the queue. The random part keeps a position from being used twice once the
// queue was empty.
func nextPosition(tx *store.Tx) (string, error) {
	var last uint64
	if position, _, found := tx.Last(entriesBucket); found {
		var err error
		if last, err = strconv.ParseUint(position[:min(sequenceDigits, len(position))], 16, 64); err != nil {
			return "", fmt.Errorf("outbox: the last position is damaged: %w", store.ErrDamaged)
		}
	}
	return fmt.Sprintf("%0*x-%08x", sequenceDigits, last+1, rand.Uint32()), nil
}

// Mend replaces a refused call's contents, under the same id, and lets it wait again, in its old place. The portal never
// took it, so the id is still free. The errors are ErrNotRefused and those of the store; after one the call is as it was.
func (o *Outbox) Mend(call client.Call) error {
	mended, err := freeze(call)
	if err != nil {
		return err
	}
	return o.store.Update(func(tx *store.Tx) error {
		position, refused, err := o.refused(tx, call.ID)
		if err != nil {
			return err
		}
		if call.AgentID != refused.Call.AgentID {
			return ErrNotRefused
		}
		mended.QueuedAt, mended.Attempts = refused.QueuedAt, refused.Attempts
		tx.AfterCommit(func() {
			o.update(func(x *index) { x.mend(position, mended.Bytes) })
			o.Wake()
		})
		if err := tx.Put(callsBucket, string(call.ID), stub{Position: position, Hash: mended.Hash}); err != nil {
			return err
		}
		return tx.Put(entriesBucket, position, mended)
	})
}

// refused finds this agent's refused call.
func (o *Outbox) refused(tx *store.Tx, id client.CallID) (position string, entry kept, err error) {
	var known stub
	if found, err := tx.Get(callsBucket, string(id), &known); err != nil || !found || known.Position == "" {
		return "", kept{}, errors.Join(err, ErrNotRefused)
	}
	found, err := tx.Get(entriesBucket, known.Position, &entry)
	if err != nil || !found || entry.State != Refused || entry.Call.AgentID != o.agentID {
		return "", kept{}, errors.Join(err, ErrNotRefused)
	}
	return known.Position, entry, nil
}
