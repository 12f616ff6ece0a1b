package signing

import (
	"portaldesk/client"
	"portaldesk/client/oidc"
)

// The codes made here. The others are those of oidc and transport.
const (
	// OtherAgent: not the agent whose session it is. Of [client.Unauthenticated].
	OtherAgent = oidc.OtherPerson
	// LoginMissing, TokenMissing and TokenMalformed: what was entered cannot be used. Of [client.Invalid].
	LoginMissing   = "login-missing"
	TokenMissing   = "token-missing"
	TokenMalformed = "token-malformed"
)

func invalid(op, field, code string) error {
	return &client.Error{
		Op: op, Kind: client.Invalid, Code: code, Fields: []client.FieldError{{Field: field, Code: code}},
	}
}

func unauthenticated(op, code string) error {
	return &client.Error{Op: op, Kind: client.Unauthenticated, Code: code}
}
