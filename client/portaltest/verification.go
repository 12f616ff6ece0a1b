package portaltest

import (
	"slices"
	"testing"
	"time"

	"portaldesk/client"
)

func (s *suite) verificationTests() []test {
	return []test{
		{"begins unproven", s.beginsUnproven},
		{"each identifier is checked", s.eachIdentifier},
		{"a match counts once", s.matchCountsOnce},
		{"mismatches close it", s.mismatchesClose},
		{"identifiers alone identify", s.identifiersIdentify},
		{"code before identifiers", s.identifiersFirst},
		{"code proves", s.codeProves},
		{"code as people read it out", s.codeWithBlanks},
		{"wrong codes close it", s.wrongCodesClose},
		{"code that was not sent", s.codeNotSent},
		{"call-back proves", s.callBackProves},
		{"contact that changed recently", s.quietContact},
		{"contact that may not be written to", s.withoutConsent},
		{"contact of nobody", s.contactOfNobody},
		{"unknown verification", s.unknownVerification},
		{"another agent's verification", s.anotherAgents},
		{"an auditor verifies nobody", s.auditorVerifies},
	}
}

func (s *suite) beginsUnproven(t *testing.T) {
	sample := s.take(t, Reachable)
	v := s.patient(t, s.desk(t, client.RoleAgent), sample).now
	policy := s.about.Verification
	if v.Account != sample.ID || v.Relation != client.RelationPatient || v.Level != client.Unproven || v.Proof != nil || v.Closed {
		t.Errorf("begins as %+v", v)
	}
	if v.Required != policy.RequiredMatches || v.MismatchesLeft != policy.MaxMismatches || len(v.Matched)+len(v.Mismatched) != 0 {
		t.Errorf("%d required, %d may fail; the policy says %d and %d", v.Required, v.MismatchesLeft, policy.RequiredMatches, policy.MaxMismatches)
	}
}

func (s *suite) eachIdentifier(t *testing.T) {
	sample := s.take(t, Reachable)
	for _, kind := range s.about.Verification.Identifiers {
		said, known := sample.Says[kind]
		if !known {
			t.Errorf("the target does not say what a caller says for %s", kind)
		}
		c := s.patient(t, s.desk(t, client.RoleAgent), sample)
		if err := c.says(t, kind, said); err != nil || !slices.Equal(c.now.Matched, []client.IdentifierKind{kind}) {
			t.Errorf("the truth about %s: %v, %v", kind, c.now.Matched, err)
		}
		c = s.patient(t, s.desk(t, client.RoleAgent), sample)
		if err := c.says(t, kind, "something else"); err != nil || !slices.Equal(c.now.Mismatched, []client.IdentifierKind{kind}) {
			t.Errorf("a lie about %s: %v, %v", kind, c.now.Mismatched, err)
		}
	}
}

func (s *suite) matchCountsOnce(t *testing.T) {
	sample := s.take(t, Reachable)
	c := s.patient(t, s.desk(t, client.RoleAgent), sample)
	for _, said := range []string{sample.Says[client.IdentifierMRN], sample.Says[client.IdentifierMRN], "0"} {
		if err := c.says(t, client.IdentifierMRN, said); err != nil {
			t.Fatal(err)
		}
	}
	if len(c.now.Matched) != 1 || c.now.Level != client.Unproven {
		t.Errorf("matched %v, level %d", c.now.Matched, c.now.Level)
	}
}

func (s *suite) mismatchesClose(t *testing.T) {
	sample := s.take(t, Reachable)
	c := s.patient(t, s.desk(t, client.RoleAgent), sample)
	kind := s.about.Verification.Identifiers[0]
	for left := s.about.Verification.MaxMismatches - 1; left >= 0; left-- {
		if err := c.says(t, kind, "wrong"); err != nil {
			t.Fatal(err)
		}
		if c.now.MismatchesLeft != left || c.now.Closed != (left == 0) {
			t.Errorf("%d left, closed %v; want %d left", c.now.MismatchesLeft, c.now.Closed, left)
		}
	}
	want(t, c.says(t, kind, sample.Says[kind]), client.Throttled, "verification-closed")
	if c.now.Proof != nil {
		t.Error("closed and proven")
	}
}

func (s *suite) identifiersIdentify(t *testing.T) {
	c := s.patient(t, s.desk(t, client.RoleAgent), s.take(t, Reachable)).identified(t)
	s.proofIs(t, c.now, client.Identified)
}

// proofIs checks a proof: its level, and a life as the policy says.
func (s *suite) proofIs(t *testing.T, v client.Verification, level client.ProofLevel) {
	t.Helper()
	if v.Level != level || v.Proof == nil || v.Proof.Level != level || v.Proof.Token == "" {
		t.Fatalf("level %d with proof %v", v.Level, v.Proof != nil)
	}
	about, err := s.desk(t, client.RoleAgent).About(t.Context())
	about = must(t, about, err)
	life := time.Duration(s.about.Verification.ProofMinutes) * time.Minute
	if left := v.Proof.ExpiresAt.Sub(about.Now); left <= 0 || left > life+time.Second {
		t.Errorf("the proof is good for %v, the policy says %v", left, life)
	}
}

func (s *suite) identifiersFirst(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	sample := s.take(t, Reachable)
	contact := s.contact(t, account(t, d, sample.ID), client.ContactPhone)
	c := s.patient(t, d, sample)
	_, err := d.SendCode(t.Context(), c.now.ID, contact.ID, newKey())
	want(t, err, client.Forbidden, "identifiers-first")
	_, err = d.AttestCallBack(t.Context(), c.now.ID, contact.ID, newKey())
	want(t, err, client.Forbidden, "identifiers-first")
}

func (s *suite) codeProves(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	for _, kind := range []client.ContactKind{client.ContactEmail, client.ContactPhone} {
		sample := s.take(t, Reachable)
		contact := s.contact(t, account(t, d, sample.ID), kind)
		c := s.patient(t, d, sample).identified(t)
		code := c.sent(t, contact.ID)
		if sent := c.now.CodeSent; sent == nil || sent.Contact != contact.ID || sent.To != contact.Masked || sent.AttemptsLeft < 1 {
			t.Errorf("code sent: %+v", sent)
		}
		if err := c.read(t, code); err != nil {
			t.Fatal(err)
		}
		s.proofIs(t, c.now, client.ProvenByOOB)
	}
}

func (s *suite) codeWithBlanks(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	sample := s.take(t, Reachable)
	c := s.patient(t, d, sample).identified(t)
	code := c.sent(t, s.contact(t, account(t, d, sample.ID), client.ContactEmail).ID)
	if err := c.read(t, " "+code[:3]+" "+code[3:]+" "); err != nil || c.now.Level != client.ProvenByOOB {
		t.Errorf("level %d, %v", c.now.Level, err)
	}
}

func (s *suite) wrongCodesClose(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	sample := s.take(t, Reachable)
	c := s.patient(t, d, sample).identified(t)
	right := c.sent(t, s.contact(t, account(t, d, sample.ID), client.ContactEmail).ID)
	for left := c.now.CodeSent.AttemptsLeft; left > 0; left-- {
		if err := c.read(t, wrongCode(right)); err != nil {
			if left > 1 {
				t.Errorf("a wrong code is an error with %d left: %v", left, err)
			}
			want(t, err, client.Throttled, "verification-closed")
		}
		if c.now.Level == client.ProvenByOOB {
			t.Fatal("a wrong code proved")
		}
	}
	want(t, c.read(t, right), client.Throttled, "verification-closed")
}

func (s *suite) codeNotSent(t *testing.T) {
	c := s.patient(t, s.desk(t, client.RoleAgent), s.take(t, Reachable)).identified(t)
	want(t, c.read(t, "123456"), client.Conflict, "code-not-sent")
}

func (s *suite) callBackProves(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	sample := s.take(t, Reachable)
	a := account(t, d, sample.ID)
	c := s.patient(t, d, sample).identified(t)
	_, err := d.AttestCallBack(t.Context(), c.now.ID, s.contact(t, a, client.ContactEmail).ID, newKey())
	want(t, err, client.Invalid)
	next, err := d.AttestCallBack(t.Context(), c.now.ID, s.contact(t, a, client.ContactPhone).ID, newKey())
	s.proofIs(t, must(t, next, err), client.ProvenByOOB)
}

func (s *suite) quietContact(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	sample := s.take(t, ContactChanged)
	a := account(t, d, sample.ID)
	c := s.patient(t, d, sample).identified(t)
	_, err := d.SendCode(t.Context(), c.now.ID, a.Contacts[s.quiet(t, a)].ID, newKey())
	want(t, err, client.Forbidden, "contact-changed-recently")
}

func (s *suite) withoutConsent(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	sample := s.take(t, WithoutConsent)
	a := account(t, d, sample.ID)
	i := slices.IndexFunc(a.Contacts, func(c client.Contact) bool { return !c.Consented })
	if i < 0 {
		t.Fatal("every contact of the sample may be written to")
	}
	c := s.patient(t, d, sample).identified(t)
	_, err := d.SendCode(t.Context(), c.now.ID, a.Contacts[i].ID, newKey())
	want(t, err, client.Conflict, "no-consent")
}

func (s *suite) contactOfNobody(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	c := s.patient(t, d, s.take(t, Reachable)).identified(t)
	if _, err := d.SendCode(t.Context(), c.now.ID, "no-such-contact", newKey()); err == nil {
		t.Error("a code was sent to a contact that is not on file")
	}
}

func (s *suite) unknownVerification(t *testing.T) {
	_, err := s.desk(t, client.RoleAgent).CheckCode(t.Context(), "no-such-verification", "123456", newKey())
	want(t, err, client.NotFound, "verification-not-found")
}

func (s *suite) anotherAgents(t *testing.T) {
	c := s.patient(t, s.desk(t, client.RoleAgent), s.take(t, Reachable))
	check := client.IdentifierCheck{Kind: client.IdentifierMRN, Said: c.sample.Says[client.IdentifierMRN]}
	_, err := s.desk(t, client.RoleSenior).CheckIdentifier(t.Context(), c.now.ID, check, newKey())
	want(t, err, client.NotFound, "verification-not-found")
}

func (s *suite) auditorVerifies(t *testing.T) {
	begin := client.BeginVerification{CallID: newCallID(), Relation: client.RelationPatient}
	_, err := s.desk(t, client.RoleAuditor).BeginVerification(t.Context(), s.take(t, Reachable).ID, begin, newKey())
	want(t, err, client.Forbidden, "role-not-allowed")
}
