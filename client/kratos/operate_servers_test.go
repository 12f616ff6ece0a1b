//go:build servers

package kratos_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/kratos"
)

const tomorrow = "Another-Pass-2027"

func TestTheAccountAsItIs(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		c, p, patient := s.desk(t), s.take(t, "reachable"), s.person(t)
		if before := account(t, c, p.ID); before.LastSignInAt != nil {
			t.Errorf("signed in at %v, and never was", before.LastSignInAt)
		}
		if !patient.isIn(patient.signsIn(p.Login, s.Password)) {
			t.Fatal("the patient cannot sign in")
		}
		a := account(t, c, p.ID)
		if a.Status != client.StatusActive || a.PortalStatus != "active" || a.GivenName != p.GivenName ||
			a.Name != p.FamilyName+", "+p.GivenName || a.Age < 18 || a.SecondFactor != "" || a.CreatedAt.IsZero() {
			t.Errorf("%+v", a.AccountRow)
		}
		if a.LastSignInAt == nil || time.Since(*a.LastSignInAt) > time.Minute {
			t.Errorf("last signed in %v", a.LastSignInAt)
		}
		mail := email(t, a)
		if !mail.Verified || !mail.Consented || !mail.ChangedAt.IsZero() || len(a.Contacts) != 2 {
			t.Errorf("contacts %+v", a.Contacts)
		}
		sessions, err := c.Sessions(t.Context(), p.ID, 10)
		if err != nil || len(sessions) != 1 || sessions[0].Device != "Firefox on Windows" || sessions[0].StartedAt.IsZero() {
			t.Errorf("sessions %+v, %v", sessions, err)
		}
		onFile, err := c.OnFile(t.Context(), p.ID)
		if err != nil || onFile.BirthDate != p.BirthDate || onFile.MRN != p.MRN || onFile.LoginID != p.Login || len(onFile.Contacts) != 2 {
			t.Errorf("what is on file is not what it should be, %v", err)
		}
	})
}

func TestASecondFactorIsSeen(t *testing.T) {
	s := running(t, kratosA)
	c, p, patient := s.desk(t), s.take(t, "reachable"), s.person(t)
	patient.addsSecondFactor(patient.signsIn(p.Login, s.Password))
	if got := account(t, c, p.ID).SecondFactor; got != "totp" {
		t.Errorf("got %q", got)
	}
}

func TestWhatIsNobodysIsNotFound(t *testing.T) {
	c := running(t, kratosA).desk(t)
	for _, id := range []client.AccountID{"", "..", "a/b", "no-such-account", "11111111-1111-4111-8111-111111111111"} {
		_, err := c.Account(t.Context(), id)
		wantKind(t, err, client.NotFound, "account-not-found")
		_, err = c.Sessions(t.Context(), id, 1)
		wantKind(t, err, client.NotFound, "account-not-found")
		_, err = c.Activate(t.Context(), client.Change{Account: id})
		wantKind(t, err, client.NotFound, "account-not-found")
	}
}

func TestDeactivatingEndsSessionsForGood(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		c, p, patient := s.desk(t), s.take(t, "reachable"), s.person(t)
		token := patient.signsIn(p.Login, s.Password)
		outcome, err := c.Deactivate(t.Context(), change(t, c, p.ID), "Asked by the patient")
		if err != nil || outcome.EndedSessions != 1 || outcome.Account.Status != client.StatusDeactivated || outcome.Account.Reason == "" {
			t.Fatalf("%+v, %v", outcome, err)
		}
		if patient.isIn(token) || patient.signsIn(p.Login, s.Password) != "" {
			t.Error("the patient is still let in")
		}
		_, err = c.Deactivate(t.Context(), change(t, c, p.ID), "again")
		wantKind(t, err, client.Conflict, "state-not-suited")
		outcome, err = c.Activate(t.Context(), change(t, c, p.ID))
		if err != nil || outcome.Account.Status != client.StatusActive {
			t.Fatalf("%+v, %v", outcome, err)
		}
		if patient.isIn(token) {
			t.Error("activating revived a session that was ended")
		}
		if patient.signsIn(p.Login, s.Password) == "" {
			t.Error("the patient cannot sign in again")
		}
	})
}

// TestActivatingRevivesNoSession is for accounts that others have deactivated, who leave the sessions there.
func TestActivatingRevivesNoSession(t *testing.T) {
	s := running(t, kratosA)
	c, p, patient := s.desk(t), s.take(t, "reachable"), s.person(t)
	token := patient.signsIn(p.Login, s.Password)
	s.admin(t, "PATCH", "/identities/"+string(p.ID), []map[string]any{{"op": "replace", "path": "/state", "value": "inactive"}}, nil)
	if _, err := c.Activate(t.Context(), change(t, c, p.ID)); err != nil {
		t.Fatal(err)
	}
	if patient.isIn(token) {
		t.Error("a session from before is back")
	}
}

func TestDeactivatingNeedsAReason(t *testing.T) {
	c, p := running(t, kratosA).desk(t), running(t, kratosA).take(t, "reachable")
	for _, reason := range []string{"", "  ", strings.Repeat("x", 65)} {
		_, err := c.Deactivate(t.Context(), change(t, c, p.ID), reason)
		wantKind(t, err, client.Invalid, "reason-invalid")
	}
}

func TestSigningOutEverywhere(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		c, p, patient := s.desk(t), s.take(t, "reachable"), s.person(t)
		tokens := []string{patient.signsIn(p.Login, s.Password), s.person(t).signsIn(p.Login, s.Password)}
		for _, want := range []int{2, 0} {
			outcome, err := c.SignOutEverywhere(t.Context(), change(t, c, p.ID))
			if err != nil || outcome.EndedSessions != want {
				t.Errorf("%d ended, want %d, %v", outcome.EndedSessions, want, err)
			}
		}
		if patient.isIn(tokens[0]) || patient.isIn(tokens[1]) {
			t.Error("still signed in")
		}
	})
}

func TestAnotherLoginID(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		c, p, patient := s.desk(t), s.take(t, "reachable"), s.person(t)
		wanted := "zq-" + p.Login
		outcome, err := c.ChangeLoginID(t.Context(), change(t, c, p.ID), " "+wanted+" ")
		if err != nil || outcome.Account.LoginID != "zq****" || outcome.NextStep == "" || len(outcome.Notified) != 0 {
			t.Fatalf("%+v, %v", outcome, err)
		}
		if patient.signsIn(wanted, s.Password) == "" || patient.signsIn(p.Login, s.Password) != "" {
			t.Error("the new login ID does not work, or the old one does")
		}
		if onlyLogin := s.Name == kratosA; email(t, outcome.Account).Verified != onlyLogin {
			t.Error("an address is verified that never was, or the other way round")
		}
	})
}

func TestLoginIDsThatCannotBe(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		c, p, other := s.desk(t), s.take(t, "reachable"), s.take(t, "reachable")
		_, err := c.ChangeLoginID(t.Context(), change(t, c, p.ID), strings.ToUpper(other.Login))
		wantRefused(t, err, client.Conflict, "login-id-taken", client.FieldError{Field: "loginId", Code: "taken"})
		unusable := map[string]string{"": "missing", "no address": "malformed"}
		if s.Name == kratosA {
			unusable = map[string]string{" ": "missing", "ab": "too-short", strings.Repeat("x", 65): "too-long"}
		}
		for wanted, why := range unusable {
			_, err := c.ChangeLoginID(t.Context(), change(t, c, p.ID), wanted)
			wantRefused(t, err, client.Invalid, "login-id-invalid", client.FieldError{Field: "loginId", Code: why})
		}
		if now := account(t, c, p.ID); now.Version != change(t, c, p.ID).Version || found(t, c, p.Login)[0] != p.ID {
			t.Error("a refused change has changed something")
		}
	})
}

func wantRefused(t *testing.T, err error, kind client.Kind, code string, field client.FieldError) {
	t.Helper()
	wantKind(t, err, kind, code)
	if fields := fieldsOf(err); !slices.Equal(fields, []client.FieldError{field}) {
		t.Errorf("fields %v; want %v", fields, field)
	}
}

func TestContactsAreCorrected(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		c, p, patient := s.desk(t), s.take(t, "reachable"), s.person(t)
		wanted := "New." + p.Email
		outcome, err := c.CorrectContact(t.Context(), change(t, c, p.ID), client.ContactCorrection{Contact: "email", Value: wanted})
		if err != nil || outcome.NextStep == "" {
			t.Fatalf("%+v, %v", outcome, err)
		}
		mail := email(t, outcome.Account)
		if mail.Verified || time.Since(mail.ChangedAt) > time.Minute || mail.Masked[:1] != "N" {
			t.Errorf("%+v", mail)
		}
		if len(outcome.Notified) != 1 || outcome.Notified[0].To != mail.Masked {
			t.Errorf("notified %+v", outcome.Notified)
		}
		patient.opens(patient.reads(strings.ToLower(wanted), 0, mailedLink), "verification")
		if len(patient.inbox(p.Email)) != 0 {
			t.Error("the old address was written to, and the next step says that it was not")
		}
		phone := client.ContactCorrection{Contact: "phone", Value: s.newPhone(t)}
		if outcome, err = c.CorrectContact(t.Context(), change(t, c, p.ID), phone); err != nil {
			t.Fatal(err)
		}
		if onFile, _ := c.OnFile(t.Context(), p.ID); onFile.Contacts[1].Value != phone.Value || len(onFile.Contacts) != 2 {
			t.Errorf("%d contacts, the phone is not the new one", len(onFile.Contacts))
		}
	})
}

func TestContactsThatCannotBe(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		c, p := s.desk(t), s.take(t, "reachable")
		value := client.FieldError{Field: "value", Code: "malformed"}
		for _, wrong := range []client.ContactCorrection{
			{Contact: "email", Value: "no address"}, {Contact: "email"}, {Contact: "phone", Value: "call me"}, {Contact: "phone"},
			{Contact: "email", Value: "Maria <maria@example.test>"},
		} {
			_, err := c.CorrectContact(t.Context(), change(t, c, p.ID), wrong)
			wantRefused(t, err, client.Invalid, "contact-invalid", value)
		}
		_, err := c.CorrectContact(t.Context(), change(t, c, p.ID), client.ContactCorrection{Contact: "no-such", Value: "a@example.test"})
		wantRefused(t, err, client.Invalid, "contact-invalid", client.FieldError{Field: "contactId", Code: "unknown"})
		taken := client.ContactCorrection{Contact: "email", Value: s.take(t, "reachable").Email}
		_, err = c.CorrectContact(t.Context(), change(t, c, p.ID), taken)
		wantRefused(t, err, client.Conflict, "contact-taken", client.FieldError{Field: "value", Code: "taken"})
	})
}

func TestAFieldThatIsMissingIsAddedWithWhatItStandsIn(t *testing.T) {
	s := running(t, kratosA)
	var made struct{ ID client.AccountID }
	s.admin(t, "POST", "/identities", map[string]any{"schema_id": "patient", "traits": map[string]any{"username": "zqbare"}}, &made)
	defer s.admin(t, "DELETE", "/identities/"+string(made.ID), nil, nil)
	c := s.deskWith(t, kratos.Config{PublicURL: s.PublicURL, Fields: client.FieldMap{client.FieldLoginID: "/name/last"}})
	if _, err := c.ChangeLoginID(t.Context(), change(t, c, made.ID), "Zqbareson"); err != nil {
		t.Fatal(err)
	}
	if onFile, err := c.OnFile(t.Context(), made.ID); err != nil || onFile.LoginID != "Zqbareson" {
		t.Errorf("not there, %v", err)
	}
}

func TestAnOldVersionIsRefused(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		c, other, p := s.desk(t), s.desk(t), s.take(t, "reachable")
		seen := change(t, c, p.ID)
		if _, err := other.Deactivate(t.Context(), change(t, other, p.ID), "by somebody else"); err != nil {
			t.Fatal(err)
		}
		_, err := c.ChangeLoginID(t.Context(), seen, "zz"+p.Login)
		wantKind(t, err, client.Stale, "account-changed")
		_, err = c.SignOutEverywhere(t.Context(), seen)
		wantKind(t, err, client.Stale, "account-changed")
	})
}
