package adminapi

import (
	"context"
	"net/http"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// About implements [client.Signing].
func (c *Client) About(ctx context.Context) (client.About, error) { return c.about(ctx) }

func (s sender) about(ctx context.Context) (client.About, error) {
	var about client.About
	_, err := s.do(ctx, []string{"about"}, transport.Request{Op: client.OpAbout, Method: http.MethodGet, Open: true, Out: &about})
	return about, err
}

// SignIn implements [client.Signing].
func (c *Client) SignIn(ctx context.Context, credentials client.Credentials) (client.Session, error) {
	return c.agent.signIn(ctx, credentials)
}

// Resume implements [client.Signing].
func (c *Client) Resume(ctx context.Context) (client.Session, error) { return c.agent.resume(ctx) }

// session asks the portal who the agent is and what she may do.
func (s sender) session(ctx context.Context) (client.Session, error) {
	var session client.Session
	_, err := s.get(ctx, client.OpResume, []string{"session"}, nil, &session)
	return session, err
}

// Reauthenticate implements [client.Signing].
func (c *Client) Reauthenticate(ctx context.Context, credentials client.Credentials) error {
	return c.agent.reauthenticate(ctx, credentials)
}

// SignOut implements [client.Signing].
func (c *Client) SignOut(ctx context.Context) error { return c.agent.signOut(ctx) }

// The statuses that mean success where it is not 200 alone.
var (
	noContent      = []int{http.StatusNoContent}
	created        = []int{http.StatusCreated}
	createdOrThere = []int{http.StatusCreated, http.StatusOK}
)
