package assembly

import (
	"context"
	"slices"

	"portaldesk/client"
)

// SignIn implements [client.Signing]. What was proven to the agent before stays proven to her, and to nobody else.
func (p *portal) SignIn(ctx context.Context, credentials client.Credentials) (client.Session, error) {
	session, err := p.directory.SignIn(ctx, credentials)
	if err != nil {
		return client.Session{}, err
	}
	return p.open(ctx, session)
}

// Resume implements [client.Signing].
func (p *portal) Resume(ctx context.Context) (client.Session, error) {
	session, err := p.directory.Resume(ctx)
	if err != nil {
		return client.Session{}, err
	}
	return p.open(ctx, session)
}

// Reauthenticate implements [client.Signing].
func (p *portal) Reauthenticate(ctx context.Context, credentials client.Credentials) error {
	return p.directory.Reauthenticate(ctx, credentials)
}

// SignOut implements [client.Signing]. Every proof is forgotten first, whatever the server says.
func (p *portal) SignOut(ctx context.Context) error {
	p.prover.Forget()
	p.ended()
	return p.directory.SignOut(ctx)
}

// open begins to work for the agent of a session. What the portal said before her sign-in may not be all it says to her.
func (p *portal) open(ctx context.Context, session client.Session) (client.Session, error) {
	about, err := p.About(ctx)
	if err != nil {
		about, err = p.known(ctx) // what it said before her sign-in will do
	}
	if err != nil {
		return client.Session{}, err
	}
	session = p.permit(ctx, session)
	if verifies(session, about.Verification) {
		session.Permissions = append(session.Permissions, client.VerifiesCallers)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.held = &session
	return session, nil
}

// verifies says whether the agent may do anything for which a caller must be proven.
func verifies(session client.Session, policy client.VerificationPolicy) bool {
	return slices.ContainsFunc(session.Permissions, func(ability client.Ability) bool {
		return policy.Levels[ability] > client.Unproven
	})
}

// ended forgets who is signed in.
func (p *portal) ended() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.held, p.heard = nil, nil
}

// saw takes in how a request went: a session that the server ended is over here too.
func (p *portal) saw(err error) error {
	if client.KindOf(err) == client.Unauthenticated {
		p.ended()
	}
	return err
}

// session is who is signed in now. A desk that was opened without asking the portal is signed in by its tokens.
func (p *portal) session(ctx context.Context, op string) (client.Session, error) {
	p.mu.Lock()
	held := p.held
	p.mu.Unlock()
	if held != nil && p.now().Before(held.ExpiresAt) {
		return *held, nil
	}
	session, err := p.Resume(ctx)
	if client.KindOf(err) == client.Unauthenticated {
		return client.Session{}, refuse(op, client.Unauthenticated, "session-ended")
	}
	return session, err
}

// verifying is the agent who may verify callers now.
func (p *portal) verifying(ctx context.Context, op string) (string, error) {
	session, err := p.session(ctx, op)
	if err != nil {
		return "", err
	}
	about, err := p.known(ctx)
	switch {
	case err != nil:
		return "", err
	case !about.Offers(client.VerifiesCallers):
		return "", notOffered(op)
	case !session.May(client.VerifiesCallers):
		return "", refuse(op, client.Forbidden, "role-not-allowed")
	}
	return session.Agent.ID, nil
}
