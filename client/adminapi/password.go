package adminapi

import (
	"context"
	"net/http"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// password is an agent whom the portal itself signs in.
type password struct{ sender }

func (p *password) signIn(ctx context.Context, credentials client.Credentials) (client.Session, error) {
	answer, err := p.open(ctx, []string{"session"}, transport.Request{Op: client.OpSignIn, Body: credentials})
	if err != nil {
		return client.Session{}, err
	}
	return answer.Session, p.portal.Keep(client.OpSignIn, answer.Tokens)
}

// refresh is the session's [transport.Refresher].
func (p *password) refresh(ctx context.Context, refresh string) (client.Tokens, error) {
	answer, err := p.open(ctx, []string{"session", "refresh"}, transport.Request{
		Op: client.OpRefresh, Body: RefreshRequest{Refresh: refresh},
	})
	return answer.Tokens, err
}

// open asks for tokens, which needs none.
func (p *password) open(ctx context.Context, path []string, request transport.Request) (SignInAnswer, error) {
	var answer SignInAnswer
	request.Open, request.Key, request.Out = true, newKey(), &answer
	if _, err := p.post(ctx, path, request); err != nil {
		return SignInAnswer{}, err
	}
	if answer.Tokens.Access == "" || answer.Tokens.Refresh == "" {
		return SignInAnswer{}, unpromised(request.Op, "tokens-missing")
	}
	return answer, nil
}

func (p *password) resume(ctx context.Context) (client.Session, error) { return p.session(ctx) }

func (p *password) reauthenticate(ctx context.Context, credentials client.Credentials) error {
	_, err := p.post(ctx, []string{"session", "reauthentication"}, transport.Request{
		Op: client.OpReauthenticate, Key: newKey(), Body: ReauthenticationRequest{Password: credentials.Password}, Want: noContent,
	})
	return err
}

func (p *password) signOut(ctx context.Context) error {
	_, err := p.do(ctx, []string{"session"}, transport.Request{Op: client.OpSignOut, Method: http.MethodDelete, Want: noContent})
	if client.KindOf(err) == client.Unauthenticated && client.CodeOf(err) != transport.KeeperFailed {
		err = nil
	}
	if forgetting := p.portal.Forget(client.OpSignOut); err == nil {
		err = forgetting
	}
	return err
}
