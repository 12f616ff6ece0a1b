package transport

import (
	"context"
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

// Session is the agent's session as the keeper holds it; tokens are held by the keeper alone. The clients of several
// servers may share one ([Client.In]), and then it is refreshed once for all of them.
type Session struct {
	keeper  client.TokenKeeper
	refresh Refresher
	silent  bool
	// turn is held by the one goroutine that refreshes.
	turn chan struct{}
	// mu makes reading and then changing the keeper's tokens one step.
	mu sync.Mutex
}

// NewSession is a session whose access token is sent with every request, and refreshed when the server says that it
// expired. Without a refresher, or without a refresh token, an expired access token is the end of it.
func NewSession(keeper client.TokenKeeper, refresh Refresher) *Session {
	return &Session{keeper: keeper, refresh: refresh, turn: make(chan struct{}, 1)}
}

// NewSilentSession is a session whose tokens are never sent: they only say that an agent is signed in, at a server that
// knows her by other means.
func NewSilentSession(keeper client.TokenKeeper) *Session {
	session := NewSession(keeper, nil)
	session.silent = true
	return session
}

// Tokens are those that the keeper holds. None are [client.Unauthenticated] with code [NotSignedIn].
func (s *Session) Tokens(op string) (client.Tokens, error) {
	tokens, fault := s.tokens(op)
	if fault != nil {
		return client.Tokens{}, fault
	}
	return tokens, nil
}

// Keep hands the tokens of a new session to the keeper.
func (s *Session) Keep(op string, tokens client.Tokens) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.keeper.Keep(tokens) != nil {
		return unauthenticated(op, KeeperFailed)
	}
	return nil
}

// Forget makes the keeper forget the session.
func (s *Session) Forget(op string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.keeper.Forget() != nil {
		return unauthenticated(op, KeeperFailed)
	}
	return nil
}

func (s *Session) tokens(op string) (client.Tokens, *client.Error) {
	tokens, err := s.keeper.Tokens()
	switch {
	case err != nil:
		return client.Tokens{}, unauthenticated(op, KeeperFailed)
	case tokens == client.Tokens{}:
		return client.Tokens{}, unauthenticated(op, NotSignedIn)
	}
	return tokens, nil
}

// drop forgets the session whose access token was refused, unless another has taken its place. A keeper that cannot
// forget leaves tokens that the portal refuses anyway.
func (s *Session) drop(access string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if tokens, err := s.keeper.Tokens(); err == nil && tokens.Access == access {
		_ = s.keeper.Forget()
	}
}

func unauthenticated(op, code string) *client.Error {
	return &client.Error{Op: op, Kind: client.Unauthenticated, Code: code}
}
