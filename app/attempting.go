package app

import (
	"portaldesk/app/attemptbook"
	"portaldesk/client/attempts"
)

// keepAttempts lets a portal that proves callers itself keep in the desk's store who could not be proven. Without a keyring the
// store ends with the session, and what the portal remembers in this run lasts longer.
func (d *Desk) keepAttempts() error {
	keeper, counts := d.portal.(attempts.Keeper)
	if !counts || d.Fleeting {
		return nil
	}
	book, err := attemptbook.Open(d.store, d.now)
	if err != nil {
		return err
	}
	keeper.KeepAttempts(book)
	return nil
}
