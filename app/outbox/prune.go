package outbox

import (
	"time"

	"portaldesk/app/store"
)

// stubLife is how long an acknowledged call is remembered, so that putting it again changes nothing. Until then no draft
// of it can come back: the draft went in the transaction that put the call.
const (
	stubLife   = 30 * 24 * time.Hour
	pruneEvery = 24 * time.Hour
)

// pruneDaily keeps stubs from piling up in a desk that runs for weeks. The caller has the turn.
func (o *Outbox) pruneDaily() {
	if o.now().Sub(o.prunedAt).Abs() >= pruneEvery {
		o.prune()
	}
}

// prune forgets stubs that are old enough. When the store cannot do it now it is done another day.
func (o *Outbox) prune() {
	o.prunedAt = o.now()
	old, err := o.oldStubs()
	if err != nil || len(old) == 0 {
		return
	}
	_ = o.store.Update(func(tx *store.Tx) error {
		for _, id := range old {
			if err := tx.Delete(callsBucket, id); err != nil {
				return err
			}
		}
		return nil
	})
}

func (o *Outbox) oldStubs() (ids []string, err error) {
	limit := o.now().Add(-stubLife)
	err = o.store.View(func(tx *store.Tx) error {
		return tx.Each(callsBucket, func(id string, decode func(any) error) error {
			var known stub
			if decode(&known) == nil && known.Position == "" && known.AcknowledgedAt.Before(limit) {
				ids = append(ids, id)
			}
			return nil
		})
	})
	return ids, err
}
