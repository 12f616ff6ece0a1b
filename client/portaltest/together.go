package portaltest

import (
	"fmt"
	"strings"
	"sync"

	"github.com/google/uuid"

	"portaldesk/client"
)

// rounds is how often two desks change one account at the same moment, roundsForOne how often at most until one came through.
const (
	rounds       = 8
	roundsForOne = 40
)

// trace is a change that can be seen afterwards, whoever made another one since.
type trace struct {
	name    string
	needs   []client.Ability
	prepare func(s *suite, a client.Account) (order order, seen func(now client.Account) bool)
}

var traces = []trace{
	{"login ID", []client.Ability{client.ChangesLoginID}, anotherLoginID},
	{"e-mail", []client.Ability{client.CorrectsContact}, anotherEmail},
	{"state", []client.Ability{client.ActivatesAccount, client.DeactivatesIt}, anotherState},
}

// anotherLoginID can be seen by its first two letters, which are shown.
func anotherLoginID(s *suite, a client.Account) (order, func(client.Account) bool) {
	wanted := s.newLoginID("")
	for strings.HasPrefix(a.LoginID, wanted[:2]) {
		wanted = s.newLoginID("")
	}
	return loginID(wanted), func(now client.Account) bool { return strings.HasPrefix(now.LoginID, wanted[:2]) }
}

// anotherEmail can be seen by its domain, which is shown.
func anotherEmail(_ *suite, a client.Account) (order, func(client.Account) bool) {
	domain := "d" + uuid.NewString()[:8] + ".example.org"
	return correctEmail(a, "desk@"+domain), func(now client.Account) bool {
		for _, contact := range now.Contacts {
			if strings.HasSuffix(contact.Masked, "@"+domain) {
				return true
			}
		}
		return false
	}
}

func anotherState(_ *suite, a client.Account) (order, func(client.Account) bool) {
	switched := a.Status == client.StatusDeactivated
	seen := func(now client.Account) bool { return (now.Status == client.StatusDeactivated) != switched }
	if switched {
		return activate(a), seen
	}
	return deactivate(a), seen
}

func (s *suite) togetherTests() []test {
	var tests []test
	for i, one := range traces {
		for _, other := range traces[i+1:] {
			both := append(append([]client.Ability{}, one.needs...), other.needs...)
			pair := pair{suite: s, traces: [2]trace{one, other}, needs: both}
			name := one.name + " and " + other.name
			tests = append(tests,
				test{name: name + ", one after the other", run: pair.inTurn, abilities: both},
				test{name: name + ", at the same moment", run: pair.atOnce, abilities: both})
		}
	}
	return tests
}

// pair is two desks that change one account, each from what it saw before the other's change.
type pair struct {
	suite  *suite
	traces [2]trace
	needs  []client.Ability
	sample Sample
	desks  [2]*caller
}

// author is one of the two changes of a round.
type author struct {
	name string
	do   func() error
	seen func(client.Account) bool
	err  error
}

// seated prepares two desks, each with a caller proven for all that it is about to do.
func (p *pair) seated(t *trial) {
	t.Helper()
	s := p.suite
	level := client.Unproven
	for _, ability := range p.needs {
		if !s.about.Offers(ability) || s.byHand(ability) {
			t.notTried("%s is not offered, or done by hand", ability)
		}
		level = max(level, s.about.Verification.Levels[ability])
	}
	p.sample = s.take(t, Reachable)
	for i, d := range s.two(t, p.needs) {
		p.desks[i] = s.patient(t, d, p.sample).proven(t, level)
	}
}

// two answers two desks that may do all of it: two agents, or one who has signed in at two desks.
func (s *suite) two(t *trial, abilities []client.Ability) [2]*desk {
	t.Helper()
	found := s.allPermitted(t, abilities...)
	switch role := s.again(); {
	case len(found) >= 2:
		return [2]*desk{found[0], found[1]}
	case len(found) == 1 && role == found[0].session.Agent.Role:
		return [2]*desk{found[0], s.signedIn(t, role)}
	}
	t.notTried("there are no two desks that may do it")
	return [2]*desk{}
}

// round prepares both changes from what each desk sees now.
func (p *pair) round(t *trial, first int) [2]*author {
	t.Helper()
	var authors [2]*author
	for i := range authors {
		which := (i + first) % 2
		c := p.desks[which]
		change := c.change(t)
		order, seen := p.traces[which].prepare(p.suite, account(t, c.desk, p.sample.ID))
		authors[i] = &author{name: p.traces[which].name, seen: seen, do: func() error {
			_, err := order(t.Context(), c.desk, change)
			return err
		}}
	}
	return authors
}

// inTurn lets one desk change the account and then the other, which has not seen it; then the other way round.
func (p pair) inTurn(t *trial) {
	p.seated(t)
	for first := range 2 {
		authors := p.round(t, first)
		for _, a := range authors {
			a.err = a.do()
		}
		if authors[0].err != nil {
			t.Errorf("%s, as the first: %v", authors[0].name, authors[0].err)
		}
		p.settle(t, fmt.Sprintf("%s before %s", authors[0].name, authors[1].name), authors)
	}
}

// atOnce goes on for longer than the usual rounds where a server refuses both so often that nobody has come through yet.
func (p pair) atOnce(t *trial) {
	p.seated(t)
	n, done := 0, 0
	for ; n < rounds || done == 0 && n < roundsForOne; n++ {
		authors := p.round(t, n)
		var begin, work sync.WaitGroup
		begin.Add(1)
		for _, a := range authors {
			work.Go(func() {
				begin.Wait()
				a.err = a.do()
			})
		}
		begin.Done()
		work.Wait()
		p.settle(t, fmt.Sprintf("round %d", n+1), authors)
		for _, a := range authors {
			if a.err == nil {
				done++
			}
		}
	}
	if done == 0 {
		t.Errorf("in %d rounds nobody's change was made", n)
	}
	t.note("%d of %d changes were made in %d rounds, the others were refused", done, 2*n, n)
}

// settle wants each change to be there, or its author to have been told.
func (p *pair) settle(t *trial, when string, authors [2]*author) {
	t.Helper()
	now := account(t, p.desks[0].desk, p.sample.ID)
	for _, a := range authors {
		if a.err == nil && !a.seen(now) {
			t.Errorf("%s: the change of the %s is lost, and nobody was told", when, a.name)
		}
	}
}
