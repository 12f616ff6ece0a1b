package portaltest

import (
	"portaldesk/client"
)

func (s *suite) ruleTests() []test {
	var tests []test
	for _, role := range everyday {
		tests = append(tests, test{name: string(role) + " may only do what is permitted", run: s.roleMayOnly(role)})
	}
	for _, made := range s.each("without proof", s.withoutProof) {
		made.single = true
		tests = append(tests, made)
	}
	tests = append(tests, s.each("identifiers do not prove for credentials", s.tooWeak)...)
	for _, made := range s.each("account changed meanwhile", s.stale) {
		made.needs = []need{promised(Versioned)}
		tests = append(tests, made)
	}
	return append(tests,
		test{name: "proof of another account", run: s.proofOfAnotherAccount},
		test{name: "proof of another call", run: s.proofOfAnotherCall},
		test{name: "account that is not suited", run: s.notSuited, needs: []need{promised(Published)}},
		test{name: "account of the dead and the merged", run: s.notRevived},
		test{name: "unknown account", run: s.operateOnNobody},
		test{name: "without a call", run: s.withoutCall},
	)
}

// each makes a test of what holds for every operation that is offered.
func (s *suite) each(name string, run func(*trial, operation)) []test {
	var tests []test
	for _, o := range operations {
		if s.about.Offers(o.ability) && !s.byHand(o.ability) {
			tests = append(tests, on(o.ability, test{name: name + ", " + string(o.ability), run: func(t *trial) { run(t, o) }}))
		}
	}
	return tests
}

func (s *suite) roleMayOnly(role client.Role) func(*trial) {
	return func(t *trial) {
		d := s.desk(t, role)
		a := account(t, d, s.borrow(t, Reachable).ID)
		for _, o := range operations {
			if d.session.May(o.ability) {
				continue
			}
			change := client.Change{Account: a.ID, Version: a.Version, Key: newKey(), Call: newCallID()}
			_, err := s.order(o, a)(t.Context(), d, change)
			if !s.about.Offers(o.ability) && client.KindOf(err) == client.NotOffered {
				continue
			}
			s.want(t, err, client.Forbidden, "role-not-allowed")
		}
	}
}

func (s *suite) withoutProof(t *trial, o operation) {
	if s.about.Verification.Levels[o.ability] == client.Unproven {
		t.notTried("the policy asks for no proof")
	}
	d := s.permitted(t, o.ability)
	a := account(t, d, s.borrow(t, Reachable).ID)
	for _, proof := range []string{"", "made-up"} {
		change := client.Change{Account: a.ID, Version: a.Version, Key: newKey(), Call: newCallID(), Proof: proof}
		_, err := o.order(s, a)(t.Context(), d, change)
		s.want(t, err, client.ProofRequired, "proof-required")
	}
}

func (s *suite) tooWeak(t *trial, o operation) {
	if s.about.Verification.Levels[o.ability] < client.ProvenByOOB {
		t.note("the policy takes identifiers for it")
		return
	}
	d := s.permitted(t, o.ability)
	c := s.patient(t, d, s.borrow(t, Reachable)).identified(t)
	_, err := o.order(s, account(t, d, c.sample.ID))(t.Context(), d, c.change(t))
	s.want(t, err, client.ProofRequired, "proof-too-weak")
}

func (s *suite) stale(t *trial, o operation) {
	d := s.permitted(t, o.ability)
	sample := s.borrow(t, Reachable)
	a := account(t, d, sample.ID)
	change := s.allowed(t, d, sample, o.ability)
	change.Version = `"long-gone"`
	_, err := o.order(s, a)(t.Context(), d, change)
	s.want(t, err, client.Stale, "account-changed")
	if now := account(t, d, sample.ID); now.Version != a.Version {
		t.Errorf("a refused operation changed the account")
	}
}

func (s *suite) proofOfAnotherAccount(t *trial) {
	o := s.guarded(t)
	d := s.permitted(t, o.ability)
	other, found := s.sample(Reachable, 1)
	if !found {
		t.notTried("there is no second account")
	}
	change := s.allowed(t, d, s.borrow(t, Reachable), o.ability)
	a := account(t, d, other.ID)
	change.Account, change.Version = a.ID, a.Version
	_, err := s.order(o, a)(t.Context(), d, change)
	s.want(t, err, client.ProofRequired, "proof-required")
}

func (s *suite) proofOfAnotherCall(t *trial) {
	o := s.guarded(t)
	d := s.permitted(t, o.ability)
	sample := s.borrow(t, Reachable)
	change := s.allowed(t, d, sample, o.ability)
	change.Call = newCallID()
	_, err := s.order(o, account(t, d, sample.ID))(t.Context(), d, change)
	s.want(t, err, client.ProofRequired, "proof-required")
}

func (s *suite) notSuited(t *trial) {
	tried := false
	for _, ability := range []client.Ability{client.ActivatesAccount, client.UnlocksAccount} {
		if !s.about.Offers(ability) {
			continue
		}
		tried = true
		d := s.permitted(t, ability)
		change := s.allowed(t, d, s.borrow(t, Reachable), ability)
		_, err := s.order(of(ability), client.Account{})(t.Context(), d, change)
		s.want(t, err, client.Conflict, "state-not-suited")
	}
	if !tried {
		t.notTried("neither activating nor unlocking is offered")
	}
}

func (s *suite) notRevived(t *trial) {
	s.refusesUnoffered(t, of(client.ActivatesAccount))
	s.byServer(t, client.ActivatesAccount)
	d := s.permitted(t, client.ActivatesAccount)
	for _, trait := range []Trait{Deceased, Merged} {
		change := s.allowed(t, d, s.borrow(t, trait), client.ActivatesAccount)
		_, err := s.order(of(client.ActivatesAccount), client.Account{})(t.Context(), d, change)
		s.want(t, err, client.Conflict, "state-not-suited")
	}
}

func (s *suite) operateOnNobody(t *trial) {
	o := s.guarded(t)
	change := client.Change{Account: "no-such-account", Version: `"1"`, Key: newKey(), Call: newCallID()}
	_, err := s.order(o, client.Account{})(t.Context(), s.permitted(t, o.ability), change)
	if kind := client.KindOf(err); kind != client.NotFound && kind != client.ProofRequired {
		t.Errorf("got %v", err)
	}
}

func (s *suite) withoutCall(t *trial) {
	o := s.guarded(t)
	d := s.permitted(t, o.ability)
	sample := s.borrow(t, Reachable)
	change := s.allowed(t, d, sample, o.ability)
	change.Call = ""
	_, err := s.order(o, account(t, d, sample.ID))(t.Context(), d, change)
	if kind := client.KindOf(err); kind != client.Invalid && kind != client.ProofRequired {
		t.Errorf("got %v", err)
	}
}
