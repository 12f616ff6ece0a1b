package demotest

import (
	"slices"
	"time"

	"portaldesk/client"
	"portaldesk/client/demoportal/people"
	"portaldesk/client/portaltest"
)

const quiet = 7 * 24 * time.Hour

// Samples sorts the demo's people by what the suite needs to know of them.
func (d *Demo) Samples() map[portaltest.Trait][]portaltest.Sample {
	samples := map[portaltest.Trait][]portaltest.Sample{}
	for _, person := range d.crowd {
		if trait := traitOf(person, d.Now()); trait != "" {
			samples[trait] = append(samples[trait], sampleOf(person))
		}
	}
	return samples
}

// traitOf is "" for everybody whose account stands in some way that the suite does not ask for.
func traitOf(p people.Person, now time.Time) portaltest.Trait {
	switch adult := p.Identity.Age(now) >= 18; {
	case p.Standing.Status == client.StatusMerged:
		return portaltest.Merged
	case !provable(p, now):
		return unprovable(p, now)
	case hasParent(p) && adult:
		return portaltest.GrownUp
	case hasParent(p) && p.Standing.Status == client.StatusActive && p.Identity.Age(now) >= 12:
		return portaltest.TeenWithParent
	case hasParent(p) && p.Standing.Status == client.StatusActive:
		return portaltest.MinorWithParent
	case !adult || len(p.DuplicateOf) > 0 || len(p.Proxies) > 1:
		return ""
	case p.Standing.Status == client.StatusActive && len(p.Past(now).Sessions) == 0:
		return ""
	case len(p.Proxies) == 1:
		return careTrait(p)
	}
	return plainTrait(p, now)
}

// careTrait is of somebody who is looked after.
func careTrait(p people.Person) portaltest.Trait {
	relation := p.Proxies[0].Relation
	switch {
	case p.Standing.Status != client.StatusActive:
		return ""
	case relation == client.RelationCaregiver:
		return portaltest.WithCaregiver
	case relation == client.RelationPOA:
		return portaltest.WithPOA
	}
	return ""
}

func plainTrait(p people.Person, now time.Time) portaltest.Trait {
	switch p.Standing.Status {
	case client.StatusActive:
		return portaltest.Reachable
	case client.StatusLocked:
		if p.Standing.LockedUntil == nil {
			return portaltest.Locked
		}
	case client.StatusDeactivated:
		return portaltest.Deactivated
	case client.StatusDeceased:
		return portaltest.Deceased
	case client.StatusInvited:
		if p.Standing.Code.ExpiresAt.Before(now) {
			return portaltest.CodeExpired
		}
		if p.Standing.Code.ExpiresAt.After(now.Add(6 * time.Hour)) {
			return portaltest.Invited
		}
	}
	return ""
}

// provable says whether e-mail and phone can both prove the patient now.
func provable(p people.Person, now time.Time) bool {
	sound := func(c people.Contact) bool {
		return c.Consented && c.Bounces == "" && now.Sub(c.ChangedAt) > quiet
	}
	return len(p.Contacts) == 2 && sound(p.Contacts[0]) && sound(p.Contacts[1])
}

func unprovable(p people.Person, now time.Time) portaltest.Trait {
	if p.Standing.Status != client.StatusActive || len(p.Contacts) != 2 {
		return ""
	}
	switch first := p.Contacts[0]; {
	case now.Sub(first.ChangedAt) < quiet:
		return portaltest.ContactChanged
	case !first.Consented:
		return portaltest.WithoutConsent
	}
	return ""
}

func hasParent(p people.Person) bool {
	return slices.ContainsFunc(p.Proxies, func(proxy client.Proxy) bool { return proxy.Relation == client.RelationParent })
}

func sampleOf(p people.Person) portaltest.Sample {
	sample := portaltest.Sample{ID: p.ID, LoginID: p.LoginID, Says: map[client.IdentifierKind]string{
		client.IdentifierName:      p.Identity.Spoken(),
		client.IdentifierBirthDate: p.Identity.BirthDate,
		client.IdentifierMRN:       p.Identity.MRN,
		client.IdentifierPostcode:  p.Identity.Postcode,
		client.IdentifierLastVisit: p.Identity.LastVisit,
	}}
	for _, contact := range p.Contacts {
		kind := client.IdentifierEmail
		if contact.Kind == client.ContactPhone {
			kind = client.IdentifierPhone
		}
		sample.Says[kind] = contact.Value
	}
	return sample
}
