package app

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
)

// leaveWithin is how long the portal may take to hear that the supervisor has left.
const leaveWithin = 10 * time.Second

// ApproveBeside lets a supervisor who stands beside the agent grant a request under her own sign-in: over a connection of its
// own, whose tokens are kept in memory and which is ended at once, whatever comes of it. The agent's session is not touched.
//
// The agent herself is client.Forbidden with code "own-approval", somebody whose role may not decide with "may-not-approve".
// client.OneTimeCodeRequired asks for a code; then it is called again with all of it.
func (d *Desk) ApproveBeside(ctx context.Context, id client.ApprovalID, supervisor client.Credentials, reason string) (client.Approval, error) {
	asked, known := d.approvals.get(id)
	switch {
	case !known:
		return client.Approval{}, noApproval(client.OpDecideApproval)
	case asked.State != client.ApprovalPending:
		return client.Approval{}, &client.Error{Op: client.OpDecideApproval, Kind: client.Conflict, Code: "approval-decided"}
	case !d.ApprovesBeside():
		return client.Approval{}, &client.Error{Op: client.OpDecideApproval, Kind: client.NotOffered, Code: "beside-not-offered"}
	}
	decided, who, err := d.decideBeside(ctx, asked, supervisor, reason)
	if client.KindOf(err) == client.OneTimeCodeRequired {
		return client.Approval{}, err // nothing was tried yet
	}
	if written := d.writeBeside(asked, decided, who, err); err == nil {
		err = written // what is not in the trail is not approved
	}
	if err != nil {
		return client.Approval{}, err
	}
	d.approvals.update(decided)
	if here(decided) {
		d.events.emit(ApprovalsChanged{d.approvals.all()})
	} else {
		wake(d.approvals.waiting) // what the portal has now is told from there
	}
	return decided, nil
}

// decideBeside signs the supervisor in, lets her decide, and signs her out. who is empty when she did not come in.
func (d *Desk) decideBeside(ctx context.Context, asked client.Approval, supervisor client.Credentials, reason string) (decided client.Approval, who string, err error) {
	portal, err := d.dial(d.Profile, &client.Memory{})
	if err != nil {
		return asked, "", err
	}
	defer d.leave(ctx, portal)
	session, err := portal.SignIn(ctx, supervisor)
	d.Line.Saw(err) // and not d.saw: it is not the agent's session that a wrong password ends
	if err != nil {
		return asked, "", err
	}
	if session.Agent.ID == d.Session.Agent.ID || session.Agent.ID == asked.AskedBy {
		return asked, session.Agent.ID, forbidden("own-approval")
	}
	if here(asked) {
		decided, err = d.grantHere(asked, session, reason)
		return decided, session.Agent.ID, err
	}
	decided, err = portal.DecideApproval(ctx, asked.ID, client.ApprovalDecision{Grant: true, Reason: reason}, client.Key(uuid.NewString()))
	d.Line.Saw(err)
	if client.CodeOf(err) == "role-not-allowed" {
		err = forbidden("may-not-approve")
	}
	return decided, session.Agent.ID, err
}

// leave ends the supervisor's session. That the portal could not be told changes nothing: her tokens were never kept.
func (d *Desk) leave(ctx context.Context, portal client.Portal) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), leaveWithin)
	defer cancel()
	if err := portal.SignOut(ctx); err != nil {
		d.log.Warn("supervisor's session not ended at the portal", "kind", string(client.KindOf(err)))
	}
}

// grantHere is the decision where the portal keeps none: the desk looks at the role by itself.
func (d *Desk) grantHere(asked client.Approval, session client.Session, reason string) (client.Approval, error) {
	if session.Agent.Role != client.RoleSupervisor {
		return asked, forbidden("may-not-approve")
	}
	now := d.now()
	if !now.Before(asked.ExpiresAt) {
		return asked, &client.Error{Op: client.OpDecideApproval, Kind: client.Conflict, Code: "approval-expired"}
	}
	asked.State, asked.DecidedBy, asked.DecidedByName = client.ApprovalGranted, session.Agent.ID, session.Agent.Name
	asked.DecidedAt, asked.Reason = &now, reason
	return asked, nil
}

func forbidden(code string) error {
	return &client.Error{Op: client.OpDecideApproval, Kind: client.Forbidden, Code: code}
}

// writeBeside writes an approval at the agent's desk down by both: that she got it, and that the supervisor gave it. Of an
// attempt that failed the agent's entry says who it was, where that is known, or why.
func (d *Desk) writeBeside(asked, decided client.Approval, who string, err error) error {
	entry := client.AuditEvent{Action: actionApproval, Account: asked.Account, Call: asked.Call, Detail: who, Outcome: outcomeOf(err)}
	if who == "" {
		entry.Detail = string(client.KindOf(err))
	}
	written := d.write(entry)
	if err != nil || who == "" {
		return written
	}
	given := client.AuditEvent{Action: actionDecideApproval, Account: asked.Account, Call: asked.Call, Detail: decided.AskedBy,
		Outcome: client.AuditDone}
	return errors.Join(written, d.writeAs(who, given))
}
