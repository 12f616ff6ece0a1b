package trail

import (
	"errors"

	"portaldesk/app/secret"
	"portaldesk/app/store"
	"portaldesk/client"
)

// The actions of the entries after which the keyring vouches for a trail whose anchor was lost.
const (
	// ActionRecover: the store was opened with the organisation's recovery key; what the keyring knew is gone with the keyring.
	ActionRecover = "recover"
	// ActionAccept: somebody who may read the whole trail takes it as it stands.
	ActionAccept = "accept-trail"
	// ActionRecipients: from here on others than before can open the store with a recovery key of theirs.
	ActionRecipients = "name-recovery-keys"
)

// ErrNothingToAccept: the anchor is there. When it contradicts the trail it is the evidence, and stays.
var ErrNothingToAccept = errors.New("trail: the anchor is not gone")

func accepts(e client.AuditEvent) bool {
	return (e.Action == ActionRecover || e.Action == ActionAccept) && e.Outcome == client.AuditDone
}

// Accept takes the trail as it stands, in the name of an agent, when its anchor is gone or unreadable, and waits until the entry
// that says so is anchored. The errors are [ErrNothingToAccept], the keyring's and the store's.
func (t *Trail) Accept(agent string) error {
	t.Settle()
	lost, err := t.anchorLost()
	if err != nil {
		return err
	}
	if !lost {
		return ErrNothingToAccept
	}
	err = t.store.Update(func(tx *store.Tx) error {
		return t.acceptTx(tx, client.AuditEvent{AgentID: agent, Action: ActionAccept, Outcome: client.AuditDone})
	})
	if err != nil {
		return err
	}
	t.Settle()
	return t.Anchored()
}

// anchorLost says whether the ring has no anchor that could be read. An unreadable one is taken out, so that there is none.
func (t *Trail) anchorLost() (bool, error) {
	_, err := t.anchor.read()
	switch {
	case err == nil:
		return false, nil
	case errors.Is(err, secret.ErrNotFound):
		return true, nil
	case errors.Is(err, errUnreadable):
		return true, t.anchor.ring.Delete(t.anchor.item)
	default:
		return false, err
	}
}

// acceptTx writes the entry, and has the ring take its first anchor anew: what follows a lost anchor is what follows none.
func (t *Trail) acceptTx(tx *store.Tx, e client.AuditEvent) error {
	if _, err := t.AppendTx(tx, e); err != nil {
		return err
	}
	return tx.Put(state, anchoredMark, false)
}

// noteRecipients writes down that others may recover the store.
func (t *Trail) noteRecipients() error {
	var resealed bool
	err := t.store.View(func(tx *store.Tx) (err error) {
		resealed, err = tx.Resealed()
		return err
	})
	if err != nil || !resealed {
		return err
	}
	return t.store.Update(func(tx *store.Tx) error {
		if _, err := t.AppendTx(tx, client.AuditEvent{Action: ActionRecipients, Outcome: client.AuditDone}); err != nil {
			return err
		}
		return tx.NotedResealed()
	})
}

// noteRecovery writes down that the store was recovered. A keyring that does not answer leaves it to the next start.
func (t *Trail) noteRecovery() error {
	var recovered bool
	err := t.store.View(func(tx *store.Tx) (err error) {
		recovered, err = tx.Recovered()
		return err
	})
	if err != nil || !recovered {
		return err
	}
	lost, err := t.anchorLost()
	if err != nil {
		return nil
	}
	return t.store.Update(func(tx *store.Tx) error { return t.writeRecovery(tx, lost) })
}

func (t *Trail) writeRecovery(tx *store.Tx, lost bool) error {
	write := t.acceptTx
	if !lost {
		write = func(tx *store.Tx, e client.AuditEvent) error {
			_, err := t.AppendTx(tx, e)
			return err
		}
	}
	if err := write(tx, client.AuditEvent{Action: ActionRecover, Outcome: client.AuditDone}); err != nil {
		return err
	}
	return tx.NotedRecovered()
}
