package scim

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// mediaType is SCIM's (RFC 7644, 3.1).
const mediaType = "application/scim+json"

// The codes made here, beyond those that every portal of our own contract has.
const (
	accountNotFound = "account-not-found"
	accountChanged  = "account-changed"
	stateNotSuited  = "state-not-suited"
	roleNotAllowed  = "role-not-allowed"
	loginIDTaken    = "login-id-taken"
	loginIDInvalid  = "login-id-invalid"
	contactInvalid  = "contact-invalid"
	cursorUnknown   = "cursor-unknown"
	noContact       = "no-contact"

	// ChangedAtOnce, of [client.Stale]: somebody else changed the account at the same moment. What was ordered was done;
	// what the other did may not stand, or this may not.
	ChangedAtOnce = "changed-at-once"
	// ChangeIgnored, of [client.Protocol]: the server said yes and did nothing.
	ChangeIgnored = "change-ignored"
	// ContactTaken, of [client.Conflict]: another account has this address.
	ContactTaken = "contact-taken"
	// ReadOnly, of [client.NotOffered]: the server lets nobody change this attribute.
	ReadOnly = "read-only"
	// PasswordRules, of [client.Conflict]: the server's rules refuse every password made here.
	PasswordRules = "password-rules"
	// FilterRefused, of [client.Invalid]: the server does not take the question in this form.
	FilterRefused = "filter-refused"
	// TooMany, of [client.Invalid]: more accounts match than the server answers.
	TooMany = "too-many-matches"
	// PublicClient, of [client.Forbidden]: the server takes no token of a program that keeps no secret, whoever signed in.
	PublicClient = "public-client-refused"
	// NotSCIM, of [client.Protocol]: what answers at the address speaks no SCIM 2.0.
	NotSCIM = "not-scim"
)

// Dialect is how SCIM servers word their answers. Some declare plain JSON.
func dialect() transport.Dialect {
	return transport.Dialect{
		Accept: mediaType + ", application/json", Types: []string{mediaType, "application/json"}, ContentType: mediaType, Refusal: refusal,
	}
}

const errorURN = "urn:ietf:params:scim:api:messages:2.0:Error"

// complaint is a refusal (RFC 7644, 3.12). Its detail is a hint and is never repeated: it may quote what was entered.
type complaint struct {
	Schemas []string `json:"schemas"`
	Type    string   `json:"scimType"`
	// Status is text by the standard, a number from some servers.
	Status json.RawMessage `json:"status"`
	Detail json.RawMessage `json:"detail"`
}

// aboutPublicClients is how Keycloak refuses them.
var aboutPublicClients = regexp.MustCompile(`(?i)public client`)

func refusal(r transport.Refusal) (transport.Fault, bool) {
	// Whether a token is still good is often for a gateway, which speaks no SCIM.
	if r.Status == http.StatusUnauthorized {
		return transport.Fault{Kind: client.Unauthenticated, Code: transport.TokenExpired}, true
	}
	var said complaint
	isError := func(schema string) bool { return strings.EqualFold(schema, errorURN) }
	if transport.Decode(r.Body, &said) != nil {
		return transport.Fault{}, false
	}
	// Keycloak words a conflict in its own way. No gateway has one to tell of.
	if !slices.ContainsFunc(said.Schemas, isError) && r.Status != http.StatusConflict {
		return transport.Fault{}, false
	}
	if r.Status == http.StatusForbidden && aboutPublicClients.Match(said.Detail) {
		return transport.Fault{Kind: client.Forbidden, Code: PublicClient}, true
	}
	return faultOf(r.Op, r.Status, said.Type), true
}

func faultOf(op string, status int, kind string) transport.Fault {
	switch status {
	case http.StatusBadRequest:
		return badRequest(op, kind)
	case http.StatusForbidden:
		return transport.Fault{Kind: client.Forbidden, Code: roleNotAllowed}
	case http.StatusNotFound:
		return transport.Fault{Kind: client.NotFound, Code: accountNotFound}
	case http.StatusConflict:
		return conflict(op, kind)
	case http.StatusPreconditionFailed:
		return transport.Fault{Kind: client.Stale, Code: accountChanged}
	case http.StatusRequestEntityTooLarge:
		return transport.Fault{Kind: client.Invalid, Code: TooMany}
	case http.StatusTooManyRequests:
		return transport.Fault{Kind: client.Throttled}
	case http.StatusNotImplemented, http.StatusMethodNotAllowed:
		return transport.Fault{Kind: client.NotOffered, Code: "not-offered"}
	}
	if status >= http.StatusInternalServerError {
		return transport.Fault{Kind: client.Unavailable}
	}
	return transport.Fault{Kind: client.Protocol, Code: "unexpected-status"}
}

func badRequest(op, kind string) transport.Fault {
	switch kind {
	case "mutability":
		return transport.Fault{Kind: client.NotOffered, Code: ReadOnly}
	case "tooMany":
		return transport.Fault{Kind: client.Invalid, Code: TooMany}
	case "uniqueness":
		return conflict(op, kind)
	case "invalidVers":
		return transport.Fault{Kind: client.Stale, Code: accountChanged}
	}
	switch op {
	case client.OpSearch:
		return transport.Fault{Kind: client.Invalid, Code: FilterRefused}
	case client.OpResetPassword:
		return transport.Fault{Kind: client.Conflict, Code: PasswordRules}
	case client.OpChangeLoginID:
		return transport.Fault{Kind: client.Invalid, Code: loginIDInvalid, Fields: field("loginId", "invalid")}
	case client.OpCorrectContact:
		return transport.Fault{Kind: client.Invalid, Code: contactInvalid, Fields: field("value", "invalid")}
	}
	return transport.Fault{Kind: client.Invalid}
}

// conflict is of something that is taken, or of a version that is no longer the newest (RFC 7644, 3.12, table 8).
func conflict(op, kind string) transport.Fault {
	switch {
	case op == client.OpChangeLoginID:
		return transport.Fault{Kind: client.Conflict, Code: loginIDTaken, Fields: field("loginId", "taken")}
	case op == client.OpCorrectContact && kind == "uniqueness":
		return transport.Fault{Kind: client.Conflict, Code: ContactTaken, Fields: field("value", "taken")}
	}
	return transport.Fault{Kind: client.Stale, Code: accountChanged}
}

func field(name, code string) []client.FieldError {
	return []client.FieldError{{Field: name, Code: code}}
}

// refuse is an error made here.
func refuse(op string, kind client.Kind, code string, fields ...client.FieldError) error {
	return &client.Error{Op: op, Kind: kind, Code: code, Fields: fields}
}
