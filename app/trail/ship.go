package trail

import (
	"errors"
	"fmt"

	"portaldesk/app/store"
	"portaldesk/client"
)

// Since answers the entries after seq, oldest first, at most limit of them: the next ones to hand to the portal.
func (t *Trail) Since(seq uint64, limit int) ([]client.AuditEvent, error) {
	return t.collect(limit, func(tx *store.Tx, visit store.Visit) error {
		return tx.From(entries, key(seq+1), visit)
	})
}

// List answers the entries before the number before, newest first, at most limit of them; 0 begins with the newest.
func (t *Trail) List(limit int, before uint64) ([]client.AuditEvent, error) {
	end := ""
	if before > 0 {
		end = key(before)
	}
	return t.collect(limit, func(tx *store.Tx, visit store.Visit) error {
		return tx.Back(entries, end, visit)
	})
}

func (t *Trail) collect(limit int, walk func(*store.Tx, store.Visit) error) ([]client.AuditEvent, error) {
	var found []client.AuditEvent
	err := t.store.View(func(tx *store.Tx) error {
		return walk(tx, func(_ string, decode func(any) error) error {
			if len(found) >= limit {
				return store.ErrStop
			}
			var e client.AuditEvent
			if err := decode(&e); err != nil {
				return err
			}
			found = append(found, e)
			return nil
		})
	})
	return found, err
}

// ErrNotWritten: entries were said to be shipped that the trail does not have.
var ErrNotWritten = errors.New("trail: no such entry")

// MarkShipped remembers that the portal has every entry up to seq. It never goes back: a lower number changes nothing.
func (t *Trail) MarkShipped(seq uint64) error {
	return t.store.Update(func(tx *store.Tx) error {
		newest, err := last(tx)
		if err != nil {
			return err
		}
		if seq > newest.Seq {
			return fmt.Errorf("%w: %d", ErrNotWritten, seq)
		}
		shipped, err := shippedIn(tx)
		if err != nil || seq <= shipped {
			return err
		}
		return tx.Put(state, shippedMark, seq)
	})
}

// Shipped is the number of the newest entry that the portal has; 0 when it has none.
func (t *Trail) Shipped() (seq uint64, err error) {
	err = t.store.View(func(tx *store.Tx) (err error) {
		seq, err = shippedIn(tx)
		return err
	})
	return seq, err
}

func shippedIn(tx *store.Tx) (seq uint64, err error) {
	_, err = tx.Get(state, shippedMark, &seq)
	return seq, err
}
