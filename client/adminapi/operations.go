package adminapi

import (
	"context"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// ResetPassword implements [client.Operator].
func (c *Client) ResetPassword(ctx context.Context, change client.Change, reset client.PasswordReset) (client.Outcome, error) {
	return c.operate(ctx, client.OpResetPassword, "password-reset", change, PasswordResetRequest{authority(change), reset})
}

// ChangeLoginID implements [client.Operator].
func (c *Client) ChangeLoginID(ctx context.Context, change client.Change, loginID string) (client.Outcome, error) {
	return c.operate(ctx, client.OpChangeLoginID, "login-id", change, LoginIDRequest{authority(change), loginID})
}

// IssueAccessCode implements [client.Operator].
func (c *Client) IssueAccessCode(ctx context.Context, change client.Change, issue client.AccessCodeIssue) (client.Outcome, error) {
	return c.operate(ctx, client.OpIssueAccessCode, "access-code", change, AccessCodeRequest{authority(change), issue})
}

// Activate implements [client.Operator].
func (c *Client) Activate(ctx context.Context, change client.Change) (client.Outcome, error) {
	return c.operate(ctx, client.OpActivate, "activation", change, authority(change))
}

// Deactivate implements [client.Operator].
func (c *Client) Deactivate(ctx context.Context, change client.Change, reason string) (client.Outcome, error) {
	return c.operate(ctx, client.OpDeactivate, "deactivation", change, DeactivationRequest{authority(change), reason})
}

// Unlock implements [client.Operator].
func (c *Client) Unlock(ctx context.Context, change client.Change) (client.Outcome, error) {
	return c.operate(ctx, client.OpUnlock, "unlock", change, authority(change))
}

// SignOutEverywhere implements [client.Operator].
func (c *Client) SignOutEverywhere(ctx context.Context, change client.Change) (client.Outcome, error) {
	return c.operate(ctx, client.OpSignOutEverywhere, "sign-out", change, authority(change))
}

// ResendInvitation implements [client.Operator].
func (c *Client) ResendInvitation(ctx context.Context, change client.Change, contact client.ContactID) (client.Outcome, error) {
	return c.operate(ctx, client.OpResendInvitation, "invitation", change, InvitationRequest{authority(change), contact})
}

// CorrectContact implements [client.Operator].
func (c *Client) CorrectContact(ctx context.Context, change client.Change, correction client.ContactCorrection) (client.Outcome, error) {
	return c.operate(ctx, client.OpCorrectContact, "contact", change, ContactRequest{authority(change), correction})
}

func authority(change client.Change) Authority {
	return Authority{Call: change.Call, Proof: change.Proof, Approval: change.Approval}
}

// operate is the one road of every operation.
func (c *Client) operate(ctx context.Context, op, step string, change client.Change, body any) (client.Outcome, error) {
	var outcome client.Outcome
	response, err := c.post(ctx, []string{"accounts", string(change.Account), step}, transport.Request{
		Op: op, Key: change.Key, IfMatch: change.Version, Body: body, Out: &outcome,
	})
	if err != nil {
		return client.Outcome{}, err
	}
	outcome.Account.Version = response.Version()
	if err := checkAccount(op, change.Account, outcome.Account); err != nil {
		return client.Outcome{}, err
	}
	return outcome, nil
}
