package client

import (
	"errors"
	"fmt"
	"time"
)

// Kind says what went wrong in terms of what can be done next.
type Kind string

// The kinds. Each comment says what is known when it is returned.
const (
	// Offline: the portal was not reached; nothing was sent.
	Offline Kind = "offline"
	// OutcomeUnknown: the request was sent and the answer lost; the work may have been done. Ask again with the same key.
	OutcomeUnknown Kind = "outcome-unknown"
	// Untrusted: the TLS handshake failed: certificate, name, version. Nothing was sent.
	Untrusted Kind = "untrusted"
	// Canceled: the caller's context ended.
	Canceled Kind = "canceled"
	// Unauthenticated: no session, or one the portal no longer accepts, or a wrong password or code.
	Unauthenticated Kind = "unauthenticated"
	// OneTimeCodeRequired: the password was right and a one-time code is wanted too.
	OneTimeCodeRequired Kind = "one-time-code-required"
	// Forbidden: this agent, or this caller, may not. Code tells which rule.
	Forbidden Kind = "forbidden"
	// ProofRequired: the operation needs a caller proven at a higher level.
	ProofRequired Kind = "proof-required"
	// ProofExpired: the caller was proven, too long ago.
	ProofExpired Kind = "proof-expired"
	// NotOffered: the portal cannot do this at all.
	NotOffered Kind = "not-offered"
	// NotFound: there is no such account, call or verification (any more).
	NotFound Kind = "not-found"
	// Invalid: the portal refused what was entered; Fields says where.
	Invalid Kind = "invalid"
	// Conflict: it is taken, or the account's state does not allow it. Code tells which.
	Conflict Kind = "conflict"
	// Stale: somebody changed the account since it was read. Read it again.
	Stale Kind = "stale"
	// Throttled: too many attempts; RetryAfter says when again.
	Throttled Kind = "throttled"
	// InProgress: the first attempt with this key is still running. Ask again with the same key.
	InProgress Kind = "in-progress"
	// KeyReused: this key was used for something else. A defect of the caller.
	KeyReused Kind = "key-reused"
	// Unavailable: the portal answered that it cannot answer (5xx). RetryAfter may say when again.
	Unavailable Kind = "unavailable"
	// Protocol: the answer was not what the contract promises. Of a write, the work may have been done.
	Protocol Kind = "protocol"
)

// Error is every error a [Portal] returns.
type Error struct {
	// Op is the operation, as in the contract's operationId: "resetPassword".
	Op string
	// Kind says what can be done next.
	Kind Kind
	// Code is the last part of the problem's type (RFC 9457), for telling cases of one kind apart: "login-id-taken".
	Code string
	// Fields names the entries the portal refused. Only with Invalid, Conflict and Forbidden.
	Fields []FieldError
	// RetryAfter is how long the portal asked us to wait; 0 when it did not say.
	RetryAfter time.Duration
	// Err is the cause, already free of tokens and query strings.
	Err error
}

// FieldError is one entry that the portal refused: Field is its name in the contract ("loginId"), Code why ("too-short").
type FieldError struct {
	Field string `json:"field"`
	Code  string `json:"code"`
}

func (e *Error) Error() string {
	text := e.Op + ": " + string(e.Kind)
	if e.Code != "" {
		text += " (" + e.Code + ")"
	}
	if e.Err != nil {
		text = fmt.Sprintf("%s: %v", text, e.Err)
	}
	return text
}

func (e *Error) Unwrap() error { return e.Err }

// KindOf returns the kind of err, or "" when err is nil or not ours.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return ""
}

// CodeOf returns the code of err, or "".
func CodeOf(err error) string {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return ""
}
