package scim

import (
	"context"

	"portaldesk/client"
)

// What SCIM has no word for.

// SignInAttempts implements [client.Accounts].
func (c *Client) SignInAttempts(context.Context, client.AccountID, int) ([]client.SignInAttempt, error) {
	return nil, refuse(client.OpAttempts, client.NotOffered, "")
}

// Mail implements [client.Accounts].
func (c *Client) Mail(context.Context, client.AccountID, int) ([]client.Mail, error) {
	return nil, refuse(client.OpMail, client.NotOffered, "")
}

// Sessions implements [client.Accounts].
func (c *Client) Sessions(context.Context, client.AccountID, int) ([]client.PatientSession, error) {
	return nil, refuse(client.OpSessions, client.NotOffered, "")
}

// IssueAccessCode implements [client.Operator].
func (c *Client) IssueAccessCode(context.Context, client.Change, client.AccessCodeIssue) (client.Outcome, error) {
	return notOffered(client.OpIssueAccessCode)
}

// Unlock implements [client.Operator].
func (c *Client) Unlock(context.Context, client.Change) (client.Outcome, error) {
	return notOffered(client.OpUnlock)
}

// SignOutEverywhere implements [client.Operator].
func (c *Client) SignOutEverywhere(context.Context, client.Change) (client.Outcome, error) {
	return notOffered(client.OpSignOutEverywhere)
}

// ResendInvitation implements [client.Operator].
func (c *Client) ResendInvitation(context.Context, client.Change, client.ContactID) (client.Outcome, error) {
	return notOffered(client.OpResendInvitation)
}

func notOffered(op string) (client.Outcome, error) {
	return client.Outcome{}, refuse(op, client.NotOffered, "")
}
