package portaltest

import (
	"time"

	"portaldesk/client"
)

func (s *suite) timeTests() []test {
	return []test{{name: "proofs and codes run out", run: s.runOut, needs: []need{hasClock}}}
}

func (s *suite) runOut(t *trial) {
	o := s.guarded(t)
	d := s.permitted(t, o.ability)
	sample := s.borrow(t, Reachable)
	proven := s.patient(t, d, sample).identified(t)
	waiting := s.patient(t, d, sample).identified(t)
	code := waiting.code(t, client.ContactEmail)

	s.target.Faults.Advance(time.Duration(s.about.Verification.CodeMinutes)*time.Minute + time.Second)
	s.want(t, waiting.read(t, code), client.Conflict, "code-expired")

	s.target.Faults.Advance(time.Duration(s.about.Verification.ProofMinutes) * time.Minute)
	_, err := s.order(o, account(t, d, sample.ID))(t.Context(), d, proven.change(t))
	s.want(t, err, client.ProofExpired, "proof-expired")

	s.target.Faults.Advance(time.Hour)
	s.want(t, waiting.read(t, code), client.NotFound, "verification-not-found")
}
