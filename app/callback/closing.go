package callback

import (
	"errors"

	"portaldesk/app/call"
	"portaldesk/app/store"
	"portaldesk/client"
)

// Closing is the hook of [call.Options] that keeps what a call promised together with its record, or neither. The promise that
// the call kept is settled with it; one that somebody has settled meanwhile is left as it is. The errors are those of
// [Callbacks.Promise].
func (c *Callbacks) Closing(tx *store.Tx, closed call.Draft) error {
	if closed.Keeps != "" {
		err := c.kept(tx, closed)
		if err != nil && !errors.Is(err, ErrSettled) && !errors.Is(err, ErrUnknown) {
			return err
		}
	}
	if closed.Outcome != client.OutcomeCallBack {
		return nil
	}
	_, err := c.PromiseIn(tx, promiseOf(closed))
	return err
}

// promiseOf is what a call promised. A contact that is none the portal names is left to the note.
func promiseOf(closed call.Draft) Promise {
	promise := Promise{Call: closed.ID, Account: closed.Account, Relation: closed.Caller.Relation, Reason: closed.Reason,
		Contact: closed.CallBack.Contact, Masked: closed.CallBack.Masked, Due: closed.CallBack.Due}
	if looksLikeAddress(promise.Contact) {
		promise.Contact = ""
	}
	return promise
}

// kept writes what became of the promise that a call kept. A call in which nobody was reached is one more attempt, and the
// promise stays open.
func (c *Callbacks) kept(tx *store.Tx, closed call.Draft) error {
	result, reached := resultOf(closed.Outcome)
	return c.changeIn(tx, closed.Keeps, func(known *Callback) {
		at := wall(c.now())
		known.Attempts = append(known.Attempts, Attempt{At: at, By: c.agent.id, Result: result})
		if reached {
			known.State, known.Settled = Done, Settlement{At: at, By: c.agent.id}
		}
	})
}

// resultOf is how a try to reach somebody ended, by the outcome of the call, and whether they were reached.
func resultOf(outcome client.CallOutcome) (result Result, reached bool) {
	switch outcome {
	case client.OutcomeAbandoned:
		return NoAnswer, false
	case client.OutcomeWrongNumber:
		return WrongPerson, false
	default:
		return Reached, true
	}
}
