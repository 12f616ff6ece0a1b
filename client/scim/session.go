package scim

import (
	"context"

	"portaldesk/client"
	"portaldesk/client/signing"
)

// admit learns what the server can do, and whether it does it for this agent: one who may not look up accounts may do nothing.
// SCIM knows no roles: what else a client may write shows when it does.
func (c *Client) admit(ctx context.Context, op string, identity signing.Identity) (client.Session, error) {
	s, err := c.learn(ctx, op)
	if err != nil {
		return client.Session{}, err
	}
	c.known.Store(&s)
	session := client.Session{
		Agent:     client.Agent{ID: identity.Subject, Login: identity.Login, Name: identity.Name, Role: client.RoleAuditor},
		ExpiresAt: identity.ExpiresAt,
	}
	for ability, offer := range c.offers(s) {
		if offer.Offered && s.views {
			session.Permissions = append(session.Permissions, ability)
		}
	}
	if len(session.Permissions) > 0 {
		session.Agent.Role = client.RoleSenior
	}
	return session, nil
}
