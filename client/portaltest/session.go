package portaltest

import (
	"slices"

	"portaldesk/client"
)

func (s *suite) sessionTests() []test {
	tests := []test{
		{name: "without one nothing is read", run: s.nothingRead, needs: []need{connects}, reads: true},
		{name: "without one nothing is changed", run: s.nothingChanged, needs: []need{connects}},
		{name: "wrong password", run: s.wrongPassword, needs: []need{signsIn, passwords}},
		{name: "unknown agent is told the same", run: s.unknownAgent, needs: []need{signsIn, passwords}},
		{name: "one-time code", run: s.oneTimeCode, needs: []need{signsIn}},
		{name: "made-up token", run: s.madeUpToken, needs: []need{signsIn, tokens}},
	}
	for _, role := range everyday {
		tests = append(tests, test{name: "sign in as " + string(role), run: s.signInAs(role), needs: []need{signsIn}})
	}
	return append(tests,
		test{name: "resume", run: s.resume, reads: true},
		test{name: "re-authentication", run: s.reauthentication, needs: []need{signsIn, passwords}},
		test{name: "sign out", run: s.signOut, needs: []need{signsIn}},
		test{name: "one desk's sign-out leaves the others", run: s.signOutOfOne, needs: []need{signsIn}},
		test{name: "expired token is refreshed unseen", run: s.refresh, needs: []need{signsIn, expires}},
	)
}

func (s *suite) nothingRead(t *trial) {
	portal := s.signedOut(t)
	_, err := portal.Search(t.Context(), client.Query{Text: "anybody"})
	s.want(t, err, client.Unauthenticated)
	_, err = portal.Account(t.Context(), "any")
	s.want(t, err, client.Unauthenticated)
	_, err = portal.Resume(t.Context())
	s.want(t, err, client.Unauthenticated)
}

func (s *suite) nothingChanged(t *trial) {
	portal := s.signedOut(t)
	_, err := portal.Unlock(t.Context(), client.Change{Account: "any", Version: `"1"`, Key: newKey(), Call: newCallID()})
	s.want(t, err, client.Unauthenticated)
	s.want(t, portal.Reauthenticate(t.Context(), client.Credentials{Password: "x"}), client.Unauthenticated)
	if err := portal.SignOut(t.Context()); err != nil {
		t.Errorf("signing out of nothing: %v", err)
	}
}

func (s *suite) wrongPassword(t *trial) {
	credentials := s.credentials(s.plain())
	credentials.Password += "x"
	portal := s.signedOut(t)
	_, err := portal.SignIn(t.Context(), credentials)
	s.want(t, err, client.Unauthenticated, "credentials-wrong")
	_, err = portal.Resume(t.Context())
	s.want(t, err, client.Unauthenticated)
}

func (s *suite) unknownAgent(t *trial) {
	_, err := s.signedOut(t).SignIn(t.Context(), client.Credentials{Login: "nobody-at-all", Password: "x"})
	s.want(t, err, client.Unauthenticated, "credentials-wrong")
}

func (s *suite) oneTimeCode(t *trial) {
	tried := false
	for _, role := range roles {
		if agent, exists := s.target.Agents[role]; !exists || agent.OneTimeCode == nil {
			continue
		}
		tried = true
		credentials := s.credentials(role)
		right := credentials.OneTimeCode
		credentials.OneTimeCode = ""
		_, err := s.signedOut(t).SignIn(t.Context(), credentials)
		s.want(t, err, client.OneTimeCodeRequired)
		credentials.OneTimeCode = wrongCode(right)
		_, err = s.signedOut(t).SignIn(t.Context(), credentials)
		s.want(t, err, client.Unauthenticated, "one-time-code-wrong")
	}
	if !tried {
		t.notTried("no agent of the target needs a one-time code")
	}
}

// madeUpToken is refused when it is handed over, or at the latest when something is asked for with it.
func (s *suite) madeUpToken(t *trial) {
	credentials := s.credentials(s.bearing())
	credentials.Token = "made-up." + string(newKey())
	portal := s.signedOut(t)
	if _, err := portal.SignIn(t.Context(), credentials); err != nil {
		s.want(t, err, client.Unauthenticated)
		return
	}
	_, err := portal.Search(t.Context(), client.Query{Text: "anybody"})
	s.want(t, err, client.Unauthenticated)
}

// wrongCode is a code of the same form that is not right.
func wrongCode(right string) string {
	wrong := []byte(right)
	wrong[0] = '0' + (wrong[0]-'0'+5)%10
	return string(wrong)
}

func (s *suite) signInAs(role client.Role) func(*trial) {
	return func(t *trial) {
		session := s.desk(t, role).session
		if session.Agent.Role != role || session.Agent.ID == "" || session.Agent.Login != s.target.Agents[role].Login {
			t.Errorf("signed in as %s, login as expected: %v", session.Agent.Role, session.Agent.Login == s.target.Agents[role].Login)
		}
		if !session.ExpiresAt.After(s.about.Now) && (s.keeps(Published) || !session.ExpiresAt.IsZero()) {
			t.Errorf("the session ends at %v", session.ExpiresAt)
		}
	}
}

func (s *suite) resume(t *trial) {
	d := s.anybody(t)
	session := s.resumed(t, d)
	if places := differs(session.Agent, d.session.Agent); len(places) > 0 {
		t.Errorf("the agent is not the one who signed in: %v", places)
	}
	if !slices.Equal(slices.Sorted(slices.Values(session.Permissions)), slices.Sorted(slices.Values(d.session.Permissions))) {
		t.Errorf("resumed with the permissions %v, signed in with %v", session.Permissions, d.session.Permissions)
	}
	if s.keeps(Published) && !session.ExpiresAt.Equal(d.session.ExpiresAt) {
		t.Errorf("the session lives until %v when resumed, %v when opened", session.ExpiresAt, d.session.ExpiresAt)
	}
}

func (s *suite) resumed(t *trial, d *desk) client.Session {
	t.Helper()
	session, err := d.Resume(t.Context())
	return must(t, session, err)
}

func (s *suite) reauthentication(t *trial) {
	role := s.plain()
	d, password := s.desk(t, role), s.target.Agents[role].Password
	wrong := client.Credentials{Login: s.target.Agents[role].Login, Password: password + "x"}
	s.want(t, d.Reauthenticate(t.Context(), wrong), client.Unauthenticated, "credentials-wrong")
	if err := d.Reauthenticate(t.Context(), s.credentials(role)); err != nil {
		t.Errorf("%v", err)
	}
	s.resumed(t, d)
}

// repeatable is a role that can sign in any number of times, or the end of the test.
func (s *suite) repeatable(t *trial) client.Role {
	t.Helper()
	role := s.again()
	if role == "" {
		t.notTried("every agent of the target needs a one-time code")
	}
	return role
}

func (s *suite) signOut(t *trial) {
	d := s.signedIn(t, s.repeatable(t))
	for range 2 {
		if err := d.SignOut(t.Context()); err != nil {
			t.Errorf("%v", err)
		}
	}
	_, err := d.Resume(t.Context())
	s.want(t, err, client.Unauthenticated)
	_, err = d.Search(t.Context(), client.Query{Text: "anybody"})
	s.want(t, err, client.Unauthenticated)
}

func (s *suite) signOutOfOne(t *trial) {
	role := s.repeatable(t)
	one, other := s.signedIn(t, role), s.signedIn(t, role)
	if err := one.SignOut(t.Context()); err != nil {
		t.Errorf("%v", err)
	}
	s.resumed(t, other)
}

func (s *suite) refresh(t *trial) {
	d := s.anybody(t)
	for range 2 {
		s.target.Faults.ExpireAccess()
		s.resumed(t, d)
	}
}
