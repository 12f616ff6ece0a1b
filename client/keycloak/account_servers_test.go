//go:build servers

package keycloak_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/said"
)

func TestAccountTellsHowItStands(t *testing.T) {
	s := realServer(t)
	d := s.desk(t, "supervisor")
	for trait, want := range map[string]struct {
		status client.Status
		word   string
		must   bool
	}{
		"reachable":       {client.StatusActive, "Enabled", false},
		"locked-for-good": {client.StatusLocked, "Permanently locked", false},
		"deactivated":     {client.StatusDeactivated, "Disabled", false},
		"invited":         {client.StatusInvited, "Enabled, required actions: ", true},
	} {
		sample := s.take(t, trait)
		a := d.open(t, s.account(t, sample.Login).ID)
		if a.Status != want.status || !strings.HasPrefix(a.PortalStatus, want.word) || a.MustChangePassword != want.must {
			t.Errorf("%s: %s, %q, must change %v", trait, a.Status, a.PortalStatus, a.MustChangePassword)
		}
		if (a.Reason == "") != (a.Status == client.StatusActive || a.Status == client.StatusInvited) {
			t.Errorf("%s because of %q", trait, a.Reason)
		}
		if a.Version == "" || a.GivenName == "" || a.Language == "" || a.CreatedAt.IsZero() || a.Age == 0 || len(a.Contacts) != 2 {
			t.Errorf("%s: incomplete", trait)
		}
	}
}

func TestAccountThatIsNotThere(t *testing.T) {
	s := realServer(t)
	d := s.desk(t, "supervisor")
	for _, id := range []client.AccountID{"no-such-account", "..", "", "a/b", "count", "profile"} {
		if _, err := d.Account(t.Context(), id); client.KindOf(err) != client.NotFound && client.KindOf(err) != client.Protocol {
			t.Errorf("%q: %v", id, err)
		}
	}
	_, err := d.Account(t.Context(), "no-such-account")
	wantError(t, err, client.NotFound, "account-not-found")
	_, err = d.SignInAttempts(t.Context(), "no-such-account", 10)
	wantError(t, err, client.NotFound, "account-not-found")
}

func TestLockForATime(t *testing.T) {
	s := realServer(t)
	d, sample := s.desk(t, "supervisor"), s.take(t, "reachable")
	id := s.account(t, sample.Login).ID
	s.lock(t, sample.Login)
	a := d.open(t, id)
	if a.Status != client.StatusLocked || a.PortalStatus != "Temporarily locked" || a.Reason != "5 failed sign-ins" {
		t.Errorf("%s, %q, %q", a.Status, a.PortalStatus, a.Reason)
	}
	if a.LockedUntil == nil || time.Until(*a.LockedUntil) < time.Minute || time.Until(*a.LockedUntil) > 10*time.Minute {
		t.Errorf("until %v", a.LockedUntil)
	}
	s.failed(t, sample.Login)
	attempts, err := d.SignInAttempts(t.Context(), client.AccountID(id), 20)
	attempts = must(t, attempts, err)
	if len(attempts) < 6 || attempts[0].Cause != client.CauseLocked || attempts[len(attempts)-1].Cause != client.CauseWrongPassword {
		t.Errorf("attempts %v", attempts)
	}
}

func TestSignInsAndSessions(t *testing.T) {
	s := realServer(t)
	d, sample := s.desk(t, "supervisor"), s.take(t, "reachable")
	id := s.account(t, sample.Login).ID
	if a := d.open(t, id); a.LastSignInAt != nil {
		t.Errorf("never signed in, and did at %v", a.LastSignInAt)
	}
	s.failed(t, sample.Login)
	s.signIn(t, sample.Login, "openid")
	s.signIn(t, sample.Login, "openid offline_access")
	a := d.open(t, id)
	if a.LastSignInAt == nil || time.Since(*a.LastSignInAt) > time.Minute {
		t.Errorf("last sign-in %v", a.LastSignInAt)
	}
	attempts, err := d.SignInAttempts(t.Context(), a.ID, 2)
	attempts = must(t, attempts, err)
	if len(attempts) != 2 || !attempts[0].Succeeded || attempts[0].At.Before(attempts[1].At) || attempts[0].Device != "127.0.0.1 (tests)" {
		t.Errorf("newest attempts %+v", attempts)
	}
	sessions, err := d.Sessions(t.Context(), a.ID, 10)
	sessions = must(t, sessions, err)
	stays := func(p client.PatientSession) bool { return p.Device == "127.0.0.1 (tests), stays signed in" }
	if len(sessions) != 2 || !slices.ContainsFunc(sessions, stays) {
		t.Errorf("sessions %+v", sessions)
	}
}

// signIn signs a patient in and answers the refresh token.
func (s *server) signIn(t *testing.T, login, scope string) string {
	t.Helper()
	return s.granted(t, login, s.PatientPassword, scope)["refresh_token"].(string)
}

// goesOn says whether a session is still good.
func (s *server) goesOn(t *testing.T, refresh string) bool {
	t.Helper()
	_, status := s.token(t, "patients", url.Values{"grant_type": {"refresh_token"}, "client_id": {s.TestClientID}, "refresh_token": {refresh}})
	return status == http.StatusOK
}

func TestSecondFactor(t *testing.T) {
	s := realServer(t)
	d, sample := s.desk(t, "auditor"), s.take(t, "reachable")
	id := s.account(t, sample.Login).ID
	otp := map[string]any{
		"type": "otp", "secretData": `{"value":"JBSWY3DPEHPK3PXP"}`,
		"credentialData": `{"subType":"totp","digits":6,"counter":0,"period":30,"algorithm":"HmacSHA1"}`,
	}
	s.admin(t, http.MethodPut, "/patients/users/"+id, map[string]any{"credentials": []any{otp}}, nil)
	if a := d.open(t, id); a.SecondFactor != "totp" {
		t.Errorf("second factor %q", a.SecondFactor)
	}
}

func TestOnFileIsWhatTheCallerMustSay(t *testing.T) {
	s := realServer(t)
	d, sample := s.desk(t, "agent"), s.take(t, "minor")
	f, err := d.OnFile(t.Context(), client.AccountID(s.account(t, sample.Login).ID))
	f = must(t, f, err)
	for kind, truth := range sample.Says {
		if !said.Matches(f, client.IdentifierCheck{Kind: kind, Said: truth}, time.Now()) {
			t.Errorf("what is on file does not match the %s", kind)
		}
	}
	if f.LoginID != sample.Login || f.Language == "" {
		t.Errorf("login ID %v, language %q", f.LoginID != "", f.Language)
	}
}

// A contact that was put there lately must not prove a caller, whoever put it there and by whatever tool.
func TestWhenAContactChanged(t *testing.T) {
	s := realServer(t)
	d := s.desk(t, "supervisor")
	changedAt := func(t *testing.T, id string) (email, phone time.Time) {
		t.Helper()
		f, err := d.OnFile(t.Context(), client.AccountID(id))
		f = must(t, f, err)
		return f.Contacts[0].ChangedAt, f.Contacts[1].ChangedAt
	}
	recent := func(at time.Time) bool { return time.Since(at) < time.Minute }

	t.Run("by nobody", func(t *testing.T) {
		email, phone := changedAt(t, s.account(t, s.take(t, "reachable").Login).ID)
		if !email.IsZero() || !phone.IsZero() {
			t.Errorf("e-mail %v, phone %v", email, phone)
		}
	})
	t.Run("by the patient", func(t *testing.T) {
		sample := s.take(t, "reachable")
		s.self(t, sample.Login, func(me map[string]any) { me["attributes"].(map[string]any)["phone"] = []string{"+15035550111"} })
		email, phone := changedAt(t, s.account(t, sample.Login).ID)
		if !email.IsZero() || !recent(phone) {
			t.Errorf("e-mail %v, phone %v", email, phone)
		}
	})
	t.Run("in the console", func(t *testing.T) {
		id := s.account(t, s.take(t, "reachable").Login).ID
		s.put(t, id, func(whole map[string]any) { whole["firstName"] = "Somebody" })
		if email, phone := changedAt(t, id); !email.IsZero() || !phone.IsZero() {
			t.Errorf("another name: e-mail %v, phone %v", email, phone)
		}
		s.put(t, id, func(whole map[string]any) { whole["email"] = "console." + id[:8] + "@example.org" })
		if email, phone := changedAt(t, id); !recent(email) || !phone.IsZero() {
			t.Errorf("another address: e-mail %v, phone %v", email, phone)
		}
	})
	t.Run("at a desk", func(t *testing.T) {
		id := s.account(t, s.take(t, "reachable").Login).ID
		_, err := d.CorrectContact(t.Context(), d.change(t, id), client.ContactCorrection{Contact: "phone", Value: "503-555-0144"})
		if err != nil {
			t.Fatal(err)
		}
		if email, phone := changedAt(t, id); !email.IsZero() || !recent(phone) {
			t.Errorf("another number: e-mail %v, phone %v", email, phone)
		}
		_, err = d.CorrectContact(t.Context(), d.change(t, id), client.ContactCorrection{Contact: "email", Value: "desk." + id[:8] + "@example.org"})
		if err != nil {
			t.Fatal(err)
		}
		if email, phone := changedAt(t, id); !recent(email) || !recent(phone) {
			t.Errorf("another address: e-mail %v, phone %v", email, phone)
		}
	})
}

// self changes an account as its owner does, in the account console.
func (s *server) self(t *testing.T, login string, edit func(map[string]any)) {
	t.Helper()
	answer := s.granted(t, login, s.PatientPassword, "openid")
	call := func(method string, body *strings.Reader, into any) {
		request, err := http.NewRequestWithContext(t.Context(), method, s.ServerURL+"/realms/patients/account", body)
		if err != nil {
			t.Fatal(err)
		}
		request.Header = http.Header{
			"Authorization": {"Bearer " + answer["access_token"].(string)}, "Accept": {"application/json"}, "Content-Type": {"application/json"},
		}
		if status := s.do(t, request, into); status >= 300 {
			t.Fatalf("%s account: %d", method, status)
		}
	}
	var me map[string]any
	call(http.MethodGet, strings.NewReader(""), &me)
	delete(me, "userProfileMetadata")
	edit(me)
	call(http.MethodPost, strings.NewReader(encoded(t, me)), nil)
}

func TestFieldsAreGuessedFromTheUserProfile(t *testing.T) {
	s := realServer(t)
	report, err := s.desk(t, "agent").Fields(t.Context())
	report = must(t, report, err)
	want := client.FieldMap{
		client.FieldLoginID: "username", client.FieldGivenName: "firstName", client.FieldFamilyName: "lastName", client.FieldEmail: "email",
		client.FieldMRN: "attributes.mrn", client.FieldBirthDate: "attributes.birthDate", client.FieldPhone: "attributes.phone",
		client.FieldLanguage: "attributes.locale",
	}
	for field, path := range want {
		if report.Guess[field] != path {
			t.Errorf("%s is guessed as %q, want %q", field, report.Guess[field], path)
		}
	}
	titled := client.FieldPath{Path: "attributes.mrn", Title: "Medical record number"}
	if !slices.Contains(report.Paths, titled) || !slices.Contains(report.Paths, client.FieldPath{Path: "username"}) {
		t.Errorf("paths %v", report.Paths)
	}
}
