package portaltest

import "portaldesk/client"

// Trait is how an account stands, as far as the suite needs to know.
type Trait string

// The traits. Every account is of an adult unless the trait says otherwise, and no account has two.
const (
	// Reachable is active, signed in somewhere (where the portal knows places), with one e-mail address and, where the portal
	// knows phones, one phone, which prove now and may be written to.
	Reachable Trait = "reachable"
	// Locked is locked, otherwise as Reachable.
	Locked Trait = "locked"
	// Deactivated is deactivated and has a contact that proves now.
	Deactivated Trait = "deactivated"
	// Invited and CodeExpired have a contact that proves now. A server that knows no invitations has neither; its access
	// codes are then tried on Reachable.
	Invited     Trait = "invited"
	CodeExpired Trait = "code-expired"
	// MinorWithParent is an active account of a child below 12 with a parent on file as proxy, TeenWithParent one of somebody
	// from 12 to 17.
	MinorWithParent Trait = "minor-with-parent"
	TeenWithParent  Trait = "teen-with-parent"
	// GrownUp is of an adult with a parent still on file as proxy.
	GrownUp Trait = "grown-up"
	// WithCaregiver and WithPOA are active with a caregiver, or a power of attorney, on file, otherwise as Reachable.
	WithCaregiver Trait = "with-caregiver"
	WithPOA       Trait = "with-power-of-attorney"
	// ContactChanged is active with a contact that changed within the quiet days.
	ContactChanged Trait = "contact-changed"
	// WithoutConsent is active with a contact that may not be written to but would prove.
	WithoutConsent Trait = "without-consent"
	// Merged and Deceased are in these states.
	Merged   Trait = "merged"
	Deceased Trait = "deceased"
)

// Status is the state that an account of the trait is in; "" for a trait that is not told by its state.
func (t Trait) Status() client.Status { return states[t] }

var states = map[Trait]client.Status{
	Reachable: client.StatusActive, Locked: client.StatusLocked, Deactivated: client.StatusDeactivated,
	Invited: client.StatusInvited, CodeExpired: client.StatusCodeExpired, Merged: client.StatusMerged, Deceased: client.StatusDeceased,
}

// Enough is how many accounts of each trait are asked for at a portal that keeps every promise. Where changes are not keyed and
// nobody is ever invited, 28 of Reachable are enough. With fewer, the tests that come last are not tried.
var Enough = map[Trait]int{
	Reachable: 34, CodeExpired: 6, Locked: 3, Deactivated: 3, Invited: 3,
	MinorWithParent: 1, TeenWithParent: 1, GrownUp: 1, WithCaregiver: 1, WithPOA: 1, ContactChanged: 1, WithoutConsent: 1, Merged: 1, Deceased: 1,
}

// Sample is one account and what only its owner and the portal know.
type Sample struct {
	ID client.AccountID
	// Says is what a caller of this account truthfully says for each identifier: a date as "2006-01-02", a name as spoken.
	// What it lacks is not tried.
	Says map[client.IdentifierKind]string
	// LoginID is empty where there is none yet, or where it is not known.
	LoginID string
}

// take answers an account of the trait that no other test has changed, and may be changed now.
func (s *suite) take(t *trial, trait Trait) Sample {
	t.Helper()
	sample := s.borrow(t, trait)
	s.taken[trait]++
	return sample
}

// borrow answers an account of the trait that is left as it is.
func (s *suite) borrow(t *trial, trait Trait) Sample {
	t.Helper()
	if sample, found := s.sample(trait, 0); found {
		return sample
	}
	if s.taken[trait] == 0 {
		t.notTried("no account that is %s is at hand", trait)
	}
	t.notTried("of the accounts that are %s, none is left after %d", trait, s.taken[trait])
	return Sample{}
}

// sample looks at an account that has not been changed, without taking it.
func (s *suite) sample(trait Trait, after int) (Sample, bool) {
	if s.target.Sample == nil {
		return Sample{}, false
	}
	return s.target.Sample(trait, s.taken[trait]+after)
}

// nobodyKnows is why little can be tried with an account that was found by chance.
const nobodyKnows = "nobody knows what the owner of the account would say"

// said is what the owner of the account truthfully says.
func said(t *trial, sample Sample, kind client.IdentifierKind) string {
	t.Helper()
	if sample.Says == nil {
		t.notTried("%s", nobodyKnows)
	}
	if sample.Says[kind] == "" {
		t.notTried("nobody knows what the owner of the account says for %s", kind)
	}
	return sample.Says[kind]
}
