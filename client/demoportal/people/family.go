package people

import (
	"strconv"
	"time"

	"portaldesk/client"
)

func (b *builder) proxy(name string, relation client.Relation, access string) {
	p := b.person
	p.Proxies = append(p.Proxies, client.Proxy{
		ID:       string(p.ID[:8]) + "-x" + strconv.Itoa(len(p.Proxies)+1),
		Name:     name,
		Relation: relation,
		Access:   access,
		Since:    p.Standing.CreatedAt.Add(day),
	})
}

// relative is somebody of the same family.
func (b *builder) relative() string {
	if b.person.Identity.Family == "" {
		return givenName(b.rng)
	}
	return givenName(b.rng) + " " + b.person.Identity.Family
}

// minor is a child whose parent signed up for them; contacts are the parent's.
func (b *builder) minor() {
	b.person.Identity.BirthDate = b.bornAtAge(b.rng.IntN(17), 1+b.rng.IntN(360))
	b.active()
	access := "full"
	if b.person.Identity.Age(b.now) >= 13 {
		access = "limited"
	}
	b.proxy(b.relative(), client.RelationParent, access)
}

// grownUp turned 18 a short while ago, and nobody has taken the parent off the file yet.
func (b *builder) grownUp() {
	b.person.Identity.BirthDate = b.bornAtAge(18, 5+b.rng.IntN(60))
	b.active()
	b.proxy(b.relative(), client.RelationParent, "limited")
}

func (b *builder) withCaregiver() {
	b.person.Identity.BirthDate = b.bornAtAge(66+b.rng.IntN(30), b.rng.IntN(365))
	b.active()
	b.proxy(givenName(b.rng)+" "+familyName(b.rng), client.RelationCaregiver, "limited")
}

func (b *builder) withPowerOfAttorney() {
	b.person.Identity.BirthDate = b.bornAtAge(72+b.rng.IntN(25), b.rng.IntN(365))
	b.active()
	b.proxy(b.relative(), client.RelationPOA, "full")
}

var bounces = []string{"mailbox full", "no such user", "domain does not accept mail", "blocked as spam"}

func (b *builder) bounced() {
	b.active()
	b.person.Contacts[0].Bounces = pick(b.rng, bounces)
	b.person.Contacts[0].Verified = false
}

func (b *builder) withoutEmail() {
	b.active()
	b.person.Contacts = b.person.Contacts[1:]
}

func (b *builder) withoutContact() {
	b.active()
	b.person.Contacts = nil
}

func (b *builder) contactChanged() {
	b.active()
	changed := &b.person.Contacts[b.rng.IntN(2)]
	changed.ChangedAt = b.ago(time.Duration(24+b.rng.IntN(72)) * time.Hour)
}

func (b *builder) withoutConsent() {
	b.active()
	b.person.Contacts[0].Consented = false
	if b.rng.IntN(2) == 0 {
		b.person.Contacts[1].Consented = false
	}
}

// sharedEmail is the wife or husband of the person before, with one mailbox for both.
func (b *builder) sharedEmail() {
	b.active()
	before := b.people[b.number-1]
	for _, address := range before.Values(client.ContactEmail) {
		b.person.Contacts[0].Value = address
	}
}

func (b *builder) secondFactor() {
	b.active()
	b.person.Standing.SecondFactor = pick(b.rng, []string{"totp", "text"})
	if b.rng.IntN(3) == 0 {
		b.person.Trouble = LostSecondFactor
	}
}

func (b *builder) typedEmail() {
	b.active()
	b.person.Trouble = TypedEmailAsID
}
