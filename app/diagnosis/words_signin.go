package diagnosis

import (
	"slices"
	"time"

	"portaldesk/client"
)

// recently is how far back an attempt still explains a call of today.
const recently = 7 * day

// signInWords are of the tries to sign in and of the places where the patient is signed in. Tries are counted since the last
// success.
type signInWords struct {
	LastTry        tryWords                     `expr:"last_try"`
	FailedBy       func(cause string) bool      `expr:"failed_by"`
	Tries          func(cause string) int       `expr:"tries"`
	LastTried      func(cause string) time.Time `expr:"last_tried"`
	WrongPasswords func() int                   `expr:"wrong_passwords"`
	Failures       func(hours int) int          `expr:"failures_within_hours"`
	Sessions       int                          `expr:"sessions"`
	OldestSession  time.Time                    `expr:"oldest_session"`
}

// tryWords are of the newest try; all empty when there is none.
type tryWords struct {
	At        time.Time `expr:"at"`
	Cause     string    `expr:"cause"`
	Succeeded bool      `expr:"succeeded"`
}

func signInsOf(c Case) signInWords {
	failed := sinceSuccess(c.Attempts)
	w := signInWords{
		FailedBy:       func(cause string) bool { return failedBy(c, cause) },
		Tries:          func(cause string) int { return count(failed, by(cause)) },
		LastTried:      func(cause string) time.Time { return newestOf(failed, cause) },
		WrongPasswords: func() int { return count(failed, by(string(client.CauseWrongPassword))) },
		Failures: func(hours int) int {
			return count(failed, func(a client.SignInAttempt) bool { return c.ReadAt.Sub(a.At) <= time.Duration(hours)*time.Hour })
		},
		Sessions: len(c.Sessions),
	}
	if len(c.Attempts) > 0 {
		newest := c.Attempts[0]
		w.LastTry = tryWords{newest.At, string(newest.Cause), newest.Succeeded}
	}
	for _, s := range c.Sessions {
		if w.OldestSession.IsZero() || s.StartedAt.Before(w.OldestSession) {
			w.OldestSession = s.StartedAt
		}
	}
	return w
}

// sinceSuccess are the failed tries since the last success, newest first.
func sinceSuccess(attempts []client.SignInAttempt) []client.SignInAttempt {
	for i, a := range attempts {
		if a.Succeeded {
			return attempts[:i]
		}
	}
	return attempts
}

// failedBy says whether the newest try failed for the cause, lately.
func failedBy(c Case, cause string) bool {
	if len(c.Attempts) == 0 {
		return false
	}
	newest := c.Attempts[0]
	return !newest.Succeeded && string(newest.Cause) == cause && c.ReadAt.Sub(newest.At) <= recently
}

// newestOf is when the newest try of a cause was; zero when there is none.
func newestOf(failed []client.SignInAttempt, cause string) time.Time {
	if at := slices.IndexFunc(failed, by(cause)); at >= 0 {
		return failed[at].At
	}
	return time.Time{}
}

func by(cause string) func(client.SignInAttempt) bool {
	return func(a client.SignInAttempt) bool { return string(a.Cause) == cause }
}

func count[T any](all []T, is func(T) bool) (n int) {
	for _, one := range all {
		if is(one) {
			n++
		}
	}
	return n
}
