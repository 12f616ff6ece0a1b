package portaltest

import (
	"slices"
	"time"

	"portaldesk/client"
)

func (s *suite) accountTests() []test {
	return []test{
		{name: "detail", run: s.detail, reads: true},
		{name: "detail and row agree", run: s.detailAndRowAgree, reads: true},
		{name: "unknown account", run: s.unknownAccount, reads: true},
		{name: "merged names what took its place", run: s.merged, reads: true},
		{name: "locked", run: s.locked, reads: true},
		{name: "locked after wrong passwords", run: s.lockedAfterWrongPasswords, abilities: []client.Ability{client.ShowsSignIns}, reads: true},
		{name: "contact that changed", run: s.changedContact, needs: []need{promised(Dated)}, reads: true},
		{name: "tries to sign in", run: s.attempts, abilities: []client.Ability{client.ShowsSignIns}, reads: true},
		{name: "mail", run: s.mail, abilities: []client.Ability{client.ShowsMail}, reads: true},
		{name: "sessions", run: s.sessions, abilities: []client.Ability{client.ShowsSessions}, reads: true},
	}
}

func (s *suite) detail(t *trial) {
	sample := s.borrow(t, Reachable)
	a := account(t, s.anybody(t), sample.ID)
	known := a.Status != client.StatusUnknown // a directory that is a list of patients does not tell
	if a.ID != sample.ID || a.Version == "" || known && a.PortalStatus == "" || a.GivenName == "" {
		t.Errorf("incomplete: version %v, portal's word %v, given name %v", a.Version != "", a.PortalStatus != "", a.GivenName != "")
	}
	if s.keeps(Published) && (a.Language == "" || a.CreatedAt.IsZero()) {
		t.Errorf("incomplete: language %v, created %v", a.Language != "", a.CreatedAt)
	}
	if known && a.Status != client.StatusActive || a.Minor {
		t.Errorf("an active adult is %s, minor %v", a.Status, a.Minor)
	}
	looksMasked(t, a.AccountRow)
	masked(t, sample, a)
	s.contactsOf(t, sample, a)
}

// contactsOf checks that what the owner can be reached by is on file, masked.
func (s *suite) contactsOf(t *trial, sample Sample, a client.Account) {
	t.Helper()
	for kind, identifier := range map[client.ContactKind]client.IdentifierKind{
		client.ContactEmail: client.IdentifierEmail, client.ContactPhone: client.IdentifierPhone,
	} {
		if sample.Says[identifier] == "" {
			continue
		}
		contact := s.contact(t, sample, a, kind)
		if contact.ID == "" || contact.Masked == "" || s.keeps(Dated) && contact.ChangedAt.IsZero() {
			t.Errorf("%s: id %v, shown %v, changed %v", kind, contact.ID != "", contact.Masked != "", contact.ChangedAt)
		}
	}
}

// detailAndRowAgree opens the first account found of every state there is.
func (s *suite) detailAndRowAgree(t *trial) {
	d := s.anybody(t)
	rows := s.oneOfEach(t, d)
	if len(rows) == 0 {
		t.notTried("no account was found")
	}
	for _, row := range rows {
		if places := differs(account(t, d, row.ID).AccountRow, row); len(places) > 0 {
			t.Errorf("somebody who is %s: row and detail differ in %v", row.Status, places)
		}
	}
}

// notActive are the states that an account can be in but for the active one.
var notActive = []client.Status{
	client.StatusNone, client.StatusInvited, client.StatusCodeExpired, client.StatusLocked, client.StatusResetPending,
	client.StatusDeactivated, client.StatusDeclined, client.StatusDeceased, client.StatusMerged,
}

func (s *suite) oneOfEach(t *trial, d *desk) []client.AccountRow {
	t.Helper()
	page, err := d.Search(t.Context(), s.crowd(t))
	found := must(t, page, err).Items[:min(5, len(page.Items))]
	if !s.keeps(Sifted) {
		return found
	}
	for _, status := range notActive {
		page, err := d.Search(t.Context(), client.Query{Status: status, Limit: 1})
		found = append(found, must(t, page, err).Items...)
	}
	return found
}

func (s *suite) unknownAccount(t *trial) {
	d := s.anybody(t)
	for _, id := range []client.AccountID{"no-such-account", "00000000-0000-4000-8000-000000000000", "..", "", "a/b"} {
		_, err := d.Account(t.Context(), id)
		s.want(t, err, client.NotFound)
	}
	if s.about.Offers(client.ShowsSignIns) && d.session.May(client.ShowsSignIns) {
		_, err := d.SignInAttempts(t.Context(), "no-such-account", 10)
		s.want(t, err, client.NotFound, "account-not-found")
	}
}

func (s *suite) merged(t *trial) {
	d := s.anybody(t)
	a := account(t, d, s.borrow(t, Merged).ID)
	if a.Status != client.StatusMerged || a.MergedInto == "" || a.MergedInto == a.ID {
		t.Fatalf("%s, merged into another: %v", a.Status, a.MergedInto != "" && a.MergedInto != a.ID)
	}
	account(t, d, a.MergedInto)
}

func (s *suite) locked(t *trial) {
	a := account(t, s.anybody(t), s.borrow(t, Locked).ID)
	if a.Status != client.StatusLocked || s.keeps(Reasoned) && a.Reason == "" {
		t.Errorf("%s, with a reason: %v", a.Status, a.Reason != "")
	}
}

func (s *suite) lockedAfterWrongPasswords(t *trial) {
	d := s.permitted(t, client.ShowsSignIns)
	attempts, err := d.SignInAttempts(t.Context(), s.borrow(t, Locked).ID, 20)
	s.offered(t, d, client.ShowsSignIns, err)
	wrong := func(attempt client.SignInAttempt) bool { return attempt.Cause == client.CauseWrongPassword }
	if !slices.ContainsFunc(must(t, attempts, err), wrong) {
		t.Errorf("locked without a wrong password")
	}
}

func (s *suite) changedContact(t *trial) {
	a := account(t, s.anybody(t), s.borrow(t, ContactChanged).ID)
	contact := a.Contacts[s.quiet(t, a)]
	days := time.Duration(s.about.Verification.ContactQuietDays) * 24 * time.Hour
	if !contact.ProvesFrom.Equal(contact.ChangedAt.Add(days)) {
		t.Errorf("changed %v, proves from %v, the policy asks %d days", contact.ChangedAt, contact.ProvesFrom, s.about.Verification.ContactQuietDays)
	}
}

// quiet is the place of the contact that does not prove yet.
func (s *suite) quiet(t *trial, a client.Account) int {
	t.Helper()
	i := slices.IndexFunc(a.Contacts, func(c client.Contact) bool { return c.ProvesFrom.After(s.about.Now) })
	if i < 0 {
		t.Fatalf("every contact of the sample proves")
	}
	return i
}

func (s *suite) attempts(t *trial) {
	d := s.permitted(t, client.ShowsSignIns)
	attempts, err := d.SignInAttempts(t.Context(), s.borrow(t, Reachable).ID, 5)
	s.offered(t, d, client.ShowsSignIns, err)
	attempts = must(t, attempts, err)
	if len(attempts) > 5 {
		t.Errorf("%d tries, asked for at most 5", len(attempts))
	}
	newestFirst(t, attempts, func(a client.SignInAttempt) time.Time { return a.At })
	for _, attempt := range attempts {
		if attempt.At.IsZero() || attempt.Succeeded != (attempt.Cause == client.CauseSuccess) {
			t.Errorf("at %v, succeeded %v because of %s", attempt.At, attempt.Succeeded, attempt.Cause)
		}
	}
	if len(attempts) == 0 {
		t.notTried("nobody has tried to sign in to the account")
	}
}

func (s *suite) mail(t *trial) {
	d := s.permitted(t, client.ShowsMail)
	sample, found := s.sample(Invited, 0)
	if !found {
		sample = s.borrow(t, Reachable)
	}
	mail, err := d.Mail(t.Context(), sample.ID, 10)
	s.offered(t, d, client.ShowsMail, err)
	mail = must(t, mail, err)
	newestFirst(t, mail, func(m client.Mail) time.Time { return m.At })
	masked(t, sample, mail)
	if len(mail) > 10 {
		t.Errorf("%d messages, asked for at most 10", len(mail))
	}
	if len(mail) == 0 {
		t.notTried("nothing was ever sent to the account")
	}
}

func (s *suite) sessions(t *trial) {
	d := s.permitted(t, client.ShowsSessions)
	sessions, err := d.Sessions(t.Context(), s.borrow(t, Reachable).ID, 10)
	s.offered(t, d, client.ShowsSessions, err)
	for _, session := range must(t, sessions, err) {
		if session.ID == "" || session.Device == "" || session.LastSeenAt.Before(session.StartedAt) {
			t.Errorf("id %v, device %v, from %v to %v", session.ID != "", session.Device != "", session.StartedAt, session.LastSeenAt)
		}
	}
	if len(sessions) == 0 {
		t.notTried("the account is signed in nowhere")
	}
}

func newestFirst[E any](t *trial, entries []E, at func(E) time.Time) {
	t.Helper()
	if !slices.IsSortedFunc(entries, func(a, b E) int { return at(b).Compare(at(a)) }) {
		t.Errorf("not newest first")
	}
}
