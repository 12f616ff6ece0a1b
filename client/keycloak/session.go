package keycloak

import (
	"context"

	"portaldesk/client"
	"portaldesk/client/signing"
)

// The operations, as errors name them.
const (
	opAbout          = client.OpAbout
	opFields         = client.OpFields
	opSearch         = client.OpSearch
	opAccount        = client.OpAccount
	opOnFile         = client.OpOnFile
	opAttempts       = client.OpAttempts
	opMail           = client.OpMail
	opSessions       = client.OpSessions
	opReset          = client.OpResetPassword
	opChangeLoginID  = client.OpChangeLoginID
	opAccessCode     = client.OpIssueAccessCode
	opActivate       = client.OpActivate
	opDeactivate     = client.OpDeactivate
	opUnlock         = client.OpUnlock
	opSignOutAll     = client.OpSignOutEverywhere
	opInvite         = client.OpResendInvitation
	opCorrectContact = client.OpCorrectContact
)

// admit learns what this agent may do in this realm. Whom its admin API does not take is not admitted; one who may do nothing
// there is, without any permission.
func (c *Client) admit(ctx context.Context, op string, identity signing.Identity) (client.Session, error) {
	s, err := c.probe(ctx, op, identity)
	if err != nil {
		return client.Session{}, err
	}
	c.known.Store(&s)
	return client.Session{Agent: s.agent, Permissions: s.permissions(), ExpiresAt: identity.ExpiresAt}, nil
}
