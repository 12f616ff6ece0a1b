package portaltest

import (
	"slices"

	"portaldesk/client"
)

func (s *suite) outOfBandTests() []test {
	return []test{
		{name: "code before identifiers", run: s.identifiersFirst},
		{name: "code proves", run: s.codeProves, single: true},
		{name: "code as people read it out", run: s.codeWithBlanks},
		{name: "wrong codes close it", run: s.wrongCodesClose},
		{name: "code that was not sent", run: s.codeNotSent},
		{name: "call-back proves", run: s.callBackProves},
		{name: "contact that changed recently", run: s.quietContact, needs: []need{promised(Dated)}},
		{name: "contact that may not be written to", run: s.withoutConsent},
		{name: "contact of nobody", run: s.contactOfNobody},
	}
}

// identifiersFirst: whoever has answered nothing is neither sent a code nor called back.
func (s *suite) identifiersFirst(t *trial) {
	d := s.verifier(t)
	sample := s.borrow(t, Reachable)
	contact := s.callable(t, sample, account(t, d, sample.ID))
	c := s.questioned(t, sample)
	_, err := d.SendCode(t.Context(), c.now.ID, contact.ID, newKey())
	if client.KindOf(err) != client.NotOffered {
		s.want(t, err, client.Forbidden, "identifiers-first")
	}
	_, err = d.AttestCallBack(t.Context(), c.now.ID, contact.ID, newKey())
	s.want(t, err, client.Forbidden, "identifiers-first")
}

// codeProves tries each kind of contact: with a code, or where none can be sent to it, that none is.
func (s *suite) codeProves(t *trial) {
	s.mustReadCodes(t)
	d := s.verifier(t)
	sample := s.borrow(t, Reachable)
	a := account(t, d, sample.ID)
	for _, kind := range kindsOf(a) {
		contact := s.contact(t, sample, a, kind)
		c := s.patient(t, d, sample).identified(t)
		if contact.NoCodes {
			_, err := d.SendCode(t.Context(), c.now.ID, contact.ID, newKey())
			s.want(t, err, client.NotOffered)
			continue
		}
		code := c.code(t, kind)
		if sent := c.now.CodeSent; sent.Contact != contact.ID || sent.To != contact.Masked || sent.AttemptsLeft < 1 {
			t.Errorf("code sent to the contact %v, shown as it is %v, attempts left %d",
				sent.Contact == contact.ID, sent.To == contact.Masked, sent.AttemptsLeft)
		}
		if err := c.read(t, code); err != nil {
			t.Fatalf("%v", err)
		}
		s.proofIs(t, c, client.ProvenByOOB)
	}
}

// kindsOf are the kinds of contact that an account has.
func kindsOf(a client.Account) []client.ContactKind {
	var kinds []client.ContactKind
	for _, contact := range a.Contacts {
		if contact.ID != client.ChartContact && !slices.Contains(kinds, contact.Kind) {
			kinds = append(kinds, contact.Kind)
		}
	}
	return kinds
}

func (s *suite) codeWithBlanks(t *trial) {
	c := s.patient(t, s.verifier(t), s.borrow(t, Reachable)).identified(t)
	code := c.code(t, client.ContactEmail)
	if err := c.read(t, " "+code[:3]+" "+code[3:]+" "); err != nil || c.now.Level != client.ProvenByOOB {
		t.Errorf("level %d, %v", c.now.Level, err)
	}
}

func (s *suite) wrongCodesClose(t *trial) {
	c := s.patient(t, s.verifier(t), s.take(t, Reachable)).identified(t)
	right := c.code(t, client.ContactEmail)
	for left := c.now.CodeSent.AttemptsLeft; left > 0; left-- {
		if err := c.read(t, wrongCode(right)); err != nil {
			if left > 1 {
				t.Errorf("a wrong code is an error with %d left: %v", left, err)
			}
			s.want(t, err, client.Throttled, "verification-closed")
		}
		if c.now.Level == client.ProvenByOOB {
			t.Fatalf("a wrong code proved")
		}
	}
	s.want(t, c.read(t, right), client.Throttled, "verification-closed")
}

func (s *suite) codeNotSent(t *trial) {
	c := s.patient(t, s.verifier(t), s.borrow(t, Reachable)).identified(t)
	err := c.read(t, "123456")
	if client.KindOf(err) == client.NotOffered {
		t.notOffered(client.Offer{Reason: "no code can be sent to prove a caller"})
	}
	s.want(t, err, client.Conflict, "code-not-sent")
}

func (s *suite) callBackProves(t *trial) {
	if !s.target.Out.CallBacks {
		t.notTried("nobody is to be called back")
	}
	d := s.verifier(t)
	sample := s.borrow(t, Reachable)
	a := account(t, d, sample.ID)
	c := s.patient(t, d, sample).identified(t)
	phone := s.callable(t, sample, a)
	if slices.Contains(kindsOf(a), client.ContactEmail) {
		_, err := d.AttestCallBack(t.Context(), c.now.ID, s.contact(t, sample, a, client.ContactEmail).ID, newKey())
		s.want(t, err, client.Invalid)
	}
	next, err := d.AttestCallBack(t.Context(), c.now.ID, phone.ID, newKey())
	c.now = must(t, next, err)
	s.proofIs(t, c, client.ProvenByOOB)
}

func (s *suite) quietContact(t *trial) {
	d := s.verifier(t)
	sample := s.borrow(t, ContactChanged)
	a := account(t, d, sample.ID)
	c := s.patient(t, d, sample).identified(t)
	contact := a.Contacts[s.quiet(t, a)]
	if contact.Kind != client.ContactPhone {
		s.sends(t)
	}
	_, err := d.AttestCallBack(t.Context(), c.now.ID, contact.ID, newKey())
	if s.about.Verification.CodeMinutes > 0 {
		_, err = d.SendCode(t.Context(), c.now.ID, contact.ID, newKey())
	}
	s.want(t, err, client.Forbidden, "contact-changed-recently")
}

// sends ends the test where no code can be sent.
func (s *suite) sends(t *trial) {
	t.Helper()
	if s.about.Verification.CodeMinutes == 0 {
		t.notTried("no code can be sent to prove a caller")
	}
}

func (s *suite) withoutConsent(t *trial) {
	s.sends(t)
	d := s.verifier(t)
	sample := s.borrow(t, WithoutConsent)
	a := account(t, d, sample.ID)
	i := slices.IndexFunc(a.Contacts, func(c client.Contact) bool { return !c.Consented })
	if i < 0 {
		t.Fatalf("every contact of the sample may be written to")
	}
	c := s.patient(t, d, sample).identified(t)
	_, err := d.SendCode(t.Context(), c.now.ID, a.Contacts[i].ID, newKey())
	s.want(t, err, client.Conflict, "no-consent")
}

func (s *suite) contactOfNobody(t *trial) {
	d := s.verifier(t)
	c := s.patient(t, d, s.borrow(t, Reachable)).identified(t)
	if _, err := d.SendCode(t.Context(), c.now.ID, "no-such-contact", newKey()); err == nil {
		t.Errorf("a code was sent to a contact that is not on file")
	}
	if _, err := d.AttestCallBack(t.Context(), c.now.ID, "no-such-contact", newKey()); err == nil {
		t.Errorf("a contact that is not on file was called back")
	}
}
