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
//
// What is done by hand is performed once the agent has said how it went; before that it is client.Invalid.
func (d *Desk) Perform(ctx context.Context, op operation.Operation, account client.Account, values operation.Values) (client.Outcome, error) {
	d.countCaller(account.ID)
	w := d.workOf(op, account, values)
	standing := d.standing(op, account, []client.Ability{op.Uses(values)}, d.Flags(account))
	if standing.Barrier != NoBarrier {
		refusal := &Refusal{standing}
		w.entry.Outcome, w.entry.Detail = client.AuditRefused, string(standing.Barrier)
		return client.Outcome{}, errors.Join(refusal, d.write(w.entry))
	}
	if w.byHand && w.attested == nil {
		return client.Outcome{}, notAttested(op.ID)
	}
	w.approval, w.approved = d.approvals.granted(w.entry.Call, account.ID, op.Uses(values), d.now())
	w.entry.Outcome = client.AuditIntent
	if err := d.write(w.entry); err != nil {
		return client.Outcome{}, err
	}
	key, settle := d.road.keyFor(op.ID, account.ID, values)
	outcome, err := op.Run(ctx, d.portal, client.Change{
		Account: account.ID, Version: account.Version, Key: key, Proof: d.proof(account.ID), Approval: w.atPortal(), Call: w.entry.Call,
		Attested: w.attested,
	}, values)
	if !w.byHand {
		d.saw(err) // nobody was asked what the agent did by hand
	}
	d.conclude(w, err, settle)
	return outcome, err
}

// work is an operation on its way, and what the trail says of it.
type work struct {
	entry   client.AuditEvent
	ability client.Ability
	byHand  bool
	// attested is how it went where it is done by hand; nil when the agent has not said so.
	attested *client.Attestation
	// approval is the second person's word, where approved says that there is one.
	approval client.Approval
	approved bool
}

// atPortal is the approval as the portal knows it; empty where it knows of none.
func (w work) atPortal() client.ApprovalID {
	if !w.approved || here(w.approval) {
		return ""
	}
	return w.approval.ID
}

func (d *Desk) workOf(op operation.Operation, account client.Account, values operation.Values) work {
	ability := op.Uses(values)
	w := work{
		ability: ability,
		entry:   client.AuditEvent{Action: string(op.ID), Account: account.ID, Call: d.currentCall(), Detail: string(ability)},
		byHand:  len(d.About.Abilities[ability].Steps) > 0,
	}
	if w.byHand {
		w.attested, _ = operation.Attested(values)
		w.entry.Detail += byHand
	}
	return w
}

func notAttested(op operation.ID) error {
	return &client.Error{Op: string(op), Kind: client.Invalid, Code: "attestation-required",
		Fields: []client.FieldError{{Field: "attested", Code: "missing"}}}
}

// ended is the entry of the trail about how it ended.
func (w work) ended(err error) client.AuditEvent {
	entry := w.entry
	entry.Outcome = outcomeOf(err)
	switch {
	case w.byHand && !w.attested.Done:
		entry.Outcome, entry.Detail = client.AuditFailed, w.attested.Why+byHand
	case err != nil:
		entry.Detail = string(client.KindOf(err))
	}
	return entry
}

// conclude writes down how an operation went. By now the portal has done what it did: failing to write is said by an event
// and keeps nothing from the agent, who may hold a secret that is shown only once.
func (d *Desk) conclude(w work, err error, settle func()) {
	entry := w.ended(err)
	if entry.Outcome != client.AuditUnknown || client.KindOf(err) == client.KeyReused {
		settle() // a key that means something else at the portal settles nothing any more
	}
	_ = d.write(entry) // said by the event
	d.concludeApproval(w, entry, err)
	if current := d.Calls.Current(); current != nil && current.Draft().ID == entry.Call {
		deed := client.Deed{At: d.now(), What: entry.Action, Result: string(entry.Outcome)}
		if err := current.Record(deed); err != nil {
			d.log.Error("deed not recorded in the call", "action", entry.Action, "cause", err)
			d.events.emit(DraftSaved{d.now(), err})
		}
	}
}

// concludeApproval uses an approval up once the operation was done, and drops one that the portal does not take. Where the portal
// asks for one by itself, so does the desk from now on.
func (d *Desk) concludeApproval(w work, ended client.AuditEvent, err error) {
	switch {
	case ended.Outcome == client.AuditDone && w.approved:
		d.approvals.forget(w.approval.ID)
		_ = d.write(client.AuditEvent{Action: actionUseApproval, Account: ended.Account, Call: ended.Call,
			Outcome: client.AuditDone, Detail: w.approval.DecidedBy}) // said by the event
	case client.CodeOf(err) == "approval-invalid":
		d.approvals.forget(w.approval.ID)
		fallthrough
	case client.CodeOf(err) == "approval-required":
		d.approvals.demand(demand{ended.Call, ended.Account, w.ability})
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
