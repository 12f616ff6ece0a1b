package portaltest

import (
	"errors"
	"time"

	"portaldesk/client"
)

func (s *suite) throttlingTests() []test {
	return []test{
		{name: "guessing a password", run: s.guessing, needs: []need{signsIn, passwords, promised(Throttled)}},
	}
}

// guessing tries one login nobody has, so that no agent of the target is locked out.
func (s *suite) guessing(t *trial) {
	portal := s.signedOut(t)
	guess := client.Credentials{Login: "guessed-" + string(newKey()), Password: "x"}
	for range 100 {
		_, err := portal.SignIn(t.Context(), guess)
		if fault, ok := errors.AsType[*client.Error](err); ok && fault.Kind == client.Throttled {
			if fault.RetryAfter < time.Second {
				t.Errorf("told to wait %v", fault.RetryAfter)
			}
			return
		}
		s.want(t, err, client.Unauthenticated, "credentials-wrong")
	}
	t.Errorf("100 guesses at one login were taken")
}
