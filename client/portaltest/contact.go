package portaltest

import (
	"maps"
	"slices"

	"portaldesk/client"
)

func (s *suite) correctsContact(t *trial) {
	did := s.operate(t, of(client.CorrectsContact))
	before, now := s.corrected(t, did)
	for _, told := range []string{before.Masked, now.Masked} {
		if s.keeps(Published) && !slices.Contains(did.Notified, client.Notice{Kind: client.ContactEmail, To: told}) {
			t.Errorf("old and new address are not both told: %d notified", len(did.Notified))
		}
	}
	if s.keeps(Dated) && s.target.Seat == nil && s.about.Verification.CodeMinutes > 0 {
		s.newContactProvesNobody(t, did, now.ID)
	}
}

// corrected is the e-mail address that was corrected, as it was and as it is.
func (s *suite) corrected(t *trial, did *done) (before, now client.Contact) {
	t.Helper()
	email := func(c client.Contact) bool { return c.Kind == client.ContactEmail }
	i, j := slices.IndexFunc(did.before.Contacts, email), slices.IndexFunc(did.Account.Contacts, email)
	if i < 0 || j < 0 {
		t.Fatalf("an e-mail address before: %v, after: %v", i >= 0, j >= 0)
	}
	before, now = did.before.Contacts[i], did.Account.Contacts[j]
	if now.Masked == before.Masked {
		t.Errorf("the address is shown as it was")
	}
	if s.keeps(Dated) && (!now.ChangedAt.After(before.ChangedAt) || !now.ProvesFrom.After(s.about.Now)) {
		t.Errorf("changed %v, before that %v, proves from %v", now.ChangedAt, before.ChangedAt, now.ProvesFrom)
	}
	return before, now
}

func (s *suite) newContactProvesNobody(t *trial, did *done, contact client.ContactID) {
	t.Helper()
	truth := did.sample
	truth.Says = maps.Clone(truth.Says)
	delete(truth.Says, client.IdentifierEmail) // it is another now
	c := s.patient(t, did.desk, truth).identified(t)
	_, err := did.desk.SendCode(t.Context(), c.now.ID, contact, newKey())
	s.want(t, err, client.Forbidden, "contact-changed-recently")
}

func (s *suite) contactRefused(t *trial) {
	o := of(client.CorrectsContact)
	s.refusesUnoffered(t, o)
	s.byServer(t, o.ability)
	d := s.permitted(t, o.ability)
	sample := s.borrow(t, Reachable)
	c := s.patient(t, d, sample).proven(t, s.about.Verification.Levels[o.ability])
	a := account(t, d, sample.ID)
	email := s.contact(t, sample, a, client.ContactEmail)
	wrong := []client.ContactCorrection{{Contact: email.ID, Value: "no address"}, {Contact: email.ID, Value: ""}}
	if s.keeps(Published) {
		phone := s.contact(t, sample, a, client.ContactPhone)
		wrong = append(wrong, client.ContactCorrection{Contact: phone.ID, Value: "call me"}, client.ContactCorrection{Contact: phone.ID})
	}
	for _, wanted := range wrong {
		_, err := s.attested(o.ability, correct(wanted))(t.Context(), d, c.change(t))
		s.want(t, err, client.Invalid, "contact-invalid")
	}
}
