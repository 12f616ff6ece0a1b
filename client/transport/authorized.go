package transport

import (
	"context"

	"portaldesk/client"
)

// In is the same client, sending within the session.
func (c *Client) In(session *Session) *Client {
	authorized := *c
	authorized.session = session
	return &authorized
}

// WithSession is the same client within a session of its own ([NewSession]).
func (c *Client) WithSession(keeper client.TokenKeeper, refresh Refresher) *Client {
	return c.In(NewSession(keeper, refresh))
}

// Keep hands the tokens of a new session to the keeper. Only of a client within a session.
func (c *Client) Keep(op string, tokens client.Tokens) error { return c.session.Keep(op, tokens) }

// Forget makes the keeper forget the session. Only of a client within a session.
func (c *Client) Forget(op string) error { return c.session.Forget(op) }

// authorized sends the request within the session, if this client has one, and once more when the access token had
// expired: the portal refused before it did anything, so the same request may go again even without a key.
func (c *Client) authorized(ctx context.Context, f *flight) (Response, *client.Error) {
	if c.session == nil || f.Open {
		return c.repeat(ctx, f, "")
	}
	access, fault := c.session.access(ctx, f.Op)
	if fault != nil {
		return Response{}, fault
	}
	response, fault := c.repeat(ctx, f, c.session.shown(access))
	if c.session.worthRenewing(fault) {
		renewed, refreshFault := c.session.renewed(ctx, f.Op, access)
		if refreshFault != nil {
			return Response{}, f.settled(refreshFault)
		}
		access = renewed.Access
		response, fault = c.repeat(ctx, f, c.session.shown(access))
	}
	if refusedAs(fault, SessionEnded) {
		c.session.drop(access)
	}
	return response, fault
}

// worthRenewing says whether a fresh access token may be taken where this one was refused. A gateway that says no more than
// 401 may mean that; asked only where it costs nothing to be wrong, for without a refresh token the session would be over.
func (s *Session) worthRenewing(fault *client.Error) bool {
	if !refusedAs(fault, "") {
		return refusedAs(fault, tokenExpired)
	}
	tokens, err := s.keeper.Tokens()
	return err == nil && s.refresh != nil && tokens.Refresh != ""
}

// shown is what of the access token goes out.
func (s *Session) shown(access string) string {
	if s.silent {
		return ""
	}
	return access
}

func refusedAs(fault *client.Error, code string) bool {
	return fault != nil && fault.Kind == client.Unauthenticated && fault.Code == code
}
