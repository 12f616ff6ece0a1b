package transport

import (
	"net/http"

	"portaldesk/client"
)

// Dialect is how a server words its answers. The zero value is our published contract: JSON, and problem documents
// (RFC 9457) for refusals.
type Dialect struct {
	// Accept is the Accept header; Types are the media types of an answer that is read. None means JSON.
	Accept string
	Types  []string
	// ContentType is that of bodies; empty means "application/json".
	ContentType string
	// Refusal reads an answer of 400 and more. What it cannot make out it answers with false; then a server that is busy
	// (429, 5xx) is believed by its status, and anything else is [client.Protocol]. A 401 with code [TokenExpired] is
	// tried once more with a fresh access token. The body has been checked to be UTF-8 of bounded size, nothing else.
	Refusal func(Refusal) (Fault, bool)
}

// Refusal is an answer of 400 and more.
type Refusal struct {
	Op     string
	Status int
	Header http.Header
	Body   []byte
}

// Fault is what a refusal means. Code and the fields are codes of ours ([client.Error]), never the server's words, which may
// name a patient.
type Fault struct {
	Kind   client.Kind
	Code   string
	Fields []client.FieldError
}

// TokenExpired is the code of [client.Unauthenticated] for an access token that is no longer good, where a fresh one may be.
const TokenExpired = tokenExpired

func (d Dialect) withDefaults() Dialect {
	if d.Accept == "" {
		d.Accept = "application/json, application/problem+json"
	}
	if len(d.Types) == 0 {
		d.Types = []string{"application/json"}
	}
	if d.ContentType == "" {
		d.ContentType = "application/json"
	}
	return d
}

// Decode reads one JSON object or array, however hostile, within the bounds that hold for every answer.
func Decode(body []byte, out any) error { return decode(body, out) }
