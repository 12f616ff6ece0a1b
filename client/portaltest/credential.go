package portaltest

import (
	"slices"
	"strings"
	"time"

	"portaldesk/client"
)

func (s *suite) resetByContact(ability client.Ability) func(*trial) {
	return func(t *trial) {
		did := s.operate(t, of(ability))
		if did.Secret != nil {
			t.Errorf("the agent is shown what only the patient may know")
		}
		if len(did.Notified) == 0 || did.NextStep == "" {
			t.Errorf("%d notified, next step %v", len(did.Notified), did.NextStep != "")
		}
	}
}

func (s *suite) resetByTemporary(t *trial) {
	did := s.operate(t, of(client.ResetByTemporary))
	if did.Secret == nil || len(did.Secret.Value) < 8 {
		t.Fatalf("secret: %v", did.Secret != nil)
	}
	if s.keeps(Published) && !did.Secret.ExpiresAt.After(s.about.Now) {
		t.Errorf("the secret expires at %v", did.Secret.ExpiresAt)
	}
	if !did.Account.MustChangePassword || did.Account.Status != client.StatusResetPending {
		t.Errorf("must change: %v, %s", did.Account.MustChangePassword, did.Account.Status)
	}
	if did.Account.Version == did.before.Version {
		t.Errorf("changed without another version")
	}
}

func (s *suite) changesLoginID(t *trial) {
	o := of(client.ChangesLoginID)
	s.refusesUnoffered(t, o)
	d := s.permitted(t, o.ability)
	sample := s.suiting(t, o)
	wanted := s.newLoginID("zq")
	s.operateOn(t, d, sample, o.ability, loginID(wanted))
	if !slices.Contains(ids(everyone(t, d, client.Query{Text: wanted})), sample.ID) {
		t.Errorf("not found by the new login ID")
	}
	if sample.LoginID != "" && slices.Contains(ids(everyone(t, d, client.Query{Text: sample.LoginID, Limit: 100})), sample.ID) {
		t.Errorf("still found by the old login ID")
	}
}

func (s *suite) loginIDTaken(t *trial) {
	o := of(client.ChangesLoginID)
	s.refusesUnoffered(t, o)
	s.byServer(t, o.ability)
	d := s.permitted(t, o.ability)
	other, found := s.sample(Reachable, 1)
	if !found || other.LoginID == "" {
		t.notTried("there is no second account whose login ID is known")
	}
	change := s.allowed(t, d, s.borrow(t, Reachable), o.ability)
	_, err := s.attested(o.ability, loginID(other.LoginID))(t.Context(), d, change)
	s.want(t, err, client.Conflict, "login-id-taken")
	if fields := fieldsOf(err); s.keeps(Published) && (len(fields) != 1 || fields[0].Field != "loginId") {
		t.Errorf("fields %v", fields)
	}
}

func (s *suite) loginIDUnusable(t *trial) {
	o := of(client.ChangesLoginID)
	s.refusesUnoffered(t, o)
	s.byServer(t, o.ability)
	d := s.permitted(t, o.ability)
	c := s.patient(t, d, s.borrow(t, Reachable)).proven(t, s.about.Verification.Levels[o.ability])
	unusable := []string{""}
	if s.keeps(Published) {
		unusable = append(unusable, "a b", strings.Repeat("x", 300))
	}
	for _, wanted := range unusable {
		_, err := s.attested(o.ability, loginID(wanted))(t.Context(), d, c.change(t))
		s.want(t, err, client.Invalid, "login-id-invalid")
	}
}

// accessCodeSpoken tries the ways in which the agent reads the code out or prints it.
func (s *suite) accessCodeSpoken(t *trial) {
	s.refusesUnoffered(t, of(client.IssuesAccessCode))
	for _, channel := range s.channels(t, client.ByVoice, client.ByPost) {
		did := s.issue(t, s.suiting(t, of(client.IssuesAccessCode)), client.AccessCodeIssue{Channel: channel})
		if did.Secret == nil {
			t.Fatalf("by %s: the answer has no code", channel)
		}
		s.codeIsWellFormed(t, did.Secret.Value)
		s.codeIsOut(t, did, channel)
		s.codeIsCapped(t, did, channel)
	}
}

// channels are those of the wanted that the portal's policy has.
func (s *suite) channels(t *trial, wanted ...client.CodeChannel) []client.CodeChannel {
	t.Helper()
	unknown := func(channel client.CodeChannel) bool { return s.about.AccessCode.MaxHours[channel] == 0 }
	found := slices.DeleteFunc(wanted, unknown)
	if len(found) == 0 {
		t.notTried("the portal hands out codes in other ways")
	}
	return found
}

func (s *suite) issue(t *trial, sample Sample, wanted client.AccessCodeIssue) *done {
	t.Helper()
	return s.operateOn(t, s.permitted(t, client.IssuesAccessCode), sample, client.IssuesAccessCode, accessCode(wanted))
}

// codeIsWellFormed checks the groups, and that no character can be taken for another.
func (s *suite) codeIsWellFormed(t *trial, code string) {
	t.Helper()
	groups := strings.Split(code, "-")
	if len(groups) != s.about.AccessCode.Groups {
		t.Errorf("%d groups", len(groups))
	}
	misread := "01OI"
	if digits(code) == strings.Join(groups, "") {
		misread = "" // of digits alone nobody expects a letter
	}
	for _, group := range groups {
		if len(group) != s.about.AccessCode.GroupLength || strings.ContainsAny(group, misread) || group != strings.ToUpper(group) {
			t.Errorf("a group is too short, too long, or can be misread")
		}
	}
}

// codeIsOut: the account shows the code that is out, where the portal can tell of one.
func (s *suite) codeIsOut(t *trial, did *done, channel client.CodeChannel) {
	t.Helper()
	state := did.Account.AccessCode
	if state == nil && !s.keeps(Published) {
		return
	}
	if state == nil || s.keeps(Published) && state.Channel != channel || !state.ExpiresAt.Equal(did.Secret.ExpiresAt) {
		t.Errorf("by %s: the account does not show the code that is out", channel)
	}
}

// codeIsCapped: whatever was asked for, the code lives no longer than the policy says. A minute is for two clocks.
func (s *suite) codeIsCapped(t *trial, did *done, channel client.CodeChannel) {
	t.Helper()
	about, err := did.desk.About(t.Context())
	longest := time.Duration(s.about.AccessCode.MaxHours[channel]) * time.Hour
	if life := did.Secret.ExpiresAt.Sub(must(t, about, err).Now); life <= 0 || life > longest+time.Minute {
		t.Errorf("by %s: the code lives %v, the policy says at most %v", channel, life, longest)
	}
}

func (s *suite) accessCodeSent(t *trial) {
	o := of(client.IssuesAccessCode)
	s.refusesUnoffered(t, o)
	s.channels(t, client.ByEmail)
	d := s.permitted(t, o.ability)
	sample := s.suiting(t, o)
	contact := s.contact(t, sample, account(t, d, sample.ID), client.ContactEmail)
	did := s.issue(t, sample, client.AccessCodeIssue{Channel: client.ByEmail, Contact: contact.ID})
	if did.Secret != nil {
		t.Errorf("a code that is sent is shown too")
	}
	if !slices.Contains(did.Notified, client.Notice{Kind: contact.Kind, To: contact.Masked}) {
		t.Errorf("the contact it went to is not among the %d notified", len(did.Notified))
	}
}

func (s *suite) oneAccessCode(t *trial) {
	s.refusesUnoffered(t, of(client.IssuesAccessCode))
	channel := s.channels(t, client.ByVoice, client.ByPost)[0]
	sample := s.suiting(t, of(client.IssuesAccessCode))
	codes := map[string]bool{}
	for range 2 {
		did := s.issue(t, sample, client.AccessCodeIssue{Channel: channel, Hours: 100_000})
		if did.Secret == nil {
			t.Fatalf("the answer has no code")
		}
		codes[did.Secret.Value] = true
		did.Account = account(t, did.desk, sample.ID)
		s.codeIsOut(t, did, channel)
		s.codeIsCapped(t, did, channel)
	}
	if len(codes) != 2 {
		t.Errorf("the same code twice")
	}
}
