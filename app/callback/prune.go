package callback

import (
	"time"

	"portaldesk/app/store"
)

// settledLife is how long a settled callback is kept; pruneEvery how often a desk that runs for weeks looks.
const (
	settledLife = 30 * 24 * time.Hour
	pruneEvery  = 24 * time.Hour
)

// prune forgets what was settled long enough ago. When the store cannot do it now it is done another day.
func (c *Callbacks) prune() {
	limit := c.now().Add(-settledLife)
	old := c.sorted(func(known Callback) bool { return known.State != Promised && known.Settled.At.Before(limit) })
	if len(old) == 0 {
		return
	}
	_ = c.store.Update(func(tx *store.Tx) error {
		for _, callback := range old {
			if err := tx.Delete(bucket, callback.ID); err != nil {
				return err
			}
		}
		tx.AfterCommit(func() { c.forget(old) })
		return nil
	})
}

func (c *Callbacks) forget(old []Callback) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, callback := range old {
		delete(c.known, callback.ID)
	}
}
