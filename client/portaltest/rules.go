package portaltest

import (
	"testing"
	"time"

	"portaldesk/client"
)

func (s *suite) ruleTests() []test {
	return []test{
		{"a role may only do what it is permitted", s.rolesMayOnly},
		{"without proof", s.withoutProof},
		{"identifiers do not prove for credentials", s.tooWeak},
		{"proof of another account", s.proofOfAnotherAccount},
		{"proof of another call", s.proofOfAnotherCall},
		{"account changed meanwhile", s.stale},
		{"account that is not suited", s.notSuited},
		{"unknown account", s.operateOnNobody},
		{"without a call", s.withoutCall},
	}
}

// each runs what holds for every operation that is offered, as its own test.
func (s *suite) each(t *testing.T, run func(t *testing.T, o operation)) {
	t.Helper()
	for _, o := range operations {
		if s.about.Offers(o.ability) {
			t.Run(string(o.ability), func(t *testing.T) { run(t, o) })
		}
	}
}

func (s *suite) rolesMayOnly(t *testing.T) {
	for _, role := range roles {
		t.Run(string(role), func(t *testing.T) { s.roleMayOnly(t, s.desk(t, role)) })
	}
}

func (s *suite) roleMayOnly(t *testing.T, d *desk) {
	a := account(t, d, s.take(t, Reachable).ID)
	for _, o := range operations {
		if permitted(d, o.ability) {
			continue
		}
		change := client.Change{Account: a.ID, Version: a.Version, Key: newKey(), Call: newCallID()}
		_, err := o.order(a)(t.Context(), d, change)
		want(t, err, client.Forbidden, "role-not-allowed")
	}
}

func (s *suite) withoutProof(t *testing.T) {
	d := s.desk(t, client.RoleSupervisor)
	a := account(t, d, s.take(t, Reachable).ID)
	s.each(t, func(t *testing.T, o operation) {
		if s.about.Verification.Levels[o.ability] == client.Unproven {
			return
		}
		for _, proof := range []string{"", "made-up"} {
			change := client.Change{Account: a.ID, Version: a.Version, Key: newKey(), Call: newCallID(), Proof: proof}
			_, err := o.order(a)(t.Context(), d, change)
			want(t, err, client.ProofRequired, "proof-required")
		}
	})
}

func (s *suite) tooWeak(t *testing.T) {
	d := s.desk(t, client.RoleSupervisor)
	c := s.patient(t, d, s.take(t, Reachable)).identified(t)
	a := account(t, d, c.sample.ID)
	s.each(t, func(t *testing.T, o operation) {
		if s.about.Verification.Levels[o.ability] == client.ProvenByOOB {
			_, err := o.order(a)(t.Context(), d, c.change(t))
			want(t, err, client.ProofRequired, "proof-too-weak")
		}
	})
}

func (s *suite) proofOfAnotherAccount(t *testing.T) {
	d := s.desk(t, client.RoleSupervisor)
	change := s.patient(t, d, s.take(t, Reachable)).identified(t).change(t)
	other := account(t, d, s.take(t, Reachable).ID)
	change.Account, change.Version = other.ID, other.Version
	_, err := d.SignOutEverywhere(t.Context(), change)
	want(t, err, client.ProofRequired, "proof-required")
}

func (s *suite) proofOfAnotherCall(t *testing.T) {
	d := s.desk(t, client.RoleSupervisor)
	change := s.patient(t, d, s.take(t, Reachable)).identified(t).change(t)
	change.Call = newCallID()
	_, err := d.SignOutEverywhere(t.Context(), change)
	want(t, err, client.ProofRequired, "proof-required")
}

func (s *suite) stale(t *testing.T) {
	d := s.desk(t, client.RoleSupervisor)
	c := s.patient(t, d, s.take(t, Reachable)).proven(t, client.ProvenByOOB)
	a := account(t, d, c.sample.ID)
	s.each(t, func(t *testing.T, o operation) {
		change := c.change(t)
		change.Version = `"long-gone"`
		_, err := o.order(a)(t.Context(), d, change)
		want(t, err, client.Stale, "account-changed")
	})
	if now := account(t, d, c.sample.ID); now.Version != a.Version {
		t.Error("a refused operation changed the account")
	}
}

func (s *suite) notSuited(t *testing.T) {
	d := s.desk(t, client.RoleSupervisor)
	for _, o := range []operation{of(client.ActivatesAccount), of(client.UnlocksAccount)} {
		if !s.about.Offers(o.ability) {
			continue
		}
		change := s.allowed(t, d, s.take(t, Reachable), o.ability)
		_, err := o.order(client.Account{})(t.Context(), d, change)
		want(t, err, client.Conflict, "state-not-suited")
	}
	for _, trait := range []Trait{Deceased, Merged} {
		if s.about.Offers(client.ActivatesAccount) {
			_, err := d.Activate(t.Context(), s.allowed(t, d, s.take(t, trait), client.ActivatesAccount))
			want(t, err, client.Conflict, "state-not-suited")
		}
	}
}

func (s *suite) operateOnNobody(t *testing.T) {
	change := client.Change{Account: "no-such-account", Version: `"1"`, Key: newKey(), Call: newCallID()}
	_, err := s.desk(t, client.RoleSupervisor).SignOutEverywhere(t.Context(), change)
	if kind := client.KindOf(err); kind != client.NotFound && kind != client.ProofRequired {
		t.Errorf("got %v", err)
	}
}

func (s *suite) withoutCall(t *testing.T) {
	d := s.desk(t, client.RoleSupervisor)
	change := s.patient(t, d, s.take(t, Reachable)).identified(t).change(t)
	change.Call = ""
	_, err := d.SignOutEverywhere(t.Context(), change)
	if kind := client.KindOf(err); kind != client.Invalid && kind != client.ProofRequired {
		t.Errorf("got %v", err)
	}
}

// timeTests move the portal's clock on, so nothing comes after them.
func (s *suite) timeTests() []test {
	if s.target.Faults.Advance == nil {
		return []test{{"not tried", func(t *testing.T) { t.Log("the target's clock cannot be moved") }}}
	}
	return []test{{"proofs and codes run out", s.runOut}}
}

func (s *suite) runOut(t *testing.T) {
	d := s.desk(t, client.RoleSupervisor)
	proven := s.patient(t, d, s.take(t, Reachable)).identified(t)
	waiting := s.patient(t, d, s.take(t, Reachable)).identified(t)
	code := waiting.sent(t, s.contact(t, account(t, d, waiting.sample.ID), client.ContactEmail).ID)

	s.target.Faults.Advance(time.Duration(s.about.Verification.CodeMinutes)*time.Minute + time.Second)
	want(t, waiting.read(t, code), client.Conflict, "code-expired")

	s.target.Faults.Advance(time.Duration(s.about.Verification.ProofMinutes) * time.Minute)
	_, err := d.SignOutEverywhere(t.Context(), proven.change(t))
	if s.offered(t, client.EndsSessions, err) {
		want(t, err, client.ProofExpired, "proof-expired")
	}

	s.target.Faults.Advance(time.Hour)
	want(t, waiting.read(t, code), client.NotFound, "verification-not-found")
}
