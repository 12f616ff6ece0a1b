package scim

import (
	"context"
	"errors"

	"portaldesk/client"
	"portaldesk/client/signing"
)

// SignIn implements [client.Signing]. An agent whom the server does not take is signed out again; one who may not look up
// accounts is signed in, without any permission.
func (c *Client) SignIn(ctx context.Context, credentials client.Credentials) (client.Session, error) {
	identity, err := c.signer.SignIn(ctx, credentials)
	if err != nil {
		return client.Session{}, err
	}
	session, err := c.admit(ctx, opSignIn, identity)
	if err != nil {
		return client.Session{}, errors.Join(err, c.SignOut(context.WithoutCancel(ctx)))
	}
	return session, nil
}

// Resume implements [client.Signing].
func (c *Client) Resume(ctx context.Context) (client.Session, error) {
	identity, err := c.signer.Resume(ctx)
	if err != nil {
		return client.Session{}, err
	}
	return c.admit(ctx, opResume, identity)
}

// Reauthenticate implements [client.Signing].
func (c *Client) Reauthenticate(ctx context.Context, credentials client.Credentials) error {
	return c.signer.Reauthenticate(ctx, credentials)
}

// SignOut implements [client.Signing].
func (c *Client) SignOut(ctx context.Context) error {
	c.known.Store(nil)
	return c.signer.SignOut(ctx)
}

// admit learns what the server can do, and whether it does it for this agent. SCIM knows no roles: what a client may write
// shows when it does.
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
