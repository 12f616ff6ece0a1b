package portaltest

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"portaldesk/client"
)

// test is one promise.
type test struct {
	name      string
	run       func(*trial)
	abilities []client.Ability // what it tells about
	needs     []need
	reads     bool // it changes nothing
	single    bool // one account is enough, whatever was done to it before
}

// group is tests of one part of the contract.
type group struct {
	name  string
	tests []test
}

// suite is one run against one target.
type suite struct {
	target Target
	door   client.About // what the portal says to somebody who has not signed in
	about  client.About // what it says to the agent who may do the most
	desks  map[client.Role]*desk
	taken  map[Trait]int
	proven *caller // at a seat: who has been proven last
}

func open(ctx context.Context, target Target) (*suite, error) {
	s := &suite{target: target, desks: map[client.Role]*desk{}, taken: map[Trait]int{}}
	portal, err := s.connect()
	if err != nil {
		return nil, err
	}
	if s.door, err = portal.About(ctx); err != nil {
		return nil, fmt.Errorf("about: %w", err)
	}
	return s, s.inside(ctx)
}

// inside asks again once somebody is signed in: to an agent a server may tell more.
func (s *suite) inside(ctx context.Context) (err error) {
	s.about = s.door
	if s.target.Seat != nil {
		s.about, err = s.target.Seat.Portal.About(ctx)
		return err
	}
	for _, role := range roles {
		if _, exists := s.target.Agents[role]; !exists {
			continue
		}
		if s.desks[role] = s.signIn(ctx, role); s.desks[role].err == nil {
			s.about, err = s.desks[role].About(ctx)
		}
		return err // that the agent cannot sign in is for the tests to say
	}
	return nil
}

// connect answers a desk where nobody is signed in, or the seat's where there is no other.
func (s *suite) connect() (client.Portal, error) {
	switch {
	case s.target.Connect != nil:
		return s.target.Connect()
	case s.target.Seat != nil:
		return s.target.Seat.Portal, nil
	default:
		return nil, errors.New("the target cannot be connected to")
	}
}

func (s *suite) groups() []group {
	return []group{
		{"about", s.aboutTests()},
		{"session", s.sessionTests()},
		{"look-up", s.lookupTests()},
		{"account", s.accountTests()},
		{"verification", s.verificationTests()},
		{"proxy", s.proxyTests()},
		{"rule", s.ruleTests()},
		{"call", s.callTests()},
		{"audit", s.auditTests()},
		{"approval", s.approvalTests()},
		{"operation", s.operationTests()},
		{"two at once", s.togetherTests()},
		{"repetition", s.repetitionTests()},
		{"role", s.roleTests()},
		{"throttling", s.throttlingTests()},
		{"time", s.timeTests()}, // moves the portal's clock on, so nothing comes after it
	}
}

// explain logs what will not be tried, and why.
func (s *suite) explain(t T) {
	for _, promise := range Everything() {
		if !s.keeps(promise) {
			t.Logf("not promised: %s", promise)
		}
	}
	for _, role := range roles {
		if _, exists := s.target.Agents[role]; !exists {
			t.Logf("no agent of role %s", role)
		}
	}
}

// account reads an account that is there.
func account(t *trial, d *desk, id client.AccountID) client.Account {
	t.Helper()
	account, err := d.Account(t.Context(), id)
	if err != nil {
		t.Fatalf("read the account: %v", err)
	}
	return account
}

// contact answers the account's contact of a kind that proves now and may be written to.
func (s *suite) contact(t *trial, sample Sample, a client.Account, kinds ...client.ContactKind) client.Contact {
	t.Helper()
	for _, contact := range a.Contacts {
		usable := contact.Consented && !contact.ProvesFrom.After(s.about.Now) && contact.ID != client.ChartContact
		if usable && slices.Contains(kinds, contact.Kind) {
			return contact
		}
	}
	for kind, identifier := range map[client.ContactKind]client.IdentifierKind{
		client.ContactEmail: client.IdentifierEmail, client.ContactPhone: client.IdentifierPhone,
	} {
		if slices.Contains(kinds, kind) && sample.Says[identifier] != "" {
			t.Fatalf("the sample's %s is not on file as a contact that can be used", kind)
		}
	}
	t.notTried("the sample has no contact that can be used, of the kinds %v", kinds)
	return client.Contact{}
}

func newKey() client.Key { return client.Key(uuid.NewString()) }

func newCallID() client.CallID { return client.CallID(uuid.NewString()) }

// want checks an error's kind, and its code where the portal promises those.
func (s *suite) want(t *trial, err error, kind client.Kind, code ...string) {
	t.Helper()
	if client.KindOf(err) != kind {
		t.Errorf("got %v; want %s %v", err, kind, code)
		return
	}
	if len(code) > 0 && s.keeps(Published) && !slices.Contains(code, client.CodeOf(err)) {
		t.Errorf("got %v; want code %v", err, code)
	}
}
