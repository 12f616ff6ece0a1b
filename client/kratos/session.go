package kratos

import (
	"context"
	"maps"
	"slices"

	"portaldesk/client"
	"portaldesk/client/signing"
)

// SignIn implements [client.Signing]. Who the agent is, her identity provider, her token or she herself says; whether she may
// work here, the server or the gateway before it says when accounts are read.
func (c *Client) SignIn(ctx context.Context, credentials client.Credentials) (client.Session, error) {
	const op = client.OpSignIn
	who, err := c.signer.SignIn(ctx, credentials)
	if err != nil {
		return client.Session{}, err
	}
	session, err := c.open(ctx, op, who)
	if err != nil {
		_ = c.signer.SignOut(ctx) // nobody is signed in whom the server does not let in
	}
	return session, err
}

// Resume implements [client.Signing].
func (c *Client) Resume(ctx context.Context) (client.Session, error) {
	who, err := c.signer.Resume(ctx)
	if err != nil {
		return client.Session{}, err
	}
	return c.open(ctx, client.OpResume, who)
}

// Reauthenticate implements [client.Signing].
func (c *Client) Reauthenticate(ctx context.Context, credentials client.Credentials) error {
	return c.signer.Reauthenticate(ctx, credentials)
}

// SignOut implements [client.Signing].
func (c *Client) SignOut(ctx context.Context) error { return c.signer.SignOut(ctx) }

// open begins to work for this agent. Kratos knows no roles: who may read accounts may do everything, until a gateway says
// otherwise of a single request.
func (c *Client) open(ctx context.Context, op string, who signing.Identity) (client.Session, error) {
	if err := c.permitted(ctx, op); err != nil {
		return client.Session{}, err
	}
	c.mu.Lock()
	c.learnt = learnt{}
	c.mu.Unlock()
	abilities := c.abilities(ctx)
	session := client.Session{
		Agent:     client.Agent{ID: who.Subject, Login: who.Login, Name: who.Name, Role: client.RoleSupervisor},
		ExpiresAt: who.ExpiresAt,
	}
	for _, ability := range slices.Sorted(maps.Keys(abilities)) {
		if abilities[ability].Offered {
			session.Permissions = append(session.Permissions, ability)
		}
	}
	return session, nil
}
