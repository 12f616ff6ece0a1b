package keycloak

import (
	"context"
	"errors"

	"portaldesk/client"
	"portaldesk/client/signing"
)

// The operations, as errors name them.
const (
	opAbout          = "getAbout"
	opSignIn         = "signIn"
	opResume         = "getSession"
	opFields         = "readFields"
	opSearch         = "searchAccounts"
	opAccount        = "getAccount"
	opOnFile         = "readOnFile"
	opAttempts       = "listSignInAttempts"
	opMail           = "listMail"
	opSessions       = "listPatientSessions"
	opReset          = "resetPassword"
	opChangeLoginID  = "changeLoginId"
	opAccessCode     = "issueAccessCode"
	opActivate       = "activateAccount"
	opDeactivate     = "deactivateAccount"
	opUnlock         = "unlockAccount"
	opSignOutAll     = "signOutEverywhere"
	opInvite         = "resendInvitation"
	opCorrectContact = "correctContact"
)

// SignIn implements [client.Signing]. An agent whose token the realm's admin API does not take is signed out again. One who
// may do nothing there is signed in, without any permission.
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

// admit learns what this agent may do in this realm.
func (c *Client) admit(ctx context.Context, op string, identity signing.Identity) (client.Session, error) {
	s, err := c.probe(ctx, op, identity)
	if err != nil {
		return client.Session{}, err
	}
	c.known.Store(&s)
	return client.Session{Agent: s.agent, Permissions: s.permissions(), ExpiresAt: identity.ExpiresAt}, nil
}
