package portaltest

import (
	"testing"
	"time"

	"portaldesk/client"
)

// Target is a portal to be tried and what must be known of it from behind.
type Target struct {
	// Connect makes another desk at the same portal, signed out and with tokens of its own.
	Connect func(t *testing.T) client.Portal
	// Agents signs in each role. All four are needed.
	Agents map[client.Role]Agent
	// Sample answers the n-th account (from 0) of a trait, false when there is none. Accounts are changed by the suite, so
	// each is taken once: it needs about 80 of Reachable and 8 of each other trait. No account has two traits.
	Sample func(trait Trait, n int) (Sample, bool)
	// Codes answers the verification codes sent to a patient so far, oldest first.
	Codes func(account client.AccountID) []string
	// Faults are orders to the portal to go wrong.
	Faults Faults
}

// Agent is how one agent signs in.
type Agent struct {
	Login    string
	Password string
	// OneTimeCode makes the code for now; nil when the portal wants none of this agent.
	OneTimeCode func() string
}

// Faults are orders to a portal. What is nil the portal cannot be ordered to do; the log says what was not tried then.
type Faults struct {
	// DropReply makes the portal do the next request of an operation (the contract's operationId) and lose the answer.
	DropReply func(operation string)
	// ExpireAccess makes every access token that is out expired.
	ExpireAccess func()
	// Advance moves the portal's clock on. It is called last.
	Advance func(time.Duration)
}

// log says what cannot be tried.
func (f Faults) log(t *testing.T) {
	for what, missing := range map[string]bool{
		"lost answers": f.DropReply == nil, "expired access tokens": f.ExpireAccess == nil, "the passing of time": f.Advance == nil,
	} {
		if missing {
			t.Logf("not tried, the portal cannot be ordered to: %s", what)
		}
	}
}

// Trait is how an account stands, as far as the suite needs to know.
type Trait string

// The traits. Every account is of an adult unless the trait says otherwise.
const (
	// Reachable is active, signed in somewhere, with one e-mail address and one phone that prove now and may be written to.
	Reachable Trait = "reachable"
	// Locked is locked, otherwise as Reachable.
	Locked Trait = "locked"
	// Deactivated is deactivated and has a contact that proves now.
	Deactivated Trait = "deactivated"
	// Invited and CodeExpired have a contact that proves now.
	Invited     Trait = "invited"
	CodeExpired Trait = "code-expired"
	// MinorWithParent is an active account of a minor with a parent on file as proxy.
	MinorWithParent Trait = "minor-with-parent"
	// GrownUp is of an adult with a parent still on file as proxy.
	GrownUp Trait = "grown-up"
	// ContactChanged is active with a contact that changed within the quiet days.
	ContactChanged Trait = "contact-changed"
	// WithoutConsent is active with a contact that may not be written to but would prove.
	WithoutConsent Trait = "without-consent"
	// Merged and Deceased are in these states.
	Merged   Trait = "merged"
	Deceased Trait = "deceased"
)

// Sample is one account and what only its owner and the portal know.
type Sample struct {
	ID client.AccountID
	// Says is what a caller of this account truthfully says for each identifier.
	Says map[client.IdentifierKind]string
	// LoginID is empty where there is none yet.
	LoginID string
}
