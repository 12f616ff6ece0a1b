package portaltest

import (
	"context"
	"slices"

	"portaldesk/client"
)

// desk is an agent signed in.
type desk struct {
	client.Portal
	session client.Session
	err     error // why nobody is
}

// roles in the order in which they are asked who may do a thing.
var roles = []client.Role{client.RoleSupervisor, client.RoleSenior, client.RoleAgent, client.RoleAuditor}

// everyday are the roles in the order in which they do what anybody may.
var everyday = []client.Role{client.RoleAgent, client.RoleSenior, client.RoleSupervisor, client.RoleAuditor}

// desk answers the desk where an agent of this role is signed in.
func (s *suite) desk(t *trial, role client.Role) *desk {
	t.Helper()
	if seat := s.target.Seat; seat != nil && seat.Session.Agent.Role == role {
		return s.seat()
	}
	if _, exists := s.target.Agents[role]; !exists || s.target.Seat != nil {
		t.notTried("no agent of role %s", role)
	}
	if s.desks[role] == nil {
		s.desks[role] = s.signIn(t.Context(), role)
	}
	if err := s.desks[role].err; err != nil {
		t.Fatalf("sign in as %s: %v", role, err)
	}
	return s.desks[role]
}

func (s *suite) seat() *desk {
	return &desk{Portal: s.target.Seat.Portal, session: s.target.Seat.Session}
}

// anybody answers the desk of some agent, for what everybody may do.
func (s *suite) anybody(t *trial) *desk {
	t.Helper()
	return s.one(t, everyday)
}

// strongest answers the desk of the agent who may do the most.
func (s *suite) strongest(t *trial) *desk {
	t.Helper()
	return s.one(t, roles)
}

func (s *suite) one(t *trial, order []client.Role) *desk {
	t.Helper()
	if s.target.Seat != nil {
		return s.seat()
	}
	for _, role := range order {
		if _, exists := s.target.Agents[role]; exists {
			return s.desk(t, role)
		}
	}
	t.notTried("nobody is signed in")
	return nil
}

// permitted answers a desk whose agent may do all of it. Where the portal does not offer some of it, nobody may: then it is
// the strongest.
func (s *suite) permitted(t *trial, abilities ...client.Ability) *desk {
	t.Helper()
	if desks := s.allPermitted(t, abilities...); len(desks) > 0 {
		return desks[0]
	}
	if slices.ContainsFunc(abilities, func(ability client.Ability) bool { return !s.about.Offers(ability) }) {
		return s.strongest(t)
	}
	if s.target.Seat != nil {
		t.notTried("the agent who is signed in may not")
	}
	t.notTried("no agent may do %v", abilities)
	return nil
}

func (s *suite) allPermitted(t *trial, abilities ...client.Ability) []*desk {
	t.Helper()
	var found []*desk
	for _, d := range s.everybody(t) {
		if !slices.ContainsFunc(abilities, func(ability client.Ability) bool { return !d.session.May(ability) }) {
			found = append(found, d)
		}
	}
	return found
}

// everybody answers the desks of all agents there are.
func (s *suite) everybody(t *trial) []*desk {
	t.Helper()
	if s.target.Seat != nil {
		return []*desk{s.seat()}
	}
	var found []*desk
	for _, role := range roles {
		if _, exists := s.target.Agents[role]; exists {
			found = append(found, s.desk(t, role))
		}
	}
	return found
}

// signIn opens a session of its own.
func (s *suite) signIn(ctx context.Context, role client.Role) *desk {
	portal, err := s.connect()
	if err != nil {
		return &desk{err: err}
	}
	session, err := portal.SignIn(ctx, s.credentials(role))
	return &desk{Portal: portal, session: session, err: err}
}

// signedIn is signIn where it must go well.
func (s *suite) signedIn(t *trial, role client.Role) *desk {
	t.Helper()
	d := s.signIn(t.Context(), role)
	if d.err != nil {
		t.Fatalf("sign in as %s: %v", role, d.err)
	}
	return d
}

// signedOut is a desk where nobody has signed in.
func (s *suite) signedOut(t *trial) client.Portal {
	t.Helper()
	portal, err := s.target.Connect()
	return must(t, portal, err)
}

func (s *suite) credentials(role client.Role) client.Credentials {
	agent := s.target.Agents[role]
	credentials := client.Credentials{Login: agent.Login, Password: agent.Password, Token: agent.Token, Show: agent.Show}
	if agent.OneTimeCode != nil {
		credentials.OneTimeCode = agent.OneTimeCode()
	}
	return credentials
}

// again is a role whose agent can sign in any number of times in a row: one-time codes are good once. It is "" when there is
// none.
func (s *suite) again() client.Role {
	for _, role := range everyday {
		if agent, exists := s.target.Agents[role]; exists && agent.OneTimeCode == nil {
			return role
		}
	}
	return ""
}

// bearing is a role whose agent signs in with a token, "" when there is none.
func (s *suite) bearing() client.Role {
	for _, role := range everyday {
		if agent, exists := s.target.Agents[role]; exists && agent.Way == client.SignInToken {
			return role
		}
	}
	return ""
}

// plain is a role whose agent signs in with a login and a password alone, "" when there is none.
func (s *suite) plain() client.Role {
	for _, role := range everyday {
		agent, exists := s.target.Agents[role]
		if exists && agent.OneTimeCode == nil && (agent.Way == "" || agent.Way == client.SignInPassword) {
			return role
		}
	}
	return ""
}
