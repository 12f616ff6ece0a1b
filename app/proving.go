package app

import (
	"context"
	"errors"

	"portaldesk/app/verification"
	"portaldesk/client"
)

// ErrNoCall is the error of what can only be done within a call.
var ErrNoCall = errors.New("no call is open")

// Caller is who says to be calling.
type Caller struct {
	Relation client.Relation
	Name     string // when it is not the patient
	ProxyID  string // the proxy on file the caller says to be
}

// Verify begins to verify the caller for an account in the open call. A check of the same caller goes on where it was.
func (d *Desk) Verify(ctx context.Context, account client.AccountID, caller Caller) (*verification.Check, error) {
	current := d.Calls.Current()
	if current == nil {
		return nil, ErrNoCall
	}
	call := current.Draft().ID
	if going := d.road.check(call, account); going.Check != nil && going.caller == caller && !going.State().Closed {
		return going.Check, nil
	}
	begin := client.BeginVerification{CallID: call, Relation: caller.Relation, CallerName: caller.Name, ProxyID: caller.ProxyID}
	check, err := verification.Begin(ctx, d.portal, account, begin, func(step verification.Step) { d.proved(call, account, step) })
	if err != nil {
		return nil, err
	}
	d.road.keep(call, proving{check, caller})
	current.SetCaller(client.Caller{Relation: caller.Relation, Name: caller.Name})
	return check, nil
}

// Check is the check going on for the account in the open call, nil when there is none.
func (d *Desk) Check(account client.AccountID) *verification.Check {
	return d.road.check(d.currentCall(), account).Check
}

// GiveUp forgets the check going on for the account, and with it the proof: the agent has learnt that somebody else is on
// the phone.
func (d *Desk) GiveUp(account client.AccountID) { d.road.drop(account) }

// proved writes one step of a verification down, in the trail always and in the call when the caller rose a level.
func (d *Desk) proved(call client.CallID, account client.AccountID, step verification.Step) {
	d.saw(step.Err)
	entry := client.AuditEvent{Action: actionVerify, Account: account, Call: call, Outcome: outcomeOf(step.Err), Detail: step.Code}
	if d.About.Verification.ByDesk {
		entry.Detail += byDesk
	}
	_ = d.write(entry) // said by the event
	current := d.Calls.Current()
	if current == nil || current.Draft().ID != call {
		return
	}
	draft := current.Draft()
	if step.State.Level <= draft.Caller.Level {
		return
	}
	draft.Caller.Level = step.State.Level
	current.SetCaller(draft.Caller)
	if err := current.Record(client.Deed{At: d.now(), What: actionVerify, Result: string(client.AuditDone)}); err != nil {
		d.events.emit(DraftSaved{d.now(), err})
	}
}
