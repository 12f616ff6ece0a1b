package adminapi

import (
	"context"

	"portaldesk/client"
	"portaldesk/client/signing"
)

// signed is an agent whom somebody else signs in. What she may do is still the portal's to say.
type signed struct {
	sender
	signer *signing.Signer
}

// signIn leaves no session behind when the portal does not take it.
func (s *signed) signIn(ctx context.Context, credentials client.Credentials) (client.Session, error) {
	if _, err := s.signer.SignIn(ctx, credentials); err != nil {
		return client.Session{}, err
	}
	session, err := s.session(ctx)
	if err != nil {
		// That the identity provider could not be told changes nothing: the tokens are forgotten, and expire.
		_ = s.signer.SignOut(context.WithoutCancel(ctx))
		return client.Session{}, err
	}
	return session, nil
}

func (s *signed) resume(ctx context.Context) (client.Session, error) {
	if _, err := s.signer.Resume(ctx); err != nil {
		return client.Session{}, err
	}
	return s.session(ctx)
}

func (s *signed) reauthenticate(ctx context.Context, credentials client.Credentials) error {
	return s.signer.Reauthenticate(ctx, credentials)
}

func (s *signed) signOut(ctx context.Context) error { return s.signer.SignOut(ctx) }
