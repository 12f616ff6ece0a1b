package keycloak

import (
	"net/http"
	"strings"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// The codes made here, beyond those that every portal of our own contract has.
const (
	accountNotFound = "account-not-found"
	accountChanged  = "account-changed"
	stateNotSuited  = "state-not-suited"
	roleNotAllowed  = "role-not-allowed"
	loginIDTaken    = "login-id-taken"
	loginIDInvalid  = "login-id-invalid"
	contactInvalid  = "contact-invalid"
	noContact       = "no-contact"

	// ChangedAtOnce, of [client.Stale]: somebody else changed the account at the same moment. What was ordered was done;
	// what the other did may not stand, or this may not.
	ChangedAtOnce = "changed-at-once"
	// ChangeIgnored, of [client.Protocol]: the server said yes and did nothing.
	ChangeIgnored = "change-ignored"
	// ContactTaken, of [client.Conflict]: another account has this address.
	ContactTaken = "contact-taken"
	// ReadOnly, of [client.NotOffered]: the realm lets nobody change this field.
	ReadOnly = "read-only"
	// MailOff, of [client.NotOffered]: the realm has no mail server.
	MailOff = "mail-off"
	// MailFailed, of [client.Unavailable]: the realm's mail server did not take the message.
	MailFailed = "mail-failed"
	// PasswordRules, of [client.Conflict]: the realm's rules refuse every password made here.
	PasswordRules = "password-rules"
	// RealmUnknown, of [client.NotFound]: the server has no realm of this name.
	RealmUnknown = "realm-unknown"
)

func dialect() transport.Dialect {
	return transport.Dialect{Accept: "application/json", Refusal: refusal}
}

// complaint is how the admin API words a refusal: "errorMessage" for what it checked, "error" for everything else. The texts
// are the server's and partly in the agent's language, and may quote what was entered; none of them is told on.
type complaint struct {
	Message string      `json:"errorMessage"`
	Field   string      `json:"field"`
	Errors  []complaint `json:"errors"`
	Error   string      `json:"error"`
}

func refusal(r transport.Refusal) (transport.Fault, bool) {
	if r.Status == http.StatusUnauthorized {
		// The admin API says 401 of any token that is no longer good.
		return transport.Fault{Kind: client.Unauthenticated, Code: transport.TokenExpired}, true
	}
	var said complaint
	if transport.Decode(r.Body, &said) != nil || said.Message == "" && said.Error == "" && len(said.Errors) == 0 {
		return transport.Fault{}, false
	}
	switch r.Status {
	case http.StatusBadRequest:
		return badRequest(r.Op, said), true
	case http.StatusForbidden:
		return transport.Fault{Kind: client.Forbidden, Code: roleNotAllowed}, true
	case http.StatusNotFound:
		return notFound(said), true
	case http.StatusConflict:
		return conflict(r.Op), true
	case http.StatusInternalServerError:
		return failure(said), true
	}
	return transport.Fault{}, false
}

func notFound(said complaint) transport.Fault {
	switch said.Error {
	case "User not found":
		return transport.Fault{Kind: client.NotFound, Code: accountNotFound}
	case "Realm not found.", "Realm does not exist":
		return transport.Fault{Kind: client.NotFound, Code: RealmUnknown}
	}
	return transport.Fault{Kind: client.NotFound}
}

// conflict knows only of names and addresses that are taken.
func conflict(op string) transport.Fault {
	if op == opChangeLoginID {
		return transport.Fault{Kind: client.Conflict, Code: loginIDTaken, Fields: field("loginId", "taken")}
	}
	return transport.Fault{Kind: client.Conflict, Code: ContactTaken, Fields: field("value", "taken")}
}

// failure tells a realm without a mail server from one whose mail server does not answer. Without one, the server fails
// over the sender: "Invalid sender address 'null'".
func failure(said complaint) transport.Fault {
	switch {
	case strings.Contains(said.Message, "sender address 'null'"):
		return transport.Fault{Kind: client.NotOffered, Code: MailOff}
	case strings.HasPrefix(said.Message, "Failed to send"):
		return transport.Fault{Kind: client.Unavailable, Code: MailFailed}
	}
	return transport.Fault{Kind: client.Unavailable}
}

func badRequest(op string, said complaint) transport.Fault {
	if len(said.Errors) > 0 {
		said = said.Errors[0]
	}
	switch {
	case strings.HasPrefix(said.Error, "invalidPassword"):
		return transport.Fault{Kind: client.Conflict, Code: PasswordRules}
	case said.Message == "User is disabled":
		return transport.Fault{Kind: client.Conflict, Code: stateNotSuited}
	case said.Message == "User email missing":
		return transport.Fault{Kind: client.Conflict, Code: noContact}
	case said.Message == "error-user-attribute-read-only":
		return transport.Fault{Kind: client.NotOffered, Code: ReadOnly}
	}
	why := "invalid"
	if said.Message == "error-invalid-length" {
		why = "wrong-length"
	}
	switch op {
	case opChangeLoginID:
		return transport.Fault{Kind: client.Invalid, Code: loginIDInvalid, Fields: field("loginId", why)}
	case opCorrectContact:
		return transport.Fault{Kind: client.Invalid, Code: contactInvalid, Fields: field("value", why)}
	}
	return transport.Fault{Kind: client.Invalid}
}

func field(name, code string) []client.FieldError {
	return []client.FieldError{{Field: name, Code: code}}
}

// refuse is an error made here.
func refuse(op string, kind client.Kind, code string, fields ...client.FieldError) error {
	return &client.Error{Op: op, Kind: kind, Code: code, Fields: fields}
}
