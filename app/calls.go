package app

import (
	"portaldesk/app/call"
	"portaldesk/app/failpoint"
	"portaldesk/client"
)

// StartCall opens a call (or answers the open one) and puts the account that is on screen into it.
func (d *Desk) StartCall(language string) (*call.Call, error) {
	current, err := d.Calls.Start(language)
	if err != nil {
		return nil, err
	}
	if account := d.road.shown(); account != "" && current.Draft().Account == "" {
		current.SetAccount(account)
	}
	return current, nil
}

// CloseCall closes the open call into the outbox, writes that to the trail, forgets the caller's proofs and wakes the
// delivery. *call.Incomplete names what is missing; then nothing changed.
func (d *Desk) CloseCall() (client.CallID, error) {
	account := d.callAccount()
	d.countCaller(account)
	var draft call.Draft
	if current := d.Calls.Current(); current != nil {
		draft = current.Draft()
	}
	id, err := d.Calls.Close()
	if err != nil {
		return "", err
	}
	failpoint.At("call/closed")
	d.earlier.learn(client.Call{ID: id, Account: account, OpenedAt: draft.OpenedAt, ClosedAt: d.now(), Outcome: draft.Outcome})
	d.over(client.AuditEvent{Action: actionCloseCall, Call: id, Account: account, Outcome: client.AuditDone})
	d.Outbox.Wake()
	return id, nil
}

// DiscardCall drops a call in which nothing happened.
func (d *Desk) DiscardCall() error {
	id := d.currentCall()
	if err := d.Calls.Discard(); err != nil {
		return err
	}
	d.over(client.AuditEvent{Action: actionDiscardCall, Call: id, Outcome: client.AuditDone})
	return nil
}

// over ends what lasts as long as a call.
func (d *Desk) over(entry client.AuditEvent) {
	d.road.forget()
	d.approvals.over()
	_ = d.write(entry) // said by the event
}

func (d *Desk) callAccount() client.AccountID {
	if current := d.Calls.Current(); current != nil {
		return current.Draft().Account
	}
	return ""
}

// takeIntoCall makes the account that was opened the one the call is about, unless something has been done in the call
// already: then the call stays with the account it was done to.
func (d *Desk) takeIntoCall(id client.AccountID) {
	current := d.Calls.Current()
	if current == nil {
		return
	}
	if draft := current.Draft(); draft.Account == "" || len(draft.Done) == 0 {
		current.SetAccount(id)
	}
}
