package assembly

import (
	"context"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/proof"
)

// ResetPassword implements [client.Operator].
func (p *portal) ResetPassword(ctx context.Context, change client.Change, reset client.PasswordReset) (client.Outcome, error) {
	return p.operate(ctx, proof.Order{Op: "resetPassword", Ability: resets[reset.Way], Change: change}, func() (client.Outcome, error) {
		return p.directory.ResetPassword(ctx, change, reset)
	})
}

var resets = map[client.ResetWay]client.Ability{
	client.WayLink: client.ResetByLink, client.WayCode: client.ResetByCode, client.WayTemporary: client.ResetByTemporary,
}

// ChangeLoginID implements [client.Operator].
func (p *portal) ChangeLoginID(ctx context.Context, change client.Change, loginID string) (client.Outcome, error) {
	return p.operate(ctx, proof.Order{Op: "changeLoginId", Ability: client.ChangesLoginID, Change: change}, func() (client.Outcome, error) {
		return p.directory.ChangeLoginID(ctx, change, loginID)
	})
}

// IssueAccessCode implements [client.Operator].
func (p *portal) IssueAccessCode(ctx context.Context, change client.Change, issue client.AccessCodeIssue) (client.Outcome, error) {
	return p.operate(ctx, proof.Order{Op: "issueAccessCode", Ability: client.IssuesAccessCode, Change: change}, func() (client.Outcome, error) {
		return p.directory.IssueAccessCode(ctx, change, issue)
	})
}

// Activate implements [client.Operator].
func (p *portal) Activate(ctx context.Context, change client.Change) (client.Outcome, error) {
	return p.operate(ctx, proof.Order{Op: "activateAccount", Ability: client.ActivatesAccount, Change: change}, func() (client.Outcome, error) {
		return p.directory.Activate(ctx, change)
	})
}

// Deactivate implements [client.Operator].
func (p *portal) Deactivate(ctx context.Context, change client.Change, reason string) (client.Outcome, error) {
	return p.operate(ctx, proof.Order{Op: "deactivateAccount", Ability: client.DeactivatesIt, Change: change}, func() (client.Outcome, error) {
		return p.directory.Deactivate(ctx, change, reason)
	})
}

// Unlock implements [client.Operator].
func (p *portal) Unlock(ctx context.Context, change client.Change) (client.Outcome, error) {
	return p.operate(ctx, proof.Order{Op: "unlockAccount", Ability: client.UnlocksAccount, Change: change}, func() (client.Outcome, error) {
		return p.directory.Unlock(ctx, change)
	})
}

// SignOutEverywhere implements [client.Operator].
func (p *portal) SignOutEverywhere(ctx context.Context, change client.Change) (client.Outcome, error) {
	return p.operate(ctx, proof.Order{Op: "signOutEverywhere", Ability: client.EndsSessions, Change: change}, func() (client.Outcome, error) {
		return p.directory.SignOutEverywhere(ctx, change)
	})
}

// ResendInvitation implements [client.Operator].
func (p *portal) ResendInvitation(ctx context.Context, change client.Change, contact client.ContactID) (client.Outcome, error) {
	return p.operate(ctx, proof.Order{Op: "resendInvitation", Ability: client.ResendsInvitation, Change: change}, func() (client.Outcome, error) {
		return p.directory.ResendInvitation(ctx, change, contact)
	})
}

// CorrectContact implements [client.Operator].
func (p *portal) CorrectContact(ctx context.Context, change client.Change, correction client.ContactCorrection) (client.Outcome, error) {
	return p.operate(ctx, proof.Order{Op: "correctContact", Ability: client.CorrectsContact, Change: change}, func() (client.Outcome, error) {
		return p.directory.CorrectContact(ctx, change, correction)
	})
}

// operate is the one road of every operation: nothing is sent before it is admitted.
func (p *portal) operate(ctx context.Context, order proof.Order, do func() (client.Outcome, error)) (client.Outcome, error) {
	if err := p.admit(ctx, order); err != nil {
		return client.Outcome{}, err
	}
	outcome, err := do()
	if err != nil {
		return client.Outcome{}, p.saw(err)
	}
	outcome.Account = p.shown(outcome.Account)
	// The work is done: what nobody can say now, the next look at the account says.
	outcome.Account.FailedProofs, _ = p.prover.Failed(ctx, order.Change.Account)
	return outcome, nil
}

// admit asks everything that must hold before anything is sent.
func (p *portal) admit(ctx context.Context, order proof.Order) error {
	session, err := p.session(ctx, order.Op)
	if err != nil {
		return err
	}
	about, err := p.known(ctx)
	if err != nil {
		return err
	}
	switch {
	case order.Ability == "":
		return refuse(order.Op, client.Invalid, "way-invalid", client.FieldError{Field: "way", Code: "unknown"})
	case !about.Offers(order.Ability):
		return notOffered(order.Op)
	case !session.May(order.Ability):
		return refuse(order.Op, client.Forbidden, "role-not-allowed")
	}
	if _, err := uuid.Parse(string(order.Change.Call)); err != nil {
		return refuse(order.Op, client.Invalid, "call-required", client.FieldError{Field: "callId", Code: "no-uuid"})
	}
	order.Agent = session.Agent.ID
	return p.prover.Check(ctx, order)
}
