package desk

import (
	"time"

	"portaldesk/app/diagnosis"
)

// freshFor is how long findings hold that tell how long ago something was.
const freshFor = time.Minute

// tick is a second of an open call.
func (s *Screen) tick() {
	s.proof.Tick()
	if s.shown != nil && !s.d.Now().Before(s.stale) {
		s.findAnew()
	}
}

// findAnew finds why the patient cannot sign in as of now, from what was read before.
func (s *Screen) findAnew() {
	c := *s.shown
	c.ReadAt = s.d.Now()
	s.stale = staleAt(c, c.ReadAt)
	s.view.Rank(c)
}

// staleAt is when what is found now may no longer hold: soon, and at the moment a lock or a code ends.
func staleAt(c diagnosis.Case, now time.Time) time.Time {
	at := now.Add(freshFor)
	ends := []*time.Time{c.Account.LockedUntil}
	if code := c.Account.AccessCode; code != nil {
		ends = append(ends, &code.ExpiresAt)
	}
	for _, end := range ends {
		if end != nil && end.After(now) && end.Before(at) {
			at = *end
		}
	}
	return at
}
