package app

import (
	"context"
	"errors"

	"portaldesk/app/operation"
	"portaldesk/client"
)

// Perform is the one road of every operation: may this agent, is the caller proven, does the portal offer it; write the
// intent to the trail; run; write the outcome to the trail and into the call. A refusal by the desk itself is a *Refusal;
// everything else is the portal's *client.Error, or the store's when the trail cannot be written: then nothing was sent.
// On client.OutcomeUnknown calling it again with the same values settles whether it was done.
func (d *Desk) Perform(ctx context.Context, op operation.Operation, account client.Account, values operation.Values) (client.Outcome, error) {
	entry := client.AuditEvent{Action: string(op.ID), Account: account.ID, Call: d.currentCall(), Detail: string(op.Uses(values))}
	standing := d.standing(op, account, []client.Ability{op.Uses(values)})
	if standing.Barrier != NoBarrier {
		refusal := &Refusal{standing}
		entry.Outcome, entry.Detail = client.AuditRefused, string(standing.Barrier)
		return client.Outcome{}, errors.Join(refusal, d.write(entry))
	}
	entry.Outcome = client.AuditIntent
	if err := d.write(entry); err != nil {
		return client.Outcome{}, err
	}
	key, settle := d.road.keyFor(op.ID, account.ID, values)
	outcome, err := op.Run(ctx, d.portal, client.Change{
		Account: account.ID, Version: account.Version, Key: key, Proof: d.proof(account.ID), Call: entry.Call,
	}, values)
	d.saw(err)
	d.conclude(entry, err, settle)
	return outcome, err
}

// conclude writes down how an operation went. By now the portal has done what it did: failing to write is said by an event
// and keeps nothing from the agent, who may hold a secret that is shown only once.
func (d *Desk) conclude(entry client.AuditEvent, err error, settle func()) {
	entry.Outcome = outcomeOf(err)
	if err != nil {
		entry.Detail = string(client.KindOf(err))
	}
	if entry.Outcome != client.AuditUnknown || client.KindOf(err) == client.KeyReused {
		settle() // a key that means something else at the portal settles nothing any more
	}
	_ = d.write(entry) // said by the event
	if current := d.Calls.Current(); current != nil && current.Draft().ID == entry.Call {
		deed := client.Deed{At: d.now(), What: entry.Action, Result: string(entry.Outcome)}
		if err := current.Record(deed); err != nil {
			d.log.Error("deed not recorded in the call", "action", entry.Action, "cause", err)
			d.events.emit(DraftSaved{d.now(), err})
		}
	}
}

// outcomeOf sorts an error of the portal into what the trail says of it.
func outcomeOf(err error) client.AuditOutcome {
	if err == nil {
		return client.AuditDone
	}
	switch client.KindOf(err) {
	case client.OutcomeUnknown, client.InProgress, client.Canceled, client.Protocol, client.Unavailable, client.KeyReused:
		return client.AuditUnknown
	case client.Offline, client.Untrusted:
		return client.AuditFailed
	default:
		return client.AuditRefused
	}
}

func (d *Desk) currentCall() client.CallID {
	if current := d.Calls.Current(); current != nil {
		return current.Draft().ID
	}
	return ""
}

// proof is the token of the caller's proof for this account in the open call, empty when there is none.
func (d *Desk) proof(account client.AccountID) string {
	if check := d.Check(account); check != nil {
		return check.Token(d.now())
	}
	return ""
}
