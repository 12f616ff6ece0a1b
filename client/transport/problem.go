package transport

import (
	"errors"
	"net/http"
	"regexp"
	"strings"
	"unicode/utf8"

	"portaldesk/client"
)

// problem is a problem document (RFC 9457). Its title and detail are left where they are: they may name a patient.
type problem struct {
	Type              string              `json:"type"`
	Fields            []client.FieldError `json:"fields"`
	RetryAfterSeconds int64               `json:"retryAfterSeconds"`
}

// codePattern is a code as the contract writes it.
var codePattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

const (
	maxCode   = 64
	maxFields = 64
)

// isCode keeps out what a person could have typed.
func isCode(text string) bool { return len(text) <= maxCode && codePattern.MatchString(text) }

// code is the last part of the problem's type, or "".
func (p problem) code() string {
	last := p.Type[strings.LastIndexByte(p.Type, '/')+1:]
	if !isCode(last) {
		return ""
	}
	return last
}

// fields are those that can be told on: names and codes, nothing else.
func (p problem) fields() []client.FieldError {
	var kept []client.FieldError
	for _, field := range p.Fields[:min(len(p.Fields), maxFields)] {
		if fieldName.MatchString(field.Field) && isCode(field.Code) {
			kept = append(kept, field)
		}
	}
	return kept
}

// fieldName is a name of the contract, or the place of one in a list: "calls[3].note".
var fieldName = regexp.MustCompile(`^[A-Za-z0-9_.\[\]-]{1,64}$`)

// refusal maps an answer of 400 and more to an error.
func (c *Client) refusal(f *flight, status int, header http.Header, body []byte) *client.Error {
	fault := c.refused(f, status, header, body)
	if fault.Kind == client.Unavailable && !f.reads() && lostBehind(status) {
		fault.Kind = client.OutcomeUnknown
	}
	return fault
}

// lostBehind: a gateway lost the answer of the server behind it, which may have done the work.
func lostBehind(status int) bool {
	return status == http.StatusBadGateway || status == http.StatusGatewayTimeout
}

func (c *Client) refused(f *flight, status int, header http.Header, body []byte) *client.Error {
	if code := refusedByGateway(status, header, body); code != "" {
		return f.fault(client.Untrusted, code, "")
	}
	if c.dialect.Refusal != nil {
		return c.foreignRefusal(f, Refusal{Op: f.Op, Status: status, Header: header, Body: body})
	}
	var p problem
	if !isType(header, "application/problem+json", "application/json") || decode(body, &p) != nil {
		return c.bareRefusal(f, status, header)
	}
	fault := f.fault(kindOf(status, p.code()), p.code(), "")
	fault.RetryAfter = max(capped(p.RetryAfterSeconds), retryAfter(header, c.clock.Now()))
	switch fault.Kind {
	case client.Invalid, client.Conflict, client.Forbidden:
		fault.Fields = p.fields()
	}
	return fault
}

// foreignRefusal is one in another server's words.
func (c *Client) foreignRefusal(f *flight, refusal Refusal) *client.Error {
	if !utf8.Valid(refusal.Body) {
		return c.bareRefusal(f, refusal.Status, refusal.Header)
	}
	read, ok := c.dialect.Refusal(refusal)
	if !ok {
		return c.bareRefusal(f, refusal.Status, refusal.Header)
	}
	fault := f.fault(read.Kind, read.Code, "")
	fault.Fields, fault.RetryAfter = read.Fields, retryAfter(refusal.Header, c.clock.Now())
	return fault
}

// bareRefusal is one that some gateway before the portal gave. Being busy can be believed from it; that there is no such
// account, or that the agent may not, cannot.
func (c *Client) bareRefusal(f *flight, status int, header http.Header) *client.Error {
	kind := kindOf(status, "")
	switch kind {
	case client.Unavailable, client.Throttled, client.Unauthenticated:
	default:
		return f.fault(client.Protocol, "not-a-problem-document", "the refusal is not a problem document")
	}
	fault := f.fault(kind, "", "")
	fault.RetryAfter = retryAfter(header, c.clock.Now())
	if kind == client.Unauthenticated && strings.Contains(header.Get("WWW-Authenticate"), `error="invalid_token"`) {
		fault.Code = tokenExpired // RFC 6750, 3.1
	}
	return fault
}

// kindOf is the contract's table from status and code to kind.
func kindOf(status int, code string) client.Kind {
	switch status {
	case http.StatusBadRequest:
		return client.Invalid
	case http.StatusUnauthorized:
		return pick(code, client.Unauthenticated, map[string]client.Kind{
			"one-time-code-required": client.OneTimeCodeRequired,
		})
	case http.StatusForbidden:
		return pick(code, client.Forbidden, map[string]client.Kind{
			"proof-required": client.ProofRequired,
			"proof-too-weak": client.ProofRequired,
			"proof-expired":  client.ProofExpired,
		})
	case http.StatusConflict:
		return pick(code, client.Conflict, map[string]client.Kind{
			"idempotency-in-progress": client.InProgress,
		})
	case http.StatusNotFound:
		return client.NotFound
	case http.StatusPreconditionFailed:
		return client.Stale
	case http.StatusUnprocessableEntity:
		return client.KeyReused
	case http.StatusTooManyRequests:
		return client.Throttled
	case http.StatusNotImplemented:
		return client.NotOffered
	}
	if status >= 500 {
		return client.Unavailable
	}
	return client.Protocol
}

func pick(code string, usual client.Kind, special map[string]client.Kind) client.Kind {
	if kind, ok := special[code]; ok {
		return kind
	}
	return usual
}

// fault is an error of this request. The text, where there is one, is ours.
func (f *flight) fault(kind client.Kind, code, text string) *client.Error {
	fault := &client.Error{Op: f.Op, Kind: kind, Code: code}
	if text != "" {
		fault.Err = errors.New(text)
	}
	return fault
}
