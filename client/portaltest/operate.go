package portaltest

import (
	"slices"
	"strings"
	"testing"
	"time"

	"portaldesk/client"
)

func (s *suite) operationTests() []test {
	return []test{
		{"reset by link", s.resetByContact(client.ResetByLink)},
		{"reset by code", s.resetByContact(client.ResetByCode)},
		{"reset by temporary secret", s.resetByTemporary},
		{"change login ID", s.changesLoginID},
		{"login ID that is taken or unusable", s.loginIDRefused},
		{"access code in the answer", s.accessCodeSpoken},
		{"access code sent", s.accessCodeSent},
		{"one access code at a time, capped", s.oneAccessCode},
		{"activate", s.activates},
		{"deactivate", s.deactivates},
		{"deactivate needs a reason", s.deactivateReason},
		{"unlock", s.unlocks},
		{"sign out everywhere", s.signsOutEverywhere},
		{"resend invitation", s.resendsInvitation},
		{"correct a contact", s.correctsContact},
		{"contact that cannot be", s.contactRefused},
	}
}

// done is an operation that went well, and the account before it.
type done struct {
	client.Outcome
	desk   *desk
	sample Sample
	before client.Account
}

// operate does the operation on a new sample with all that it needs. Nil: not offered, and the portal said so.
func (s *suite) operate(t *testing.T, o operation) *done {
	t.Helper()
	d := s.desk(t, client.RoleSupervisor)
	sample := s.take(t, o.trait)
	return s.operateOn(t, d, sample, o.ability, o.order(account(t, d, sample.ID)))
}

func (s *suite) operateOn(t *testing.T, d *desk, sample Sample, ability client.Ability, order order) *done {
	t.Helper()
	change := s.allowed(t, d, sample, ability)
	before := account(t, d, sample.ID)
	outcome, err := order(t.Context(), d, change)
	if !s.offered(t, ability, err) {
		return nil
	}
	outcome = must(t, outcome, err)
	after := account(t, d, sample.ID)
	if outcome.Account.Version != after.Version || outcome.Account.Status != after.Status {
		t.Errorf("answered %s %s, read %s %s", outcome.Account.Version, outcome.Account.Status, after.Version, after.Status)
	}
	shown := outcome
	shown.Secret = nil
	masked(t, sample, shown)
	return &done{Outcome: outcome, desk: d, sample: sample, before: before}
}

func (s *suite) resetByContact(ability client.Ability) func(*testing.T) {
	return func(t *testing.T) {
		did := s.operate(t, of(ability))
		if did == nil {
			return
		}
		if did.Secret != nil {
			t.Error("the agent is shown what only the patient may know")
		}
		if len(did.Notified) == 0 || did.NextStep == "" {
			t.Errorf("notified %v, next %q", did.Notified, did.NextStep)
		}
	}
}

func (s *suite) resetByTemporary(t *testing.T) {
	did := s.operate(t, of(client.ResetByTemporary))
	if did == nil {
		return
	}
	if did.Secret == nil || len(did.Secret.Value) < 8 || !did.Secret.ExpiresAt.After(s.about.Now) {
		t.Fatalf("secret: %v", did.Secret != nil)
	}
	if !did.Account.MustChangePassword || did.Account.Status != client.StatusResetPending {
		t.Errorf("must change: %v, %s", did.Account.MustChangePassword, did.Account.Status)
	}
	if did.Account.Version == did.before.Version {
		t.Error("changed without another version")
	}
}

func (s *suite) changesLoginID(t *testing.T) {
	wanted := "zq" + strings.ReplaceAll(string(newKey()), "-", "")[:10]
	d := s.desk(t, client.RoleSupervisor)
	sample := s.take(t, Reachable)
	if s.operateOn(t, d, sample, client.ChangesLoginID, loginID(wanted)) == nil {
		return
	}
	if !slices.Contains(ids(everyone(t, d, client.Query{Text: wanted})), sample.ID) {
		t.Error("not found by the new login ID")
	}
	if slices.Contains(ids(everyone(t, d, client.Query{Text: sample.LoginID, Limit: 100})), sample.ID) {
		t.Error("still found by the old login ID")
	}
}

func (s *suite) loginIDRefused(t *testing.T) {
	d := s.desk(t, client.RoleSupervisor)
	c := s.patient(t, d, s.take(t, Reachable)).proven(t, client.ProvenByOOB)
	_, err := d.ChangeLoginID(t.Context(), c.change(t), s.take(t, Reachable).LoginID)
	if !s.offered(t, client.ChangesLoginID, err) {
		return
	}
	want(t, err, client.Conflict, "login-id-taken")
	if fields := fieldsOf(err); len(fields) != 1 || fields[0].Field != "loginId" {
		t.Errorf("fields %v", fields)
	}
	for _, wanted := range []string{"", "a b", strings.Repeat("x", 300)} {
		_, err = d.ChangeLoginID(t.Context(), c.change(t), wanted)
		want(t, err, client.Invalid, "login-id-invalid")
	}
}

func (s *suite) accessCodeSpoken(t *testing.T) {
	for _, channel := range []client.CodeChannel{client.ByVoice, client.ByPost} {
		did := s.issue(t, client.AccessCodeIssue{Channel: channel})
		if did == nil {
			return
		}
		if did.Secret == nil {
			t.Fatalf("by %s: the answer has no code", channel)
		}
		s.codeIsWellFormed(t, did.Secret.Value)
		if state := did.Account.AccessCode; state == nil || state.Channel != channel || !state.ExpiresAt.Equal(did.Secret.ExpiresAt) {
			t.Errorf("by %s: %+v", channel, state)
		}
	}
}

func (s *suite) issue(t *testing.T, wanted client.AccessCodeIssue) *done {
	t.Helper()
	return s.operateOn(t, s.desk(t, client.RoleSupervisor), s.take(t, CodeExpired), client.IssuesAccessCode, accessCode(wanted))
}

// codeIsWellFormed checks the groups, and that no character can be taken for another.
func (s *suite) codeIsWellFormed(t *testing.T, code string) {
	t.Helper()
	groups := strings.Split(code, "-")
	if len(groups) != s.about.AccessCode.Groups {
		t.Errorf("%d groups", len(groups))
	}
	for _, group := range groups {
		if len(group) != s.about.AccessCode.GroupLength || strings.ContainsAny(group, "01OI") || group != strings.ToUpper(group) {
			t.Error("a group is too short, too long, or can be misread")
		}
	}
}

func (s *suite) accessCodeSent(t *testing.T) {
	d := s.desk(t, client.RoleSupervisor)
	sample := s.take(t, CodeExpired)
	contact := s.contact(t, account(t, d, sample.ID), client.ContactEmail)
	did := s.operateOn(t, d, sample, client.IssuesAccessCode,
		accessCode(client.AccessCodeIssue{Channel: client.ByEmail, Contact: contact.ID}))
	if did == nil {
		return
	}
	if did.Secret != nil {
		t.Error("a code that is sent is shown too")
	}
	if !slices.Contains(did.Notified, client.Notice{Kind: contact.Kind, To: contact.Masked}) {
		t.Errorf("notified %v", did.Notified)
	}
}

func (s *suite) oneAccessCode(t *testing.T) {
	d := s.desk(t, client.RoleSupervisor)
	sample := s.take(t, CodeExpired)
	codes := map[string]bool{}
	for range 2 {
		did := s.operateOn(t, d, sample, client.IssuesAccessCode, accessCode(client.AccessCodeIssue{Channel: client.ByVoice, Hours: 100_000}))
		if did == nil {
			return
		}
		codes[did.Secret.Value] = true
		state := account(t, d, sample.ID).AccessCode
		if state == nil || !state.ExpiresAt.Equal(did.Secret.ExpiresAt) {
			t.Fatalf("the code that is out is not the newest: %+v", state)
		}
		most := time.Duration(s.about.AccessCode.MaxHours[client.ByVoice]) * time.Hour
		if life := state.ExpiresAt.Sub(state.IssuedAt); life > most {
			t.Errorf("lives %v, the policy says at most %v", life, most)
		}
	}
	if len(codes) != 2 {
		t.Error("the same code twice")
	}
}

func (s *suite) activates(t *testing.T) {
	did := s.operate(t, of(client.ActivatesAccount))
	if did != nil && did.Account.Status != client.StatusActive {
		t.Errorf("activated, and %s", did.Account.Status)
	}
}

func (s *suite) deactivates(t *testing.T) {
	sample := s.take(t, Reachable)
	d := s.desk(t, client.RoleSupervisor)
	sessions, err := d.Sessions(t.Context(), sample.ID, 100)
	s.offered(t, client.ShowsSessions, err)
	did := s.operateOn(t, d, sample, client.DeactivatesIt, deactivateFor("Suspected misuse"))
	if did == nil {
		return
	}
	if did.Account.Status != client.StatusDeactivated || !strings.Contains(did.Account.Reason, "Suspected misuse") {
		t.Errorf("%s because of %q", did.Account.Status, did.Account.Reason)
	}
	s.signedInNowhere(t, did, len(sessions))
}

func (s *suite) signedInNowhere(t *testing.T, did *done, before int) {
	t.Helper()
	if !s.about.Offers(client.ShowsSessions) {
		return
	}
	if before == 0 || did.EndedSessions != before {
		t.Errorf("%d sessions ended of %d", did.EndedSessions, before)
	}
	left, err := did.desk.Sessions(t.Context(), did.sample.ID, 100)
	if left = must(t, left, err); len(left) != 0 {
		t.Errorf("still signed in at %d places", len(left))
	}
}

func (s *suite) deactivateReason(t *testing.T) {
	d := s.desk(t, client.RoleSupervisor)
	c := s.patient(t, d, s.take(t, Reachable)).proven(t, s.about.Verification.Levels[client.DeactivatesIt])
	for _, reason := range []string{"", strings.Repeat("x", 65)} {
		_, err := d.Deactivate(t.Context(), c.change(t), reason)
		if s.offered(t, client.DeactivatesIt, err) {
			want(t, err, client.Invalid)
		}
	}
}

func (s *suite) unlocks(t *testing.T) {
	did := s.operate(t, of(client.UnlocksAccount))
	if did == nil {
		return
	}
	if did.Account.Status == client.StatusLocked || did.Account.LockedUntil != nil {
		t.Errorf("unlocked, and %s", did.Account.Status)
	}
	if did.NextStep == "" {
		t.Error("nobody is told what the patient must do next")
	}
}

func (s *suite) signsOutEverywhere(t *testing.T) {
	sample := s.take(t, Reachable)
	d := s.desk(t, client.RoleSupervisor)
	sessions, err := d.Sessions(t.Context(), sample.ID, 100)
	s.offered(t, client.ShowsSessions, err)
	if did := s.operateOn(t, d, sample, client.EndsSessions, signOutEverywhere(client.Account{})); did != nil {
		s.signedInNowhere(t, did, len(sessions))
	}
}

func (s *suite) resendsInvitation(t *testing.T) {
	did := s.operate(t, of(client.ResendsInvitation))
	if did == nil {
		return
	}
	if did.Secret != nil || len(did.Notified) == 0 {
		t.Errorf("secret %v, notified %v", did.Secret != nil, did.Notified)
	}
	if did.Account.Status != client.StatusInvited {
		t.Errorf("invited, and %s", did.Account.Status)
	}
}

func (s *suite) correctsContact(t *testing.T) {
	did := s.operate(t, of(client.CorrectsContact))
	if did == nil {
		return
	}
	now := did.Account.Contacts[s.quiet(t, did.Account)]
	i := slices.IndexFunc(did.before.Contacts, func(c client.Contact) bool { return c.ID == now.ID })
	if i < 0 || now.Kind != client.ContactEmail || !now.ChangedAt.After(did.before.Contacts[i].ChangedAt) {
		t.Fatalf("changed %+v", now)
	}
	for _, told := range []string{did.before.Contacts[i].Masked, now.Masked} {
		if !slices.Contains(did.Notified, client.Notice{Kind: client.ContactEmail, To: told}) {
			t.Errorf("old and new address are not both told: %v", did.Notified)
		}
	}
	c := s.patient(t, did.desk, did.sample)
	for _, kind := range []client.IdentifierKind{client.IdentifierName, client.IdentifierMRN, client.IdentifierBirthDate} {
		if err := c.says(t, kind, did.sample.Says[kind]); err != nil {
			t.Fatal(err)
		}
	}
	_, err := did.desk.SendCode(t.Context(), c.now.ID, now.ID, newKey())
	want(t, err, client.Forbidden, "contact-changed-recently")
}

func (s *suite) contactRefused(t *testing.T) {
	d := s.desk(t, client.RoleSupervisor)
	sample := s.take(t, Reachable)
	c := s.patient(t, d, sample).proven(t, client.ProvenByOOB)
	a := account(t, d, sample.ID)
	for _, wanted := range []client.ContactCorrection{
		{Contact: s.contact(t, a, client.ContactEmail).ID, Value: "no address"},
		{Contact: s.contact(t, a, client.ContactPhone).ID, Value: "call me"},
		{Contact: s.contact(t, a, client.ContactPhone).ID, Value: ""},
	} {
		_, err := d.CorrectContact(t.Context(), c.change(t), wanted)
		if s.offered(t, client.CorrectsContact, err) {
			want(t, err, client.Invalid, "contact-invalid")
		}
	}
}
