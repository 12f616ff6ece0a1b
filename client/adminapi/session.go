package adminapi

import (
	"context"
	"net/http"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// About implements [client.Signing].
func (c *Client) About(ctx context.Context) (client.About, error) {
	var about client.About
	_, err := c.open.Do(ctx, transport.Request{
		Op: "getAbout", Method: http.MethodGet, Path: BasePath + "/about", Out: &about,
	})
	return about, err
}

// SignIn implements [client.Signing].
func (c *Client) SignIn(ctx context.Context, credentials client.Credentials) (client.Session, error) {
	answer, err := c.openSession(ctx, transport.Request{
		Op: "signIn", Path: BasePath + "/session", Body: credentials,
	})
	if err != nil {
		return client.Session{}, err
	}
	return answer.Session, c.signed.Keep("signIn", answer.Tokens)
}

// refresh is the session's [transport.Refresher].
func (c *Client) refresh(ctx context.Context, refresh string) (client.Tokens, error) {
	answer, err := c.openSession(ctx, transport.Request{
		Op: "refreshSession", Path: BasePath + "/session/refresh", Body: RefreshRequest{Refresh: refresh},
	})
	return answer.Tokens, err
}

func (c *Client) openSession(ctx context.Context, request transport.Request) (SignInAnswer, error) {
	var answer SignInAnswer
	request.Method, request.Key, request.Out = http.MethodPost, newKey(), &answer
	if _, err := c.open.Do(ctx, request); err != nil {
		return SignInAnswer{}, err
	}
	if answer.Tokens.Access == "" || answer.Tokens.Refresh == "" {
		return SignInAnswer{}, unpromised(request.Op, "tokens-missing")
	}
	return answer, nil
}

// Resume implements [client.Signing].
func (c *Client) Resume(ctx context.Context) (client.Session, error) {
	var session client.Session
	_, err := c.get(ctx, "getSession", []string{"session"}, nil, &session)
	return session, err
}

// Reauthenticate implements [client.Signing].
func (c *Client) Reauthenticate(ctx context.Context, credentials client.Credentials) error {
	_, err := c.post(ctx, []string{"session", "reauthentication"}, transport.Request{
		Op: "reauthenticate", Key: newKey(), Body: ReauthenticationRequest{Password: credentials.Password}, Want: noContent,
	})
	return err
}

// SignOut implements [client.Signing].
func (c *Client) SignOut(ctx context.Context) error {
	_, err := c.do(ctx, []string{"session"}, transport.Request{Op: "signOut", Method: http.MethodDelete, Want: noContent})
	if client.KindOf(err) == client.Unauthenticated && client.CodeOf(err) != transport.KeeperFailed {
		err = nil
	}
	if forgetting := c.signed.Forget("signOut"); err == nil {
		err = forgetting
	}
	return err
}

// The statuses that mean success where it is not 200 alone.
var (
	noContent      = []int{http.StatusNoContent}
	created        = []int{http.StatusCreated}
	createdOrThere = []int{http.StatusCreated, http.StatusOK}
)
