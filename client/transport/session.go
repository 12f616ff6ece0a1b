package transport

import (
	"context"
	"errors"
	"sync"

	"portaldesk/client"
)

// The codes of [client.Unauthenticated] that are made here.
const (
	// SessionEnded: the portal no longer accepts the session; its tokens are forgotten.
	SessionEnded = "session-ended"
	// NotSignedIn: there are no tokens.
	NotSignedIn = "not-signed-in"
	// KeeperFailed: the tokens could not be read or kept.
	KeeperFailed = "tokens-not-kept"
)

const tokenExpired = "token-expired"

// Refresher turns a refresh token into new tokens at the portal. That the session is over it tells by
// [client.Unauthenticated].
type Refresher func(ctx context.Context, refresh string) (client.Tokens, error)

// session is the agent's session as the keeper holds it.
type session struct {
	keeper  client.TokenKeeper
	refresh Refresher
	// turn is held by the one goroutine that refreshes.
	turn chan struct{}
	// mu makes reading and then changing the keeper's tokens one step.
	mu sync.Mutex
}

// WithSession is the same client, sending the keeper's access token with every request and refreshing it when the portal
// says that it expired. Tokens are held by the keeper alone.
func (c *Client) WithSession(keeper client.TokenKeeper, refresh Refresher) *Client {
	authorized := *c
	authorized.session = &session{keeper: keeper, refresh: refresh, turn: make(chan struct{}, 1)}
	return &authorized
}

// Keep hands the tokens of a new session to the keeper. Only of a client [Client.WithSession].
func (c *Client) Keep(op string, tokens client.Tokens) error {
	c.session.mu.Lock()
	defer c.session.mu.Unlock()
	if c.session.keeper.Keep(tokens) != nil {
		return unauthenticated(op, KeeperFailed)
	}
	return nil
}

// Forget makes the keeper forget the session. Only of a client [Client.WithSession].
func (c *Client) Forget(op string) error {
	c.session.mu.Lock()
	defer c.session.mu.Unlock()
	if c.session.keeper.Forget() != nil {
		return unauthenticated(op, KeeperFailed)
	}
	return nil
}

// authorized sends the request within the session, if this client has one, and once more when the access token had
// expired: the portal refused before it did anything, so the same request may go again even without a key.
func (c *Client) authorized(ctx context.Context, f *flight) (Response, *client.Error) {
	if c.session == nil {
		return c.repeat(ctx, f, "")
	}
	tokens, fault := c.session.tokens(f.Op)
	if fault != nil {
		return Response{}, fault
	}
	response, fault := c.repeat(ctx, f, tokens.Access)
	if refusedAs(fault, tokenExpired) {
		access, refreshFault := c.session.renewed(ctx, f.Op, tokens.Access)
		if refreshFault != nil {
			return Response{}, f.settled(refreshFault)
		}
		response, fault = c.repeat(ctx, f, access)
		tokens.Access = access
	}
	if refusedAs(fault, SessionEnded) {
		c.session.drop(tokens.Access)
	}
	return response, fault
}

func refusedAs(fault *client.Error, code string) bool {
	return fault != nil && fault.Kind == client.Unauthenticated && fault.Code == code
}

func (s *session) tokens(op string) (client.Tokens, *client.Error) {
	tokens, err := s.keeper.Tokens()
	switch {
	case err != nil:
		return client.Tokens{}, unauthenticated(op, KeeperFailed)
	case tokens.Access == "":
		return client.Tokens{}, unauthenticated(op, NotSignedIn)
	}
	return tokens, nil
}

// renewed answers an access token newer than used, refreshing at most once however many ask at the same time.
func (s *session) renewed(ctx context.Context, op, used string) (string, *client.Error) {
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return "", &client.Error{Op: op, Kind: client.Canceled}
	}
	tokens, fault := s.tokens(op)
	if fault != nil {
		return "", fault
	}
	if tokens.Access != used {
		return tokens.Access, nil
	}
	// The refresh token works once. Were the refresh given up with the question that needed it, as a look-up is at each
	// key, the portal might have used the token up and the session would be over.
	fresh, err := s.refresh(context.WithoutCancel(ctx), tokens.Refresh)
	if err != nil {
		return "", s.refreshFailed(op, used, err)
	}
	return s.replace(op, tokens, fresh)
}

// refreshFailed tells an ended session from a portal that cannot be reached. The request that needed the refresh was
// refused, so nothing of it was done, whatever became of the refresh.
func (s *session) refreshFailed(op, used string, err error) *client.Error {
	fault := &client.Error{Op: op}
	if cause, ok := errors.AsType[*client.Error](err); ok {
		fault.Kind, fault.Code, fault.RetryAfter = cause.Kind, cause.Code, cause.RetryAfter
	}
	switch fault.Kind {
	case client.Unauthenticated:
		s.drop(used)
		fault.Code = SessionEnded
	case client.OutcomeUnknown, "":
		fault.Kind = client.Offline
	}
	return fault
}

// replace keeps the fresh tokens, unless the agent signed out or in meanwhile.
func (s *session) replace(op string, old, fresh client.Tokens) (string, *client.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now, err := s.keeper.Tokens()
	switch {
	case err != nil:
		return "", unauthenticated(op, KeeperFailed)
	case now != old:
		return "", unauthenticated(op, SessionEnded)
	case s.keeper.Keep(fresh) != nil:
		return "", unauthenticated(op, KeeperFailed)
	}
	return fresh.Access, nil
}

// drop forgets the session whose access token was refused, unless another has taken its place. A keeper that cannot
// forget leaves tokens that the portal refuses anyway.
func (s *session) drop(access string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if tokens, err := s.keeper.Tokens(); err == nil && tokens.Access == access {
		_ = s.keeper.Forget()
	}
}

func unauthenticated(op, code string) *client.Error {
	return &client.Error{Op: op, Kind: client.Unauthenticated, Code: code}
}
