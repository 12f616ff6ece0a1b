package portaltest

import (
	"slices"
	"time"

	"portaldesk/client"
	"portaldesk/client/attempts"
)

// counting is of portals that count who could not be proven.
var counting = need{func(s *suite) bool { return s.about.Verification.MaxFailures > 0 }, "failed proofs are not counted"}

func (s *suite) failureTests() []test {
	return []test{{name: "failed proofs are shown, and stop the relation", run: s.failuresStop, needs: []need{counting}}}
}

// failuresStop lets callers fail until nobody of their relation is believed any more: every agent sees it, and other accounts
// go on.
func (s *suite) failuresStop(t *trial) {
	sample := s.take(t, Reachable)
	kind := s.anIdentifier(t, sample)
	policy := s.about.Verification
	open := s.questioned(t, sample)
	if err := open.says(t, kind, sample.Says[kind]); err != nil {
		t.Fatalf("%v", err)
	}
	for range policy.MaxFailures {
		c := s.questioned(t, sample)
		for range policy.MaxMismatches {
			if err := c.says(t, kind, "wrong"); err != nil {
				t.Fatalf("%v", err)
			}
		}
	}
	s.isStopped(t, sample)
	s.want(t, open.says(t, kind, sample.Says[kind]), client.Forbidden, attempts.TooMany)
	s.showsFailures(t, sample, kind)
	if other, found := s.sample(Reachable, 0); found {
		s.patient(t, s.verifier(t), other)
	}
}

func (s *suite) isStopped(t *trial, sample Sample) {
	t.Helper()
	desks := s.allPermitted(t, client.VerifiesCallers)
	if s.about.Verification.ByDesk {
		desks = []*desk{s.verifier(t)} // each of the suite's desks counts by itself
	}
	for _, d := range desks {
		begin := client.BeginVerification{CallID: newCallID(), Relation: client.RelationPatient}
		_, err := d.BeginVerification(t.Context(), sample.ID, begin, newKey())
		s.want(t, err, client.Forbidden, attempts.TooMany)
		if until, told := attempts.UntilOf(err); !told || until.Before(s.about.Now.Add(time.Hour)) {
			t.Errorf("stopped until %v (told %v)", until, told)
		}
	}
}

func (s *suite) showsFailures(t *trial, sample Sample, kind client.IdentifierKind) {
	t.Helper()
	failed := account(t, s.verifier(t), sample.ID).FailedProofs
	if len(failed) < s.about.Verification.MaxFailures {
		t.Fatalf("%d failed proofs are shown", len(failed))
	}
	for _, f := range failed[:s.about.Verification.MaxFailures] {
		if f.Relation != client.RelationPatient || f.AgentID == "" || f.At.IsZero() || !slices.Contains(f.Mismatched, kind) {
			t.Errorf("shown as %s, agent %v, %v, mismatched %v", f.Relation, f.AgentID != "", f.At, f.Mismatched)
		}
	}
}
