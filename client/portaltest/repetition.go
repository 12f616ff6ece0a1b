package portaltest

import (
	"context"
	"sync"

	"portaldesk/client"
)

func (s *suite) repetitionTests() []test {
	var tests []test
	keyed := func(more []test, needs ...need) {
		for _, test := range more {
			test.needs = append([]need{promised(Keyed)}, needs...)
			tests = append(tests, test)
		}
	}
	if !s.keeps(Keyed) {
		tests = s.each("the same again does no harm", s.againHarmless)
	}
	keyed(s.each("same key again does nothing and answers the same", s.sameKey))
	keyed([]test{
		{name: "same key for something else", run: s.keyReused},
		{name: "same key at the same time", run: s.sameKeyAtOnce},
		{name: "a refusal leaves the key free", run: s.refusalLeavesKey},
	})
	keyed(s.each("lost answer", s.lostOperation), losesAnswers)
	return append(tests,
		on(client.VerifiesCallers, test{name: "a step of a verification counts once", run: s.stepOnce}),
		on(client.VerifiesCallers, test{name: "lost answer of a verification's step", run: s.lostStep, needs: []need{losesAnswers}}))
}

// againHarmless sends a change again as it was, as a desk does that lost the answer: where no key tells, the version does.
func (s *suite) againHarmless(t *trial, o operation) {
	d := s.permitted(t, o.ability)
	sample := s.suiting(t, o)
	order := o.order(s, account(t, d, sample.ID))
	change := s.allowed(t, d, sample, o.ability)
	first, err := order(t.Context(), d, change)
	first = must(t, first, err)
	if _, err := order(t.Context(), d, change); err != nil && client.KindOf(err) != client.Conflict {
		s.want(t, err, client.Stale)
	}
	if now := account(t, d, sample.ID); now.Status != first.Account.Status {
		t.Errorf("%s after it was sent once, %s after twice", first.Account.Status, now.Status)
	}
}

func (s *suite) sameKey(t *trial, o operation) {
	d := s.permitted(t, o.ability)
	sample := s.suiting(t, o)
	order := o.order(s, account(t, d, sample.ID))
	change := s.allowed(t, d, sample, o.ability)
	first, err := order(t.Context(), d, change)
	first = must(t, first, err)
	mail := s.mailCount(t, d, sample)
	again, err := order(t.Context(), d, change)
	again = must(t, again, err)
	if again.Secret != nil {
		t.Errorf("the repeated answer has the secret too")
	}
	first.Secret = nil
	if places := differs(again, first); len(places) > 0 {
		t.Errorf("the repeated answer differs in %v", places)
	}
	if now := account(t, d, sample.ID); now.Version != first.Account.Version {
		t.Errorf("it was done twice")
	}
	if now := s.mailCount(t, d, sample); now != mail {
		t.Errorf("the patient was written to twice")
	}
}

// mailCount is how many messages went to the account; 0 where the portal does not show them.
func (s *suite) mailCount(t *trial, d *desk, sample Sample) int {
	t.Helper()
	if !s.about.Offers(client.ShowsMail) {
		return 0
	}
	mail, err := d.Mail(t.Context(), sample.ID, 100)
	return len(must(t, mail, err))
}

func (s *suite) keyReused(t *trial) {
	o := s.guarded(t)
	d := s.permitted(t, o.ability)
	sample := s.take(t, Reachable)
	change := s.allowed(t, d, sample, o.ability)
	_, err := o.order(s, account(t, d, sample.ID))(t.Context(), d, change)
	must(t, 0, err)
	_, err = d.Unlock(t.Context(), change)
	s.want(t, err, client.KeyReused, "idempotency-key-reused")
	change.Proof = ""
	_, err = o.order(s, account(t, d, sample.ID))(t.Context(), d, change)
	s.want(t, err, client.KeyReused, "idempotency-key-reused")
}

// sameKeyAtOnce asks from several places at once, as a desk does whose agent clicks twice.
func (s *suite) sameKeyAtOnce(t *trial) {
	o := s.guarded(t)
	d := s.permitted(t, o.ability)
	sample := s.take(t, Reachable)
	order := o.order(s, account(t, d, sample.ID))
	change := s.allowed(t, d, sample, o.ability)
	before := s.mailCount(t, d, sample)
	var asking sync.WaitGroup
	for range 4 {
		asking.Go(func() {
			if _, err := order(t.Context(), d, change); err != nil {
				s.want(t, err, client.InProgress)
			}
		})
	}
	asking.Wait()
	outcome, err := order(t.Context(), d, change)
	outcome = must(t, outcome, err)
	if now := account(t, d, sample.ID); now.Version != outcome.Account.Version {
		t.Errorf("it was done more than once")
	}
	if now := s.mailCount(t, d, sample); now-before > len(outcome.Notified) {
		t.Errorf("%d messages, %d told", now-before, len(outcome.Notified))
	}
}

func (s *suite) refusalLeavesKey(t *trial) {
	o := s.guarded(t)
	d := s.permitted(t, o.ability)
	sample := s.take(t, Reachable)
	order := o.order(s, account(t, d, sample.ID))
	change := s.allowed(t, d, sample, o.ability)
	version := change.Version
	change.Version = `"long-gone"`
	_, err := order(t.Context(), d, change)
	s.want(t, err, client.Stale)
	change.Version = version
	if _, err = order(t.Context(), d, change); err != nil {
		t.Errorf("with the version of now: %v", err)
	}
}

func (s *suite) stepOnce(t *trial) {
	c := s.patient(t, s.verifier(t), s.borrow(t, Reachable))
	key := newKey()
	check := client.IdentifierCheck{Kind: s.anIdentifier(t, c.sample), Said: "0"}
	for range 2 {
		next, err := c.desk.CheckIdentifier(t.Context(), c.now.ID, check, key)
		if next = must(t, next, err); len(next.Mismatched) != 1 {
			t.Errorf("counted %d times", len(next.Mismatched))
		}
	}
}

func (s *suite) lostOperation(t *trial, o operation) {
	d := s.permitted(t, o.ability)
	sample := s.suiting(t, o)
	order := o.order(s, account(t, d, sample.ID))
	change := s.allowed(t, d, sample, o.ability)
	s.target.Faults.DropReply(o.id)
	outcome, err := settled(t.Context(), d, order, change)
	outcome = must(t, outcome, err)
	if outcome.Secret != nil {
		t.Errorf("a repeated answer has the secret")
	}
	if now := account(t, d, sample.ID); now.Version != outcome.Account.Version {
		t.Errorf("it was not done once")
	}
}

// settled asks again with the same key where the adapter itself did not.
func settled(ctx context.Context, d *desk, order order, change client.Change) (client.Outcome, error) {
	outcome, err := order(ctx, d, change)
	if client.KindOf(err) == client.OutcomeUnknown {
		return order(ctx, d, change)
	}
	return outcome, err
}

func (s *suite) lostStep(t *trial) {
	c := s.patient(t, s.verifier(t), s.borrow(t, Reachable))
	s.target.Faults.DropReply("checkIdentifier")
	key := newKey()
	check := client.IdentifierCheck{Kind: s.anIdentifier(t, c.sample), Said: "0"}
	next, err := c.desk.CheckIdentifier(t.Context(), c.now.ID, check, key)
	if client.KindOf(err) == client.OutcomeUnknown {
		next, err = c.desk.CheckIdentifier(t.Context(), c.now.ID, check, key)
	}
	if next = must(t, next, err); len(next.Mismatched) != 1 {
		t.Errorf("counted %d times", len(next.Mismatched))
	}
}
