package demoportal

import (
	"time"

	"portaldesk/client"
	"portaldesk/client/demoportal/people"
)

// Trait is something by which tests and demonstrations find accounts. Every status is one, Trait("locked") say.
type Trait string

// The traits beside the states.
const (
	TraitAdult          Trait = "adult"                  // active, 18 or older, both contacts prove and agreed to mail
	TraitMinor          Trait = "minor"                  // active, below 18, with a parent on file
	TraitChild          Trait = "child"                  // a minor below 12
	TraitTeen           Trait = "teen"                   // a minor of 12 or older
	TraitGrownUp        Trait = "grown-up"               // 18 or older, with a parent still on file
	TraitCaregiver      Trait = "caregiver"              // with a caregiver on file
	TraitPOA            Trait = "power-of-attorney"      // with a power of attorney on file
	TraitContactChanged Trait = "contact-changed"        // a contact changed within the quiet days
	TraitNoConsent      Trait = "no-consent"             // a contact on which the patient did not agree to mail
	TraitNoEmail        Trait = "no-email"               // a phone only
	TraitNoContact      Trait = "no-contact"             // nothing on file
	TraitBounces        Trait = "bounces"                // e-mail comes back
	TraitDuplicate      Trait = "duplicate"              // looks like another account
	TraitSecondFactor   Trait = "second-factor"          // signs in with one
	TraitLockedForATime Trait = "locked-for-a-time"      // the lock opens by itself
	TraitInvitable      Trait = "invitable-with-contact" // never invited, code out or expired, contacts prove
)

// Sample answers at most n accounts with the trait, the cast first and always in the same order.
func (s *Server) Sample(trait Trait, n int) []client.AccountID {
	p := s.portal
	p.mu.RLock()
	defer p.mu.RUnlock()
	now := p.clock()
	var found []client.AccountID
	for _, r := range p.lists.numbered {
		if len(found) == n {
			break
		}
		if has(r, trait, now) {
			found = append(found, r.ID)
		}
	}
	return found
}

// Truth is what a caller who tells the truth says for each identifier. What the account has nothing of is left out; an
// account that is not there gives none.
func (s *Server) Truth(id client.AccountID) map[client.IdentifierKind]string {
	s.portal.mu.RLock()
	defer s.portal.mu.RUnlock()
	r := s.portal.tables.accounts.rows[string(id)]
	if r == nil {
		return nil
	}
	truth := map[client.IdentifierKind]string{
		client.IdentifierName:      r.Identity.Spoken(),
		client.IdentifierBirthDate: r.Identity.BirthDate,
		client.IdentifierMRN:       r.Identity.MRN,
		client.IdentifierPostcode:  r.Identity.Postcode,
		client.IdentifierLastVisit: r.Identity.LastVisit,
	}
	for _, contact := range r.Contacts {
		if contact.Kind == client.ContactEmail {
			truth[client.IdentifierEmail] = contact.Value
		} else {
			truth[client.IdentifierPhone] = contact.Value
		}
	}
	return truth
}

func has(r *record, trait Trait, now time.Time) bool {
	status, minor := r.status(now), r.Identity.Age(now) < adultAge
	switch trait {
	case TraitAdult:
		return status == client.StatusActive && !minor && reachable(r, now)
	case TraitMinor:
		return status == client.StatusActive && minor && hasProxy(r, client.RelationParent)
	case TraitChild:
		return has(r, TraitMinor, now) && reachable(r, now) && r.Identity.Age(now) < teenAge
	case TraitTeen:
		return has(r, TraitMinor, now) && reachable(r, now) && r.Identity.Age(now) >= teenAge
	case TraitGrownUp:
		return !minor && hasProxy(r, client.RelationParent)
	case TraitCaregiver:
		return hasProxy(r, client.RelationCaregiver)
	case TraitPOA:
		return hasProxy(r, client.RelationPOA)
	case TraitNoEmail:
		return status == client.StatusActive && len(r.Contacts) == 1 && r.Contacts[0].Kind == client.ContactPhone
	case TraitNoContact:
		return status == client.StatusActive && len(r.Contacts) == 0
	case TraitDuplicate:
		return len(r.DuplicateOf) > 0
	case TraitSecondFactor:
		return r.Standing.SecondFactor != ""
	case TraitLockedForATime:
		return status == client.StatusLocked && r.Standing.LockedUntil != nil
	case TraitInvitable:
		return (status == client.StatusNone || status == client.StatusInvited || status == client.StatusCodeExpired) && reachable(r, now)
	case TraitContactChanged, TraitNoConsent, TraitBounces:
		return hasContact(r, trait, now)
	}
	return status == client.Status(trait)
}

// reachable: e-mail and phone are on file, and both may carry a code.
func reachable(r *record, now time.Time) bool {
	for _, trait := range []Trait{TraitContactChanged, TraitNoConsent, TraitBounces} {
		if hasContact(r, trait, now) {
			return false
		}
	}
	return len(r.Contacts) == 2
}

func hasProxy(r *record, relation client.Relation) bool {
	for _, proxy := range r.Proxies {
		if proxy.Relation == relation {
			return true
		}
	}
	return false
}

func hasContact(r *record, trait Trait, now time.Time) bool {
	for _, contact := range r.Contacts {
		if contactHas(contact, trait, now) {
			return true
		}
	}
	return false
}

func contactHas(contact people.Contact, trait Trait, now time.Time) bool {
	switch trait {
	case TraitContactChanged:
		return now.Before(contact.ChangedAt.Add(quietTime))
	case TraitNoConsent:
		return !contact.Consented
	}
	return contact.Bounces != ""
}
