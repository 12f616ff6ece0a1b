package portaltest

import (
	"context"
	"time"

	"portaldesk/client"
)

// Target is a portal to be tried and what must be known of it from behind.
type Target struct {
	// Name names the target in results: lower-case words with hyphens between them, "keycloak".
	Name string
	// Connect makes another desk at the same portal, signed out and with tokens of its own.
	Connect func() (client.Portal, error)
	// Agents signs in each role that exists. What needs a role that does not is not tried. The more of them there are, the
	// more is tried; at least one must be permitted to do everything that is to be tried.
	Agents map[client.Role]Agent
	// Seat, when not nil, is a desk at which somebody has signed in already: nobody signs in then, and no session is ended.
	Seat *Seat
	// Keeps is what this sort of portal promises beyond what every portal does; [Everything] for one of our contract.
	Keeps []Promise
	// LoginID is the login ID that the portal takes for a name of letters and digits which nobody has: where patients sign in
	// with an e-mail address, one of that name. It begins with the name. Nil: the name itself.
	LoginID func(name string) string
	// Finds is what accounts can be found by; nil for everything.
	Finds []client.IdentifierKind
	// Crowd is a look-up that finds most of the accounts; the zero value is for those that are active.
	Crowd client.Query
	// Sample answers the n-th account (from 0) of a trait, false when there is none. An account that was changed is not asked
	// for again; [Enough] says how many it takes. On a server that others test, too, it answers none of theirs.
	Sample func(trait Trait, n int) (Sample, bool)
	// Out is how callers are proven out of band.
	Out OutOfBand
	// Faults are orders to the portal to go wrong.
	Faults Faults
}

// Agent is how one agent signs in.
type Agent struct {
	// Way is empty for a login and a password.
	Way      client.SignInWay
	Login    string
	Password string
	// Token is the bearer token; Show opens the sign-in page in a browser and fills it in.
	Token string
	Show  func(client.SignInPage) error
	// OneTimeCode makes the code for now; nil when the portal wants none of this agent.
	OneTimeCode func() string
}

// Seat is a desk at which somebody has signed in.
type Seat struct {
	Portal  client.Portal
	Session client.Session
}

// OutOfBand is what a target can do so that a caller is proven by more than identifiers. With neither, what needs such a
// proof is not tried.
type OutOfBand struct {
	// Code answers the code that the portal has just sent to the account's owner, once it is there. That none came, or more
	// than one, is an error. Nil: nobody can read it.
	Code func(ctx context.Context, account client.AccountID, sent client.SentCode) (string, error)
	// CallBacks: the numbers on file are made up, so that a call back may be attested which nobody made.
	CallBacks bool
}

// Faults are orders to a portal. What is nil the portal cannot be ordered to do; the results say what was not tried then.
type Faults struct {
	// DropReply makes the portal do the next request of an operation (the contract's operationId) and lose the answer.
	DropReply func(operation string)
	// ExpireAccess makes every access token that is out expired.
	ExpireAccess func()
	// Revoke takes every permission from the agent of a login, in the middle of the session, and answers how to give them
	// back.
	Revoke func(login string) (restore func())
	// Advance moves the portal's clock on. It is called last.
	Advance func(time.Duration)
}
