package portaltest

import (
	"context"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"portaldesk/client"
)

func (s *suite) repetitionTests() []test {
	tests := []test{
		{"same key again does nothing and answers the same", s.sameKey},
		{"the secret is shown once", s.secretOnce},
		{"same key for something else", s.keyReused},
		{"same key at the same time", s.sameKeyAtOnce},
		{"a refusal leaves the key free", s.refusalLeavesKey},
		{"a step of a verification counts once", s.stepOnce},
	}
	if s.target.Faults.DropReply != nil {
		tests = append(tests,
			test{"lost answer of an operation", s.lostOperation},
			test{"lost answer of a verification's step", s.lostStep})
	}
	return tests
}

func (s *suite) sameKey(t *testing.T) {
	s.each(t, func(t *testing.T, o operation) {
		d := s.desk(t, client.RoleSupervisor)
		sample := s.take(t, o.trait)
		order := o.order(account(t, d, sample.ID))
		change := s.allowed(t, d, sample, o.ability)
		first, err := order(t.Context(), d, change)
		first = must(t, first, err)
		mail := s.mailCount(t, d, sample)
		again, err := order(t.Context(), d, change)
		again = must(t, again, err)
		if again.Secret != nil {
			t.Error("the repeated answer has the secret too")
		}
		first.Secret = nil
		if diff := cmp.Diff(first, again); diff != "" {
			t.Error(diff)
		}
		if now := account(t, d, sample.ID); now.Version != first.Account.Version {
			t.Error("it was done twice")
		}
		if now := s.mailCount(t, d, sample); now != mail {
			t.Error("the patient was written to twice")
		}
	})
}

func (s *suite) mailCount(t *testing.T, d *desk, sample Sample) int {
	t.Helper()
	mail, err := d.Mail(t.Context(), sample.ID, 100)
	if !s.offered(t, client.ShowsMail, err) {
		return 0
	}
	return len(must(t, mail, err))
}

func (s *suite) secretOnce(t *testing.T) {
	for _, ability := range []client.Ability{client.ResetByTemporary, client.IssuesAccessCode} {
		o := of(ability)
		d := s.desk(t, client.RoleSupervisor)
		sample := s.take(t, o.trait)
		order := o.order(account(t, d, sample.ID))
		change := s.allowed(t, d, sample, ability)
		first, err := order(t.Context(), d, change)
		if !s.offered(t, ability, err) {
			continue
		}
		if first = must(t, first, err); first.Secret == nil {
			t.Fatal("no secret to begin with")
		}
		again, err := order(t.Context(), d, change)
		if again = must(t, again, err); again.Secret != nil {
			t.Error("shown twice")
		}
	}
}

func (s *suite) keyReused(t *testing.T) {
	d := s.desk(t, client.RoleSupervisor)
	change := s.allowed(t, d, s.take(t, Reachable), client.EndsSessions)
	_, err := d.SignOutEverywhere(t.Context(), change)
	if !s.offered(t, client.EndsSessions, err) || err != nil {
		t.Log(err)
		return
	}
	_, err = d.Unlock(t.Context(), change)
	want(t, err, client.KeyReused, "idempotency-key-reused")
	change.Proof = ""
	_, err = d.SignOutEverywhere(t.Context(), change)
	want(t, err, client.KeyReused, "idempotency-key-reused")
}

// sameKeyAtOnce asks from several places at once, as a desk does whose agent clicks twice.
func (s *suite) sameKeyAtOnce(t *testing.T) {
	d := s.desk(t, client.RoleSupervisor)
	sample := s.take(t, Reachable)
	change := s.allowed(t, d, sample, client.EndsSessions)
	before := s.mailCount(t, d, sample)
	_, alone := d.SignOutEverywhere(t.Context(), s.allowed(t, d, s.take(t, Reachable), client.EndsSessions))
	if !s.offered(t, client.EndsSessions, alone) {
		return
	}
	var asking sync.WaitGroup
	for range 4 {
		asking.Go(func() {
			if _, err := d.SignOutEverywhere(t.Context(), change); err != nil {
				want(t, err, client.InProgress)
			}
		})
	}
	asking.Wait()
	outcome, err := d.SignOutEverywhere(t.Context(), change)
	outcome = must(t, outcome, err)
	if now := account(t, d, sample.ID); now.Version != outcome.Account.Version {
		t.Error("it was done more than once")
	}
	if now := s.mailCount(t, d, sample); now-before > len(outcome.Notified) {
		t.Errorf("%d messages, %d told", now-before, len(outcome.Notified))
	}
}

func (s *suite) refusalLeavesKey(t *testing.T) {
	d := s.desk(t, client.RoleSupervisor)
	change := s.allowed(t, d, s.take(t, Reachable), client.EndsSessions)
	version := change.Version
	change.Version = `"long-gone"`
	_, err := d.SignOutEverywhere(t.Context(), change)
	if !s.offered(t, client.EndsSessions, err) {
		return
	}
	want(t, err, client.Stale)
	change.Version = version
	if _, err = d.SignOutEverywhere(t.Context(), change); err != nil {
		t.Errorf("with the version of now: %v", err)
	}
}

func (s *suite) stepOnce(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	c := s.patient(t, d, s.take(t, Reachable))
	key := newKey()
	for range 2 {
		next, err := d.CheckIdentifier(t.Context(), c.now.ID, client.IdentifierCheck{Kind: client.IdentifierMRN, Said: "0"}, key)
		if next = must(t, next, err); len(next.Mismatched) != 1 {
			t.Errorf("counted %d times", len(next.Mismatched))
		}
	}
}

func (s *suite) lostOperation(t *testing.T) {
	s.each(t, func(t *testing.T, o operation) {
		d := s.desk(t, client.RoleSupervisor)
		sample := s.take(t, o.trait)
		order := o.order(account(t, d, sample.ID))
		change := s.allowed(t, d, sample, o.ability)
		s.target.Faults.DropReply(o.id)
		outcome, err := settled(t.Context(), d, order, change)
		outcome = must(t, outcome, err)
		if outcome.Secret != nil {
			t.Error("a repeated answer has the secret")
		}
		if now := account(t, d, sample.ID); now.Version != outcome.Account.Version {
			t.Error("it was not done once")
		}
	})
}

// settled asks again with the same key where the adapter itself did not.
func settled(ctx context.Context, d *desk, order order, change client.Change) (client.Outcome, error) {
	outcome, err := order(ctx, d, change)
	if client.KindOf(err) == client.OutcomeUnknown {
		return order(ctx, d, change)
	}
	return outcome, err
}

func (s *suite) lostStep(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	c := s.patient(t, d, s.take(t, Reachable))
	s.target.Faults.DropReply("checkIdentifier")
	key := newKey()
	check := client.IdentifierCheck{Kind: client.IdentifierMRN, Said: "0"}
	next, err := d.CheckIdentifier(t.Context(), c.now.ID, check, key)
	if client.KindOf(err) == client.OutcomeUnknown {
		next, err = d.CheckIdentifier(t.Context(), c.now.ID, check, key)
	}
	if next = must(t, next, err); len(next.Mismatched) != 1 {
		t.Errorf("counted %d times", len(next.Mismatched))
	}
}
