package app

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"portaldesk/app/operation"
	"portaldesk/app/redflag"
	"portaldesk/client"
)

// The actions of the trail about a second person. Each entry's detail is the id of the one who decided or was asked for; that of
// asking is the ability.
const (
	actionAskApproval      = "ask-approval"
	actionWithdrawApproval = "withdraw-approval"
	actionApproval         = "approval"        // how it was decided, at the desk that had asked
	actionDecideApproval   = "decide-approval" // and in the name of who decided
	actionUseApproval      = "use-approval"
)

// asksAtPortal says whether requests are kept at the portal, so that a supervisor can decide at her own desk. Everywhere else
// one who comes to this desk decides.
func (d *Desk) asksAtPortal() bool {
	return d.About.Offers(client.AsksApproval) && d.Session.May(client.AsksApproval)
}

// ApprovesAfar says whether a supervisor can be asked at her own desk.
func (d *Desk) ApprovesAfar() bool { return d.asksAtPortal() }

// ApprovesBeside says whether a supervisor who comes to this desk can approve here: where agents only say who they are, nobody
// could tell who did.
func (d *Desk) ApprovesBeside() bool {
	way := d.Profile.Way()
	return way != client.SignInCertificate && way != client.SignInNone
}

// LastApproval is the newest request of the open call for an account and an ability; false when there is none.
func (d *Desk) LastApproval(account client.AccountID, ability client.Ability) (client.Approval, bool) {
	call := d.currentCall()
	for _, a := range d.approvals.all() {
		if a.Call == call && a.Account == account && a.Ability == ability {
			return a, true
		}
	}
	return client.Approval{}, false
}

// AskApproval asks for a second person's word on an operation with these values, in the open call. A request of the same kind
// that is still open is answered again. Where the portal keeps no requests, it waits at this desk only.
func (d *Desk) AskApproval(ctx context.Context, op operation.Operation, account client.Account, values operation.Values, why string) (client.Approval, error) {
	why = strings.TrimSpace(why)
	if length := utf8.RuneCountInString(why); length < 1 || length > client.MaxApprovalText {
		return client.Approval{}, &client.Error{Op: client.OpAskApproval, Kind: client.Invalid, Code: "approval-text-invalid",
			Fields: []client.FieldError{{Field: "why", Code: "wrong-length"}}}
	}
	current := d.Calls.Current()
	if current == nil {
		return client.Approval{}, ErrNoCall
	}
	request := client.ApprovalRequest{Account: account.ID, Ability: op.Uses(values), Call: current.Draft().ID,
		Proof: d.proof(account.ID), Why: why, Flags: codesOf(d.Flags(account))}
	if open, found := d.approvals.open(request.Call, account.ID, request.Ability); found {
		return open, nil
	}
	approval, err := d.request(ctx, request, account)
	entry := client.AuditEvent{Action: actionAskApproval, Account: account.ID, Call: request.Call, Detail: string(request.Ability),
		Outcome: outcomeOf(err)}
	if written := d.write(entry); err == nil {
		err = written // what is not in the trail is not asked
	}
	if err != nil {
		return client.Approval{}, err
	}
	d.approvals.keep(approval, d.now())
	wake(d.approvals.waiting)
	return approval, nil
}

func (d *Desk) request(ctx context.Context, request client.ApprovalRequest, account client.Account) (client.Approval, error) {
	if !d.asksAtPortal() {
		return d.requestHere(request, account), nil
	}
	approval, err := d.portal.AskApproval(ctx, request, client.Key(uuid.NewString()))
	d.saw(err)
	return approval, err
}

// requestHere is a request that only this desk knows of.
func (d *Desk) requestHere(request client.ApprovalRequest, account client.Account) client.Approval {
	a := client.Approval{
		ID: client.ApprovalID("here-" + uuid.NewString()), Account: account.ID, Ability: request.Ability, Call: request.Call,
		Patient: account.AccountRow, AskedBy: d.Session.Agent.ID, AskedByName: d.Session.Agent.Name, AskedAt: d.now(),
		Why: request.Why, Flags: request.Flags, State: client.ApprovalPending, ExpiresAt: d.now().Add(approvalLife),
	}
	if check := d.Check(account.ID); check != nil {
		a.Caller = client.Caller{Relation: check.State().Relation, Level: check.Level(d.now())}
	}
	return a
}

func codesOf(flags []redflag.Flag) []string {
	codes := []string{}
	for _, flag := range flags {
		codes = append(codes, string(flag.Code))
	}
	return codes
}

// WithdrawApproval takes the agent's own request back. One that was decided meanwhile is a client.Conflict, and stands.
func (d *Desk) WithdrawApproval(ctx context.Context, id client.ApprovalID) error {
	asked, known := d.approvals.get(id)
	if !known {
		return noApproval(client.OpWithdrawApproval)
	}
	var err error
	if !here(asked) {
		_, err = d.portal.WithdrawApproval(ctx, id, client.Key(uuid.NewString()))
		d.saw(err)
	}
	if err == nil {
		d.approvals.forget(id)
	} else {
		wake(d.approvals.waiting)
	}
	_ = d.write(client.AuditEvent{Action: actionWithdrawApproval, Account: asked.Account, Call: asked.Call,
		Detail: string(asked.Ability), Outcome: outcomeOf(err)}) // said by the event
	return err
}

// here says whether only this desk knows of the request.
func here(a client.Approval) bool { return strings.HasPrefix(string(a.ID), "here-") }

func noApproval(op string) error {
	return &client.Error{Op: op, Kind: client.NotFound, Code: "approval-not-found"}
}

// MayDecide says whether this agent may decide what others ask for.
func (d *Desk) MayDecide() bool {
	return d.About.Offers(client.DecidesApprovals) && d.Session.May(client.DecidesApprovals)
}

// Approvals are the requests that this agent may see, newest first: her own, and everybody's where she may decide. Where the
// portal keeps none, they are those of the open call.
func (d *Desk) Approvals(ctx context.Context) ([]client.Approval, error) {
	if !d.asksAtPortal() {
		return d.approvals.all(), nil
	}
	list, err := d.portal.Approvals(ctx)
	d.saw(err)
	if err != nil {
		return nil, err
	}
	d.tookIn(list)
	return list, nil
}

// Decide grants or denies what another agent asked for, with a reason where it is denied. It is written to the trail whatever
// comes of it.
func (d *Desk) Decide(ctx context.Context, id client.ApprovalID, grant bool, reason string) (client.Approval, error) {
	decided, err := d.portal.DecideApproval(ctx, id, client.ApprovalDecision{Grant: grant, Reason: strings.TrimSpace(reason)},
		client.Key(uuid.NewString()))
	d.saw(err)
	entry := client.AuditEvent{Action: actionDecideApproval, Account: decided.Account, Call: decided.Call, Detail: decided.AskedBy,
		Outcome: decisionOutcome(decided, err)}
	if err != nil {
		entry.Detail = string(client.KindOf(err))
	}
	_ = d.write(entry) // said by the event
	wake(d.approvals.waiting)
	return decided, err
}

// decisionOutcome is what the trail says of a decision: a request that was denied was refused.
func decisionOutcome(decided client.Approval, err error) client.AuditOutcome {
	if err == nil && decided.State == client.ApprovalDenied {
		return client.AuditRefused
	}
	return outcomeOf(err)
}
