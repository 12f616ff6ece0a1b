package portaltest

import (
	"slices"

	"portaldesk/client"
)

func (s *suite) proxyTests() []test {
	var tests []test
	for _, relation := range []client.Relation{client.RelationParent, client.RelationCaregiver, client.RelationPOA} {
		tests = append(tests, test{name: string(relation) + " who is not on file", run: s.notOnFile(relation)})
	}
	tests = append(tests,
		test{name: "relation that the portal does not know", run: s.unknownRelation},
		test{name: "staff may only have what the rule says", run: s.staffMayOnly},
		test{name: "parent of somebody grown up", run: s.parentOfAdult, needs: []need{promised(Proxied)}},
		test{name: "parent on file of a minor", run: s.onFile(client.RelationParent, MinorWithParent), needs: []need{promised(Proxied)}},
		test{name: "parent on file of a teenager", run: s.onFile(client.RelationParent, TeenWithParent), needs: []need{promised(Proxied)}},
		test{name: "caregiver on file", run: s.onFile(client.RelationCaregiver, WithCaregiver), needs: []need{promised(Proxied)}},
		test{name: "power of attorney on file", run: s.onFile(client.RelationPOA, WithPOA), needs: []need{promised(Proxied)}},
	)
	for i := range tests {
		tests[i].abilities = []client.Ability{client.VerifiesCallers}
	}
	return tests
}

func who(relation client.Relation, proxy client.Proxy) client.BeginVerification {
	return client.BeginVerification{Relation: relation, CallerName: proxy.Name, ProxyID: proxy.ID}
}

// onFile lets a proxy call: one thing the rule gives at the patient's age works, and nothing that it does not give.
func (s *suite) onFile(relation client.Relation, trait Trait) func(*trial) {
	return func(t *trial) {
		d := s.permitted(t, client.VerifiesCallers)
		sample := s.take(t, trait)
		a := account(t, d, sample.ID)
		if relation == client.RelationParent && !a.Minor {
			t.Errorf("the sample is no minor")
		}
		c := s.begin(t, d, sample, who(relation, proxyOf(t, a, relation))).identified(t)
		if c.now.Relation != relation {
			t.Errorf("verified as %s", c.now.Relation)
		}
		s.mayOnly(t, c, a)
		s.mayHave(t, c, a)
	}
}

// mayOnly tries every operation that the rule does not give to this caller.
func (s *suite) mayOnly(t *trial, c *caller, a client.Account) {
	t.Helper()
	allowed := s.about.Verification.Allowed(c.now.Relation, a)
	for _, o := range operations {
		if slices.Contains(allowed, o.ability) || !s.about.Offers(o.ability) || !c.desk.session.May(o.ability) {
			continue
		}
		if _, err := s.order(o, a)(t.Context(), c.desk, c.change(t)); err == nil {
			t.Errorf("%s had %s done", c.now.Relation, o.ability)
		} else {
			s.want(t, err, client.Forbidden, "relation-not-allowed")
		}
	}
}

// mayHave does one thing for the caller that identifiers are enough for.
func (s *suite) mayHave(t *trial, c *caller, a client.Account) {
	t.Helper()
	for _, ability := range s.about.Verification.Allowed(c.now.Relation, a) {
		o, found := operationFor(ability)
		suited := found && slices.Contains(o.traits, Reachable) && c.desk.session.May(ability)
		if !suited || !s.about.Offers(ability) || s.about.Verification.Levels[ability] > c.now.Level {
			continue
		}
		if _, err := s.order(o, a)(t.Context(), c.desk, c.change(t)); err != nil {
			t.Errorf("%s on file, %s: %v", c.now.Relation, ability, err)
		}
		return
	}
	t.notTried("the rule gives a %s nothing that can be tried", c.now.Relation)
}

// proxied are accounts with somebody of the relation on file, so that nobody passes for a proxy because there is one.
var proxied = map[client.Relation]Trait{
	client.RelationParent: MinorWithParent, client.RelationCaregiver: WithCaregiver, client.RelationPOA: WithPOA,
}

func (s *suite) notOnFile(relation client.Relation) func(*trial) {
	return func(t *trial) {
		rule, known := s.about.Verification.Relations[relation]
		if known && !rule.MustBeOnFile {
			t.notTried("the policy asks for no %s to be on file", relation)
		}
		trait := proxied[relation]
		if _, found := s.sample(trait, 0); !found {
			trait = Reachable
		}
		d := s.permitted(t, client.VerifiesCallers)
		sample := s.borrow(t, trait)
		for _, id := range []string{"no-such-proxy", ""} {
			begin := who(relation, client.Proxy{ID: id, Name: "Somebody Else"})
			begin.CallID = newCallID()
			_, err := d.BeginVerification(t.Context(), sample.ID, begin, newKey())
			s.offered(t, d, client.VerifiesCallers, err)
			s.want(t, err, client.Forbidden, "proxy-not-on-file", "relation-not-allowed")
		}
	}
}

func (s *suite) parentOfAdult(t *trial) {
	d := s.permitted(t, client.VerifiesCallers)
	sample := s.borrow(t, GrownUp)
	begin := who(client.RelationParent, proxyOf(t, account(t, d, sample.ID), client.RelationParent))
	begin.CallID = newCallID()
	_, err := d.BeginVerification(t.Context(), sample.ID, begin, newKey())
	s.offered(t, d, client.VerifiesCallers, err)
	s.want(t, err, client.Forbidden, "relation-not-allowed")
}

func (s *suite) unknownRelation(t *trial) {
	begin := client.BeginVerification{CallID: newCallID(), Relation: "neighbour", CallerName: "Somebody"}
	d := s.permitted(t, client.VerifiesCallers)
	_, err := d.BeginVerification(t.Context(), s.borrow(t, Reachable).ID, begin, newKey())
	s.offered(t, d, client.VerifiesCallers, err)
	s.want(t, err, client.Forbidden, "relation-not-allowed")
}

func (s *suite) staffMayOnly(t *trial) {
	if _, known := s.about.Verification.Relations[client.RelationStaff]; !known {
		t.notTried("the policy gives staff nothing at all")
	}
	d := s.permitted(t, client.VerifiesCallers)
	sample := s.borrow(t, Reachable)
	begin := client.BeginVerification{Relation: client.RelationStaff, CallerName: "Front desk"}
	s.mayOnly(t, s.begin(t, d, sample, begin).identified(t), account(t, d, sample.ID))
}
