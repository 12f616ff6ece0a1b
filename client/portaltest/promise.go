package portaltest

import "slices"

// Promise is something beyond what every portal does. Its value says what is promised, and stands in the result of each test
// that was not tried because it is not.
type Promise string

// The promises. A portal of our published contract keeps all of them, one that is put together from an identity server only
// some.
const (
	Published Promise = "answers to the letter of the published contract, with its codes, fields and defaults"
	Keyed     Promise = "does a change once, however often it comes under one key, and shows its secret once"
	Versioned Promise = "refuses a change that names an old version of the account"
	Dated     Promise = "knows when a contact changed, and lets a new one prove nobody"
	Reasoned  Promise = "keeps the reason why an account is deactivated or locked"
	Proxied   Promise = "knows who may act for a patient"
	Sifted    Promise = "narrows a look-up to a state or to minors"
	Sorted    Promise = "sorts a look-up by name, birth date and last sign-in"
	Throttled Promise = "slows down whoever guesses an agent's password"
)

// Everything is what a portal of our published contract promises.
func Everything() []Promise {
	return []Promise{Published, Keyed, Versioned, Dated, Reasoned, Proxied, Sifted, Sorted, Throttled}
}

func (s *suite) keeps(promise Promise) bool { return slices.Contains(s.target.Keeps, promise) }

// need is something that a test cannot do without.
type need struct {
	holds func(*suite) bool
	why   string // when it does not
}

func promised(promise Promise) need {
	return need{func(s *suite) bool { return s.keeps(promise) }, "not promised: " + string(promise)}
}

var (
	losesAnswers = need{func(s *suite) bool { return s.target.Faults.DropReply != nil }, "the portal cannot be ordered to lose an answer"}
	expires      = need{func(s *suite) bool { return s.target.Faults.ExpireAccess != nil }, "the portal cannot be ordered to let tokens run out"}
	hasClock     = need{func(s *suite) bool { return s.target.Faults.Advance != nil }, "the portal's clock cannot be moved"}
	revokes      = need{func(s *suite) bool { return s.target.Faults.Revoke != nil }, "the portal cannot be ordered to take an agent's role away"}
	connects     = need{func(s *suite) bool { return s.target.Connect != nil }, "only the desk that is signed in may be used"}
	signsIn      = need{func(s *suite) bool { return s.target.Seat == nil }, "somebody has signed in already"}
	tokens       = need{func(s *suite) bool { return s.bearing() != "" }, "no agent signs in with a token"}
	passwords    = need{func(s *suite) bool { return s.plain() != "" }, "no agent signs in with a login and a password alone"}
)
