package transport

import (
	"context"
	"errors"

	"portaldesk/client"
)

// Renew refreshes the session now, however long its access token is still good for, and answers the new tokens. When
// another goroutine is at it, its outcome serves.
func (s *Session) Renew(ctx context.Context, op string) (client.Tokens, error) {
	tokens, fault := s.tokens(op)
	if fault == nil {
		tokens, fault = s.renewed(ctx, op, tokens.Access)
	}
	if fault != nil {
		return client.Tokens{}, fault
	}
	return tokens, nil
}

// access is the access token to begin with. A keeper that had no room for it held the refresh token alone.
func (s *Session) access(ctx context.Context, op string) (string, *client.Error) {
	tokens, fault := s.tokens(op)
	if fault != nil || tokens.Access != "" {
		return tokens.Access, fault
	}
	tokens, fault = s.renewed(ctx, op, "")
	return tokens.Access, fault
}

// renewed answers tokens newer than the access token used, refreshing at most once however many ask at the same time.
func (s *Session) renewed(ctx context.Context, op, used string) (client.Tokens, *client.Error) {
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return client.Tokens{}, &client.Error{Op: op, Kind: client.Canceled}
	}
	tokens, fault := s.tokens(op)
	switch {
	case fault != nil:
		return client.Tokens{}, fault
	case tokens.Access != used:
		return tokens, nil
	case s.refresh == nil || tokens.Refresh == "":
		s.drop(used)
		return client.Tokens{}, unauthenticated(op, SessionEnded)
	}
	// The refresh token works once. Were the refresh given up with the question that needed it, as a look-up is at each
	// key, the portal might have used the token up and the session would be over.
	fresh, err := s.refresh(context.WithoutCancel(ctx), tokens.Refresh)
	if err != nil {
		return client.Tokens{}, s.refreshFailed(op, used, err)
	}
	return s.replace(op, tokens, fresh)
}

// refreshFailed tells an ended session from a portal that cannot be reached. The request that needed the refresh was
// refused, so nothing of it was done, whatever became of the refresh.
func (s *Session) refreshFailed(op, used string, err error) *client.Error {
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
func (s *Session) replace(op string, old, fresh client.Tokens) (client.Tokens, *client.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now, err := s.keeper.Tokens()
	switch {
	case err != nil:
		return client.Tokens{}, unauthenticated(op, KeeperFailed)
	case now != old:
		return client.Tokens{}, unauthenticated(op, SessionEnded)
	case s.keeper.Keep(fresh) != nil:
		return client.Tokens{}, unauthenticated(op, KeeperFailed)
	}
	return fresh, nil
}
