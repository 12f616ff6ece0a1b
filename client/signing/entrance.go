package signing

import (
	"context"
	"errors"

	"portaldesk/client"
)

// Entrance is that part of [client.Signing] which every adapter has alike: the signer says who the agent is, and the adapter
// admits her to its server. Adapters embed it.
type Entrance struct {
	signer *Signer
	admit  Admission
	leave  func()
}

// Admission learns what an agent may do at the server, on behalf of the operation op. One whom the server does not take is an
// error; one who may do nothing there is admitted without any permission.
type Admission func(ctx context.Context, op string, who Identity) (client.Session, error)

// NewEntrance makes the entrance to one server. leave forgets what admit has learnt.
func NewEntrance(signer *Signer, admit Admission, leave func()) *Entrance {
	return &Entrance{signer: signer, admit: admit, leave: leave}
}

// SignIn implements [client.Signing]. An agent who is not admitted is signed out again.
func (e *Entrance) SignIn(ctx context.Context, credentials client.Credentials) (client.Session, error) {
	who, err := e.signer.SignIn(ctx, credentials)
	if err != nil {
		return client.Session{}, err
	}
	session, err := e.admit(ctx, client.OpSignIn, who)
	if err != nil {
		return client.Session{}, errors.Join(err, e.SignOut(context.WithoutCancel(ctx)))
	}
	return session, nil
}

// Resume implements [client.Signing].
func (e *Entrance) Resume(ctx context.Context) (client.Session, error) {
	who, err := e.signer.Resume(ctx)
	if err != nil {
		return client.Session{}, err
	}
	return e.admit(ctx, client.OpResume, who)
}

// Reauthenticate implements [client.Signing].
func (e *Entrance) Reauthenticate(ctx context.Context, credentials client.Credentials) error {
	return e.signer.Reauthenticate(ctx, credentials)
}

// SignOut implements [client.Signing].
func (e *Entrance) SignOut(ctx context.Context) error {
	e.leave()
	return e.signer.SignOut(ctx)
}
