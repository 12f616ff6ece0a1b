package portaltest

import (
	"slices"
	"time"

	"portaldesk/client"
)

func (s *suite) verificationTests() []test {
	tests := []test{
		{name: "begins unproven", run: s.beginsUnproven, single: true},
		{name: "each identifier is checked", run: s.eachIdentifier},
		{name: "a match counts once", run: s.matchCountsOnce},
		{name: "mismatches close it", run: s.mismatchesClose},
		{name: "identifiers alone identify", run: s.identifiersIdentify, single: true},
		{name: "unknown verification", run: s.unknownVerification},
		{name: "another agent's verification", run: s.anotherAgents},
		{name: "an auditor verifies nobody", run: s.auditorVerifies},
	}
	tests = append(tests, s.outOfBandTests()...)
	tests = append(tests, s.failureTests()...)
	for i := range tests {
		tests[i].abilities = []client.Ability{client.VerifiesCallers}
	}
	return tests
}

func (s *suite) verifier(t *trial) *desk {
	t.Helper()
	return s.permitted(t, client.VerifiesCallers)
}

func (s *suite) beginsUnproven(t *trial) {
	sample := s.borrow(t, Reachable)
	v := s.questioned(t, sample).now
	policy := s.about.Verification
	if v.Account != sample.ID || v.Relation != client.RelationPatient || v.Level != client.Unproven || v.Proof != nil || v.Closed {
		t.Errorf("begins as %s on level %d, closed %v", v.Relation, v.Level, v.Closed)
	}
	if v.Required != policy.RequiredMatches || v.MismatchesLeft != policy.MaxMismatches || len(v.Matched)+len(v.Mismatched) != 0 {
		t.Errorf("%d required, %d may fail; the policy says %d and %d", v.Required, v.MismatchesLeft, policy.RequiredMatches, policy.MaxMismatches)
	}
}

func (s *suite) eachIdentifier(t *trial) {
	sample := s.borrow(t, Reachable)
	tried := 0
	for _, kind := range s.about.Verification.Identifiers {
		said := sample.Says[kind]
		if said == "" && !s.keeps(Published) {
			continue // an identity server does not know each of them, and the desk asks for what it has
		}
		tried++
		c := s.questioned(t, sample)
		if err := c.says(t, kind, said); err != nil || !slices.Equal(c.now.Matched, []client.IdentifierKind{kind}) {
			t.Errorf("the truth about %s: %v, %v", kind, c.now.Matched, err)
		}
		c = s.questioned(t, sample)
		if err := c.says(t, kind, "something else"); err != nil || !slices.Equal(c.now.Mismatched, []client.IdentifierKind{kind}) {
			t.Errorf("a lie about %s: %v, %v", kind, c.now.Mismatched, err)
		}
		c.identified(t) // who is proven in the end has not failed
	}
	if tried < s.about.Verification.RequiredMatches {
		t.Errorf("the owner of the account knows %d identifiers, the policy wants %d", tried, s.about.Verification.RequiredMatches)
	}
}

// anIdentifier is one that the owner of the sample can be asked for.
func (s *suite) anIdentifier(t *trial, sample Sample) client.IdentifierKind {
	t.Helper()
	for _, kind := range s.about.Verification.Identifiers {
		if sample.Says[kind] != "" {
			return kind
		}
	}
	t.notTried("nobody knows what the owner of the account says")
	return ""
}

func (s *suite) matchCountsOnce(t *trial) {
	sample := s.borrow(t, Reachable)
	kind := s.anIdentifier(t, sample)
	c := s.questioned(t, sample)
	for _, said := range []string{sample.Says[kind], sample.Says[kind], "0"} {
		if err := c.says(t, kind, said); err != nil {
			t.Fatalf("%v", err)
		}
	}
	if len(c.now.Matched) != 1 || c.now.Level != client.Unproven {
		t.Errorf("matched %v, level %d", c.now.Matched, c.now.Level)
	}
}

func (s *suite) mismatchesClose(t *trial) {
	sample := s.take(t, Reachable)
	kind := s.anIdentifier(t, sample)
	c := s.questioned(t, sample)
	for left := s.about.Verification.MaxMismatches - 1; left >= 0; left-- {
		if err := c.says(t, kind, "wrong"); err != nil {
			t.Fatalf("%v", err)
		}
		if c.now.MismatchesLeft != left || c.now.Closed != (left == 0) {
			t.Errorf("%d left, closed %v; want %d left", c.now.MismatchesLeft, c.now.Closed, left)
		}
	}
	s.want(t, c.says(t, kind, sample.Says[kind]), client.Throttled, "verification-closed")
	if c.now.Proof != nil {
		t.Errorf("closed and proven")
	}
}

func (s *suite) identifiersIdentify(t *trial) {
	c := s.questioned(t, s.borrow(t, Reachable)).identified(t)
	s.proofIs(t, c, client.Identified)
}

// proofIs checks a proof: its level, and a life as the policy says.
func (s *suite) proofIs(t *trial, c *caller, level client.ProofLevel) {
	t.Helper()
	v := c.now
	if v.Level != level || v.Proof == nil || v.Proof.Level != level || v.Proof.Token == "" {
		t.Fatalf("level %d with proof %v", v.Level, v.Proof != nil)
	}
	about, err := c.desk.About(t.Context())
	about = must(t, about, err)
	life := time.Duration(s.about.Verification.ProofMinutes) * time.Minute
	if left := v.Proof.ExpiresAt.Sub(about.Now); left <= 0 || left > life+time.Second {
		t.Errorf("the proof is good for %v, the policy says %v", left, life)
	}
}

func (s *suite) unknownVerification(t *trial) {
	check := client.IdentifierCheck{Kind: client.IdentifierName, Said: "Anybody"}
	d := s.verifier(t)
	_, err := d.CheckIdentifier(t.Context(), "no-such-verification", check, newKey())
	s.offered(t, d, client.VerifiesCallers, err)
	s.want(t, err, client.NotFound, "verification-not-found")
}

func (s *suite) anotherAgents(t *trial) {
	desks := s.allPermitted(t, client.VerifiesCallers)
	if len(desks) < 2 {
		t.notTried("only one agent verifies callers")
	}
	c := s.patient(t, desks[0], s.borrow(t, Reachable))
	kind := s.anIdentifier(t, c.sample)
	_, err := desks[1].CheckIdentifier(t.Context(), c.now.ID, client.IdentifierCheck{Kind: kind, Said: c.sample.Says[kind]}, newKey())
	s.want(t, err, client.NotFound, "verification-not-found")
}

func (s *suite) auditorVerifies(t *trial) {
	d := s.desk(t, client.RoleAuditor)
	begin := client.BeginVerification{CallID: newCallID(), Relation: client.RelationPatient}
	_, err := d.BeginVerification(t.Context(), s.borrow(t, Reachable).ID, begin, newKey())
	s.offered(t, d, client.VerifiesCallers, err)
	s.want(t, err, client.Forbidden, "role-not-allowed")
}
