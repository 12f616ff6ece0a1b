package scorecard

import (
	"context"
	"time"

	"portaldesk/client"
	"portaldesk/client/portaltest"
	"portaldesk/client/transport"
)

// Subject is a portal to be looked at.
type Subject struct {
	// Kind is the kind of server, as a profile names it: "adminapi", "keycloak", "kratos", "scim" or "guided".
	Kind string
	// Transport is how it is reached: its address, whom to trust, the client certificate.
	Transport transport.Config
	// Connect makes another desk at it, signed out, whose tokens the keeper holds.
	Connect func(client.TokenKeeper) (client.Portal, error)
	// Session is the desk at which somebody has signed in; nil when nobody has. Then only what anybody can see is looked at.
	Session *Session
	// Write names a test account; nil changes nothing.
	Write *Writing
	// Maker is the program and its version. Now is the clock.
	Maker string
	Now   func() time.Time
	// Progress is told what is being done, a few words a step; it may be nil.
	Progress func(string)
}

// Session is somebody signed in.
type Session struct {
	Portal  client.Portal
	Session client.Session
	// Way is how she signed in; AskedCode that a one-time code was asked for.
	Way       client.SignInWay
	AskedCode bool
	// Tokens are those of the session. Nil: it has none, or it is not ours to end.
	Tokens func() (client.Tokens, error)
}

// Writing is a test account on which everything may be tried.
type Writing struct {
	Account client.AccountID
	// Says is what its owner says for each identifier, LoginID what she signs in with; what is missing is not tried.
	Says    map[client.IdentifierKind]string
	LoginID string
	// Code asks somebody for the code that was just sent to the owner; nil when there is nobody to be asked.
	Code func(ctx context.Context, account client.AccountID, sent client.SentCode) (string, error)
}

func (s Subject) tell(step string) {
	if s.Progress != nil {
		s.Progress(step)
	}
}

// The kinds of server that the looks differ for.
const (
	kindAdminAPI = "adminapi"
	kindKeycloak = "keycloak"
	kindKratos   = "kratos"
	kindSCIM     = "scim"
	kindGuided   = "guided"
)

// keeps is what a portal of the kind promises.
func (s Subject) keeps() []portaltest.Promise {
	if s.Kind == kindAdminAPI {
		return portaltest.Everything()
	}
	return []portaltest.Promise{portaltest.Versioned, portaltest.Sifted}
}
