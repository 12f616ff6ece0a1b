package portaltest

import "portaldesk/client"

func (s *suite) roleTests() []test {
	return []test{
		{name: "taken away in the middle of a session", run: s.roleRevoked, needs: []need{signsIn, revokes}},
	}
}

// roleRevoked takes an agent's role away while she works: from then on nothing is read or changed, and what comes back comes
// back with the role.
func (s *suite) roleRevoked(t *trial) {
	d := s.anybody(t)
	sample := s.borrow(t, Reachable)
	name := said(t, sample, client.IdentifierName)
	a := account(t, d, sample.ID)
	func() {
		defer s.target.Faults.Revoke(d.session.Agent.Login)()
		s.powerless(t, d, a, name)
	}()
	_, err := d.Account(t.Context(), sample.ID)
	if client.KindOf(err) == client.Unauthenticated {
		delete(s.desks, d.session.Agent.Role) // the portal ended the session with the role; whoever comes next signs in anew
	} else if err != nil {
		t.Errorf("the role was given back: %v", err)
	}
}

// powerless tries what an agent without a role may do: nothing.
func (s *suite) powerless(t *trial, d *desk, a client.Account, name string) {
	t.Helper()
	_, err := d.Search(t.Context(), client.Query{Text: name})
	s.refusedTo(t, "look somebody up", err)
	_, err = d.Account(t.Context(), a.ID)
	s.refusedTo(t, "open an account", err)
	if o, offered := s.anyOffered(); offered {
		change := client.Change{Account: a.ID, Version: a.Version, Key: newKey(), Call: newCallID()}
		_, err = s.order(o, a)(t.Context(), d, change)
		s.refusedTo(t, "change an account", err)
	}
}

// refusedTo wants a refusal for who is asking, not for what is asked.
func (s *suite) refusedTo(t *trial, what string, err error) {
	t.Helper()
	if kind := client.KindOf(err); kind != client.Forbidden && kind != client.Unauthenticated {
		t.Errorf("an agent without a role may still %s: %v", what, err)
	}
}
