package portaltest

import (
	"slices"
	"testing"
	"time"

	"portaldesk/client"
)

func (s *suite) accountTests() []test {
	return []test{
		{"detail", s.detail},
		{"detail and row agree", s.detailAndRowAgree},
		{"unknown account", s.unknownAccount},
		{"merged names what took its place", s.merged},
		{"locked says why", s.locked},
		{"changed contact does not prove yet", s.changedContact},
		{"tries to sign in, newest first", s.attempts},
		{"mail, newest first and masked", s.mail},
		{"sessions", s.sessions},
	}
}

func (s *suite) detail(t *testing.T) {
	sample := s.take(t, Reachable)
	a := account(t, s.desk(t, client.RoleAuditor), sample.ID)
	if a.Version == "" || a.PortalStatus == "" || a.GivenName == "" || a.Language == "" || a.CreatedAt.IsZero() {
		t.Errorf("incomplete: %+v", a)
	}
	if a.Status != client.StatusActive || a.Minor || a.Age < 18 {
		t.Errorf("an active adult is %s, %d years old", a.Status, a.Age)
	}
	masked(t, sample, a)
	for _, kind := range []client.ContactKind{client.ContactEmail, client.ContactPhone} {
		if contact := s.contact(t, a, kind); contact.Masked == "" || contact.ChangedAt.IsZero() {
			t.Errorf("%s: %+v", kind, contact)
		}
	}
}

func (s *suite) detailAndRowAgree(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	for _, trait := range []Trait{Reachable, Locked, Deactivated, Invited, CodeExpired, MinorWithParent, Merged, Deceased} {
		sample := s.take(t, trait)
		a := account(t, d, sample.ID)
		rows := everyone(t, d, client.Query{Text: sample.Says[client.IdentifierMRN], Limit: 100})
		if !slices.Contains(rows, a.AccountRow) {
			t.Errorf("%s: no row of the look-up is as the detail", trait)
		}
	}
}

func (s *suite) unknownAccount(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	for _, id := range []client.AccountID{"no-such-account", "..", "", "a/b"} {
		_, err := d.Account(t.Context(), id)
		want(t, err, client.NotFound)
	}
	_, err := d.SignInAttempts(t.Context(), "no-such-account", 10)
	want(t, err, client.NotFound, "account-not-found")
}

func (s *suite) merged(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	a := account(t, d, s.take(t, Merged).ID)
	if a.Status != client.StatusMerged || a.MergedInto == "" || a.MergedInto == a.ID {
		t.Fatalf("%s, merged into %q", a.Status, a.MergedInto)
	}
	account(t, d, a.MergedInto)
}

func (s *suite) locked(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	sample := s.take(t, Locked)
	if a := account(t, d, sample.ID); a.Status != client.StatusLocked || a.Reason == "" {
		t.Errorf("%s because of %q", a.Status, a.Reason)
	}
	attempts, err := d.SignInAttempts(t.Context(), sample.ID, 20)
	if !s.offered(t, client.ShowsSignIns, err) {
		return
	}
	wrong := func(attempt client.SignInAttempt) bool { return attempt.Cause == client.CauseWrongPassword }
	if !slices.ContainsFunc(must(t, attempts, err), wrong) {
		t.Error("locked without a wrong password")
	}
}

func (s *suite) changedContact(t *testing.T) {
	a := account(t, s.desk(t, client.RoleAgent), s.take(t, ContactChanged).ID)
	contact := a.Contacts[s.quiet(t, a)]
	days := time.Duration(s.about.Verification.ContactQuietDays) * 24 * time.Hour
	if !contact.ProvesFrom.Equal(contact.ChangedAt.Add(days)) {
		t.Errorf("changed %v, proves from %v, the policy asks %d days", contact.ChangedAt, contact.ProvesFrom, s.about.Verification.ContactQuietDays)
	}
}

// quiet is the place of the contact that does not prove yet.
func (s *suite) quiet(t *testing.T, a client.Account) int {
	t.Helper()
	i := slices.IndexFunc(a.Contacts, func(c client.Contact) bool { return c.ProvesFrom.After(s.about.Now) })
	if i < 0 {
		t.Fatal("every contact of the sample proves")
	}
	return i
}

func (s *suite) attempts(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	sample := s.take(t, Reachable)
	attempts, err := d.SignInAttempts(t.Context(), sample.ID, 5)
	if !s.offered(t, client.ShowsSignIns, err) {
		return
	}
	attempts = must(t, attempts, err)
	if len(attempts) == 0 || len(attempts) > 5 {
		t.Errorf("%d tries, asked for at most 5", len(attempts))
	}
	newestFirst(t, attempts, func(a client.SignInAttempt) time.Time { return a.At })
	for _, attempt := range attempts {
		if attempt.Succeeded != (attempt.Cause == client.CauseSuccess) {
			t.Errorf("succeeded %v because of %s", attempt.Succeeded, attempt.Cause)
		}
	}
}

func (s *suite) mail(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	sample := s.take(t, Invited)
	mail, err := d.Mail(t.Context(), sample.ID, 10)
	if !s.offered(t, client.ShowsMail, err) {
		return
	}
	mail = must(t, mail, err)
	newestFirst(t, mail, func(m client.Mail) time.Time { return m.At })
	masked(t, sample, mail)
}

func (s *suite) sessions(t *testing.T) {
	sessions, err := s.desk(t, client.RoleAgent).Sessions(t.Context(), s.take(t, Reachable).ID, 10)
	if !s.offered(t, client.ShowsSessions, err) {
		return
	}
	sessions = must(t, sessions, err)
	if len(sessions) == 0 {
		t.Error("the sample is signed in nowhere")
	}
	for _, session := range sessions {
		if session.ID == "" || session.Device == "" || session.LastSeenAt.Before(session.StartedAt) {
			t.Errorf("%+v", session)
		}
	}
}

func newestFirst[T any](t *testing.T, entries []T, at func(T) time.Time) {
	t.Helper()
	if !slices.IsSortedFunc(entries, func(a, b T) int { return at(b).Compare(at(a)) }) {
		t.Error("not newest first")
	}
}
