package portaltest

import (
	"slices"
	"testing"
	"time"

	"portaldesk/client"
)

func (s *suite) sessionTests() []test {
	tests := []test{
		{"without one everything is refused", s.nothingWithoutSession},
		{"wrong password", s.wrongPassword},
		{"unknown agent is told the same", s.unknownAgent},
		{"one-time code", s.oneTimeCode},
		{"each role", s.eachRole},
		{"resume", s.resume},
		{"re-authentication", s.reauthentication},
		{"sign out", s.signOut},
		{"one desk's sign-out leaves the others", s.signOutOfOne},
	}
	if s.target.Faults.ExpireAccess != nil {
		tests = append(tests, test{"expired token is refreshed unseen", s.refresh})
	}
	return tests
}

func (s *suite) nothingWithoutSession(t *testing.T) {
	portal := s.target.Connect(t)
	_, err := portal.Search(t.Context(), client.Query{Text: "anybody"})
	want(t, err, client.Unauthenticated)
	_, err = portal.Account(t.Context(), "any")
	want(t, err, client.Unauthenticated)
	_, err = portal.Resume(t.Context())
	want(t, err, client.Unauthenticated)
	_, err = portal.Unlock(t.Context(), client.Change{Account: "any", Version: `"1"`, Key: newKey(), Call: newCallID()})
	want(t, err, client.Unauthenticated)
	want(t, portal.Reauthenticate(t.Context(), client.Credentials{Password: "x"}), client.Unauthenticated)
	if err := portal.SignOut(t.Context()); err != nil {
		t.Errorf("signing out of nothing: %v", err)
	}
}

func (s *suite) wrongPassword(t *testing.T) {
	credentials := s.credentials(s.plainRole(t))
	credentials.Password += "x"
	portal := s.target.Connect(t)
	_, err := portal.SignIn(t.Context(), credentials)
	want(t, err, client.Unauthenticated, "credentials-wrong")
	_, err = portal.Resume(t.Context())
	want(t, err, client.Unauthenticated)
}

func (s *suite) unknownAgent(t *testing.T) {
	_, err := s.target.Connect(t).SignIn(t.Context(), client.Credentials{Login: "nobody-at-all", Password: "x"})
	want(t, err, client.Unauthenticated, "credentials-wrong")
}

func (s *suite) oneTimeCode(t *testing.T) {
	for _, role := range roles {
		if s.target.Agents[role].OneTimeCode == nil {
			continue
		}
		credentials := s.credentials(role)
		right := credentials.OneTimeCode
		credentials.OneTimeCode = ""
		_, err := s.target.Connect(t).SignIn(t.Context(), credentials)
		want(t, err, client.OneTimeCodeRequired)
		credentials.OneTimeCode = wrongCode(right)
		_, err = s.target.Connect(t).SignIn(t.Context(), credentials)
		want(t, err, client.Unauthenticated, "one-time-code-wrong")
	}
}

// wrongCode is a code of the same form that is not right.
func wrongCode(right string) string {
	wrong := []byte(right)
	wrong[0] = '0' + (wrong[0]-'0'+5)%10
	return string(wrong)
}

func (s *suite) eachRole(t *testing.T) {
	for _, role := range roles {
		session := s.desk(t, role).session
		if session.Agent.Role != role || session.Agent.ID == "" || session.Agent.Login != s.target.Agents[role].Login {
			t.Errorf("%s signed in as %+v", role, session.Agent)
		}
		if !session.ExpiresAt.After(s.about.Now) {
			t.Errorf("%s: the session ends at %v", role, session.ExpiresAt)
		}
	}
}

func (s *suite) resume(t *testing.T) {
	d := s.desk(t, client.RoleSenior)
	session := s.resumed(t, d)
	if session.Agent != d.session.Agent || !slices.Equal(session.Permissions, d.session.Permissions) ||
		!session.ExpiresAt.Equal(d.session.ExpiresAt) {
		t.Errorf("resumed %+v, signed in %+v", session, d.session)
	}
}

func (s *suite) resumed(t *testing.T, d *desk) client.Session {
	t.Helper()
	session, err := d.Resume(t.Context())
	return must(t, session, err)
}

func (s *suite) reauthentication(t *testing.T) {
	role := s.plainRole(t)
	d := s.desk(t, role)
	want(t, d.Reauthenticate(t.Context(), client.Credentials{Password: s.target.Agents[role].Password + "x"}), client.Unauthenticated, "credentials-wrong")
	if err := d.Reauthenticate(t.Context(), client.Credentials{Password: s.target.Agents[role].Password}); err != nil {
		t.Error(err)
	}
	s.resumed(t, d)
}

func (s *suite) signOut(t *testing.T) {
	d := s.signIn(t, s.plainRole(t))
	for range 2 {
		if err := d.SignOut(t.Context()); err != nil {
			t.Error(err)
		}
	}
	_, err := d.Resume(t.Context())
	want(t, err, client.Unauthenticated)
}

func (s *suite) signOutOfOne(t *testing.T) {
	role := s.plainRole(t)
	one, other := s.signIn(t, role), s.signIn(t, role)
	if err := one.SignOut(t.Context()); err != nil {
		t.Error(err)
	}
	s.resumed(t, other)
}

func (s *suite) refresh(t *testing.T) {
	d := s.desk(t, client.RoleSenior)
	for range 2 {
		s.target.Faults.ExpireAccess()
		s.resumed(t, d)
	}
}

func (s *suite) throttlingTests() []test {
	return []test{{"guessing a password", s.guessing}}
}

// guessing tries one login nobody has, so that no agent of the target is locked out.
func (s *suite) guessing(t *testing.T) {
	portal := s.target.Connect(t)
	guess := client.Credentials{Login: "guessed-" + string(newKey()), Password: "x"}
	for range 100 {
		_, err := portal.SignIn(t.Context(), guess)
		if client.KindOf(err) == client.Throttled {
			if wait := retryAfter(err); wait < time.Second {
				t.Errorf("told to wait %v", wait)
			}
			return
		}
		want(t, err, client.Unauthenticated, "credentials-wrong")
	}
	t.Error("100 guesses at one login were taken")
}
