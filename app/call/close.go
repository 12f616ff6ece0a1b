package call

import (
	"portaldesk/app/store"
	"portaldesk/client"
)

// Close turns the open call into a record in the outbox: one transaction puts the record there and forgets the draft. The
// record is what the call held when Close began.
//
// An error leaves the call open as it was: *Incomplete, *Unfilled, *TooLong, ErrNoCall, one of [Options.Closing] or of the
// store.
func (c *Calls) Close() (client.CallID, error) {
	var id client.CallID
	err := c.finish(func(draft Draft) error {
		if err := draft.check(c.reasons); err != nil {
			return err
		}
		id = draft.ID
		record := draft.record(wall(c.now()))
		record.RepeatOf = RepeatOf(record, c.earlier(record.Account))
		return c.store.Update(func(tx *store.Tx) error {
			if err := c.box.Put(tx, record); err != nil {
				return err
			}
			if err := c.closing(tx, draft); err != nil {
				return err
			}
			return tx.Delete(DraftsBucket, string(draft.ID))
		})
	})
	if err != nil {
		return "", err
	}
	return id, nil
}

// finish ends the open call when away has taken its draft out of the store. Nothing is saved meanwhile, so no late save
// brings back a draft that is gone.
func (c *Calls) finish(away func(Draft) error) error {
	c.saver.turn.take()
	defer c.saver.turn.give()
	call := c.Current()
	if call == nil {
		return ErrNoCall
	}
	if err := away(call.Draft()); err != nil {
		return err
	}
	call.end()
	c.setCurrent(nil)
	c.saver.forget()
	return nil
}
