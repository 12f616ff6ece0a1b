package oidc

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"regexp"

	"golang.org/x/oauth2"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// step is where in a sign-in a provider said no: the same word means different things.
type step int

const (
	asking    step = iota // whether, and how, somebody may sign in
	redeeming             // a code that the browser brought: the provider knows the client
	refreshing
)

func fault(op string, kind client.Kind, code string) *client.Error {
	return &client.Error{Op: op, Kind: kind, Code: code}
}

// failed maps an error of the OAuth library. Its text, which quotes the provider's answer, is left behind.
func (c *Client) failed(ctx context.Context, op string, err error, at step) *client.Error {
	if ctx.Err() != nil {
		return over(ctx, op)
	}
	if refused, ok := errors.AsType[*oauth2.RetrieveError](err); ok {
		return readRefusal(refused).fault(op, at)
	}
	if _, ok := errors.AsType[*url.Error](err); ok {
		return transport.Lost(ctx, op, err)
	}
	return fault(op, client.Protocol, BadAnswer)
}

// refusal is a provider's no (RFC 6749, 4.1.2.1 and 5.2). Its description is a hint and is never repeated.
type refusal struct {
	word, description string
	status            int // 0 in the browser
}

// readRefusal reads what the library leaves unread for device codes.
func readRefusal(refused *oauth2.RetrieveError) refusal {
	r := refusal{refused.ErrorCode, refused.ErrorDescription, refused.Response.StatusCode}
	var body struct {
		Word        string `json:"error"`
		Description string `json:"error_description"`
	}
	if r.word == "" && transport.Decode(refused.Body, &body) == nil {
		r.word, r.description = body.Word, body.Description
	}
	return r
}

// What descriptions hint at.
var (
	aboutPKCE      = regexp.MustCompile(`(?i)code[_ ](challenge|verifier)|pkce`)
	aboutRedirect  = regexp.MustCompile(`(?i)redirect`)
	aboutAccount   = regexp.MustCompile(`(?i)not (assigned|permitted|allowed|authorized)|unauthorized|policy|disabled`)
	aboutItsExpiry = regexp.MustCompile(`(?i)authentication_expired|expired`)
	aboutSecret    = regexp.MustCompile(`(?i)credentials|secret`)
)

func (r refusal) fault(op string, at step) *client.Error {
	switch r.word {
	case "invalid_client", "unauthorized_client":
		return unusable(op, r.registration(at), "clientId")
	case "unsupported_response_type", "unsupported_grant_type":
		return unusable(op, FlowRefused, "clientId")
	case "invalid_scope":
		return unusable(op, ScopeRefused, "")
	case "invalid_request":
		return r.malformed(op)
	case "invalid_grant":
		return r.spent(op, at)
	}
	return r.person(op)
}

// registration is the code of what is wrong with that of the client.
func (r refusal) registration(at step) string {
	unknown := r.word == "invalid_client"
	switch {
	case unknown && at == redeeming, !unknown && aboutSecret.MatchString(r.description):
		return ClientConfidential
	case unknown:
		return ClientUnknown
	}
	return FlowRefused
}

// malformed is a request that the provider's registration of the client does not allow.
func (r refusal) malformed(op string) *client.Error {
	switch {
	case aboutPKCE.MatchString(r.description):
		return unusable(op, PKCERefused, "")
	case aboutRedirect.MatchString(r.description):
		return unusable(op, RedirectRefused, "")
	}
	return fault(op, client.Protocol, BadAnswer)
}

// spent is a code or refresh token that is no longer good.
func (r refusal) spent(op string, at step) *client.Error {
	switch {
	case at == refreshing:
		return fault(op, client.Unauthenticated, transport.SessionEnded)
	case aboutPKCE.MatchString(r.description):
		return unusable(op, PKCERefused, "")
	case aboutAccount.MatchString(r.description):
		return fault(op, client.Forbidden, AccountNotPermitted)
	}
	return fault(op, client.Unauthenticated, Expired)
}

// person is a no to the agent, or for now.
func (r refusal) person(op string) *client.Error {
	switch r.word {
	case "access_denied":
		if aboutAccount.MatchString(r.description) {
			return fault(op, client.Forbidden, AccountNotPermitted)
		}
		return fault(op, client.Unauthenticated, Denied)
	case "expired_token":
		return fault(op, client.Unauthenticated, Expired)
	case "temporarily_unavailable":
		if aboutItsExpiry.MatchString(r.description) {
			return fault(op, client.Unauthenticated, Expired)
		}
		return fault(op, client.Unavailable, IssuerUnavailable)
	case "server_error":
		return fault(op, client.Unavailable, IssuerUnavailable)
	case "login_required", "interaction_required", "account_selection_required", "consent_required":
		return fault(op, client.Unauthenticated, Denied)
	}
	if r.status >= http.StatusInternalServerError || r.status == http.StatusTooManyRequests {
		return fault(op, client.Unavailable, IssuerUnavailable)
	}
	return fault(op, client.Protocol, BadAnswer)
}

// unusable is something of the registration that must be mended, in the named entry of the profile if there is one.
func unusable(op, code, field string) *client.Error {
	f := fault(op, client.Invalid, code)
	if field != "" {
		f.Fields = []client.FieldError{{Field: field, Code: code}}
	}
	return f
}
