package scorecard

import (
	"context"

	"portaldesk/client"
)

// operate lets an operation on the test account through and notes it.
func (g *guard) operate(op, what string, change client.Change, do func() (client.Outcome, error)) (client.Outcome, error) {
	if err := g.may(op, change.Account); err != nil {
		return client.Outcome{}, err
	}
	outcome, err := do()
	g.noted(what, err)
	return outcome, err
}

func (g *guard) ResetPassword(ctx context.Context, change client.Change, reset client.PasswordReset) (client.Outcome, error) {
	return g.operate(client.OpResetPassword, "The password was reset, by "+string(reset.Way), change, func() (client.Outcome, error) {
		return g.Portal.ResetPassword(ctx, change, reset)
	})
}

func (g *guard) ChangeLoginID(ctx context.Context, change client.Change, loginID string) (client.Outcome, error) {
	return g.operate(client.OpChangeLoginID, "The login ID was changed to "+loginID, change, func() (client.Outcome, error) {
		return g.Portal.ChangeLoginID(ctx, change, loginID)
	})
}

func (g *guard) IssueAccessCode(ctx context.Context, change client.Change, issue client.AccessCodeIssue) (client.Outcome, error) {
	return g.operate(client.OpIssueAccessCode, "An access code was issued, by "+string(issue.Channel), change, func() (client.Outcome, error) {
		return g.Portal.IssueAccessCode(ctx, change, issue)
	})
}

func (g *guard) Activate(ctx context.Context, change client.Change) (client.Outcome, error) {
	return g.operate(client.OpActivate, "The account was activated", change, func() (client.Outcome, error) {
		return g.Portal.Activate(ctx, change)
	})
}

func (g *guard) Deactivate(ctx context.Context, change client.Change, reason string) (client.Outcome, error) {
	return g.operate(client.OpDeactivate, "The account was deactivated", change, func() (client.Outcome, error) {
		return g.Portal.Deactivate(ctx, change, reason)
	})
}

func (g *guard) Unlock(ctx context.Context, change client.Change) (client.Outcome, error) {
	return g.operate(client.OpUnlock, "The account was unlocked", change, func() (client.Outcome, error) {
		return g.Portal.Unlock(ctx, change)
	})
}

func (g *guard) SignOutEverywhere(ctx context.Context, change client.Change) (client.Outcome, error) {
	return g.operate(client.OpSignOutEverywhere, "The patient was signed out everywhere", change, func() (client.Outcome, error) {
		return g.Portal.SignOutEverywhere(ctx, change)
	})
}

func (g *guard) ResendInvitation(ctx context.Context, change client.Change, contact client.ContactID) (client.Outcome, error) {
	return g.operate(client.OpResendInvitation, "The invitation was sent again", change, func() (client.Outcome, error) {
		return g.Portal.ResendInvitation(ctx, change, contact)
	})
}

func (g *guard) CorrectContact(ctx context.Context, change client.Change, correction client.ContactCorrection) (client.Outcome, error) {
	return g.operate(client.OpCorrectContact, "The e-mail address was changed to "+correction.Value, change, func() (client.Outcome, error) {
		return g.Portal.CorrectContact(ctx, change, correction)
	})
}

// AskApproval lets a request about the test account through.
func (g *guard) AskApproval(ctx context.Context, request client.ApprovalRequest, key client.Key) (client.Approval, error) {
	if err := g.may(client.OpAskApproval, request.Account); err != nil {
		return client.Approval{}, err
	}
	asked, err := g.Portal.AskApproval(ctx, request, key)
	g.noted("A supervisor was asked to approve: "+string(request.Ability), err)
	return asked, err
}

// DecideApproval is never let through: a test decides for nobody.
func (g *guard) DecideApproval(context.Context, client.ApprovalID, client.ApprovalDecision, client.Key) (client.Approval, error) {
	return client.Approval{}, g.may(client.OpDecideApproval, "")
}

// WithdrawApproval is never let through: no test asks by itself.
func (g *guard) WithdrawApproval(context.Context, client.ApprovalID, client.Key) (client.Approval, error) {
	return client.Approval{}, g.may(client.OpWithdrawApproval, "")
}
