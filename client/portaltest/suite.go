package portaltest

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"portaldesk/client"
)

// Run tries everything the contract promises. It changes many accounts of the target and adds calls and audit events.
func Run(t *testing.T, target Target) {
	s := &suite{target: target, desks: map[client.Role]*desk{}, taken: map[Trait]int{}}
	about, err := target.Connect(t).About(t.Context())
	if err != nil {
		t.Fatalf("About: %v", err)
	}
	s.about = about
	target.Faults.log(t)
	for _, group := range []struct {
		name  string
		tests []test
	}{
		{"about", s.aboutTests()},
		{"session", s.sessionTests()},
		{"look-up", s.lookupTests()},
		{"account", s.accountTests()},
		{"verification", s.verificationTests()},
		{"proxy", s.proxyTests()},
		{"operation", s.operationTests()},
		{"rule", s.ruleTests()},
		{"repetition", s.repetitionTests()},
		{"call", s.callTests()},
		{"audit", s.auditTests()},
		{"throttling", s.throttlingTests()},
		{"time", s.timeTests()},
	} {
		t.Run(group.name, func(t *testing.T) {
			for _, test := range group.tests {
				t.Run(test.name, test.run)
			}
		})
	}
}

// test is one promise.
type test struct {
	name string
	run  func(t *testing.T)
}

// suite is one run against one target.
type suite struct {
	target Target
	about  client.About
	desks  map[client.Role]*desk
	taken  map[Trait]int
}

// desk is an agent signed in.
type desk struct {
	client.Portal
	session client.Session
}

// take answers an account of the trait that no other test has had.
func (s *suite) take(t *testing.T, trait Trait) Sample {
	t.Helper()
	sample, ok := s.target.Sample(trait, s.taken[trait])
	if !ok {
		t.Fatalf("the target has only %d accounts that are %s", s.taken[trait], trait)
	}
	s.taken[trait]++
	return sample
}

// desk answers the desk where an agent of this role is signed in.
func (s *suite) desk(t *testing.T, role client.Role) *desk {
	t.Helper()
	if s.desks[role] == nil {
		s.desks[role] = s.signIn(t, role)
	}
	return s.desks[role]
}

// signIn opens a session of its own.
func (s *suite) signIn(t *testing.T, role client.Role) *desk {
	t.Helper()
	portal := s.target.Connect(t)
	session, err := portal.SignIn(t.Context(), s.credentials(role))
	if err != nil {
		t.Fatalf("sign in as %s: %v", role, err)
	}
	return &desk{Portal: portal, session: session}
}

func (s *suite) credentials(role client.Role) client.Credentials {
	agent := s.target.Agents[role]
	credentials := client.Credentials{Login: agent.Login, Password: agent.Password}
	if agent.OneTimeCode != nil {
		credentials.OneTimeCode = agent.OneTimeCode()
	}
	return credentials
}

// plainRole is a role whose agent signs in without a one-time code, which therefore can be used twice in a row.
func (s *suite) plainRole(t *testing.T) client.Role {
	t.Helper()
	for _, role := range roles {
		if s.target.Agents[role].OneTimeCode == nil {
			return role
		}
	}
	t.Fatal("every agent of the target needs a one-time code")
	return ""
}

var roles = []client.Role{client.RoleSenior, client.RoleAgent, client.RoleSupervisor, client.RoleAuditor}

// account reads an account that is there.
func account(t *testing.T, d *desk, id client.AccountID) client.Account {
	t.Helper()
	account, err := d.Account(t.Context(), id)
	if err != nil {
		t.Fatalf("read the account: %v", err)
	}
	return account
}

// contact answers the account's contact of a kind that proves now and may be written to.
func (s *suite) contact(t *testing.T, a client.Account, kinds ...client.ContactKind) client.Contact {
	t.Helper()
	for _, contact := range a.Contacts {
		if slices.Contains(kinds, contact.Kind) && contact.Consented && !contact.ProvesFrom.After(s.about.Now) {
			return contact
		}
	}
	t.Fatalf("the sample has no usable contact of %v", kinds)
	return client.Contact{}
}

func newKey() client.Key { return client.Key(uuid.NewString()) }

func newCallID() client.CallID { return client.CallID(uuid.NewString()) }

// want checks an error's kind, and its code where one is given.
func want(t *testing.T, err error, kind client.Kind, code ...string) {
	t.Helper()
	if client.KindOf(err) != kind {
		t.Errorf("got %v; want %s %v", err, kind, code)
		return
	}
	if len(code) > 0 && !slices.Contains(code, client.CodeOf(err)) {
		t.Errorf("got %v; want code %v", err, code)
	}
}

func must[T any](t *testing.T, value T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return value
}
