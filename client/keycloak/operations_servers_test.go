//go:build servers

package keycloak_test

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/keycloak"
)

// letters answers the mail that the realm sent to an address, newest last.
func (s *server) letters(t *testing.T, address string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(s.MailDir, "*.eml"))
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "\nTo: "+address) {
			found = append(found, string(text))
		}
	}
	return found
}

// unquoted undoes quoted-printable as far as links need it: some letters are written so, in other languages.
var unquoted = strings.NewReplacer("=\r\n", "", "=\n", "", "=3D", "=")

var actionLink = regexp.MustCompile(`https://\S+/login-actions/action-token\?key=[\w.=-]+`)

func TestResetByLink(t *testing.T) {
	s := realServer(t)
	d, sample := s.desk(t, "supervisor"), s.take(t, "reachable")
	id, address := s.account(t, sample.Login).ID, sample.Says[client.IdentifierEmail]
	did, err := d.ResetPassword(t.Context(), d.change(t, id), client.PasswordReset{Way: client.WayLink, Contact: "email"})
	did = must(t, did, err)
	if did.Secret != nil || did.NextStep == "" || !slices.Equal(did.Notified, []client.Notice{{Kind: client.ContactEmail, To: did.Account.Contacts[0].Masked}}) {
		t.Errorf("%+v", did.Notified)
	}
	eventually(t, "the mail is there", func() bool { return len(s.letters(t, address)) == 1 })
	link := actionLink.FindString(unquoted.Replace(s.letters(t, address)[0]))
	if link == "" {
		t.Fatal("the mail has no link")
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, link, nil)
	if status := s.do(t, must(t, request, err), nil); status != http.StatusOK {
		t.Errorf("the link answers %d", status)
	}
	s.signIn(t, sample.Login, "openid") // the old password is good until the link is used
	mail, err := d.Mail(t.Context(), client.AccountID(id), 10)
	mail = must(t, mail, err)
	if len(mail) != 1 || mail[0].Kind != "reset-link" || mail[0].Status != client.MailSent || mail[0].To != did.Notified[0].To {
		t.Errorf("mail %+v", mail)
	}
}

func TestResetByTemporaryPassword(t *testing.T) {
	s := realServer(t)
	d, sample := s.desk(t, "supervisor"), s.take(t, "reachable")
	id := s.account(t, sample.Login).ID
	session := s.signIn(t, sample.Login, "openid")
	change := d.change(t, id)
	did, err := d.ResetPassword(t.Context(), change, client.PasswordReset{Way: client.WayTemporary})
	did = must(t, did, err)
	if did.Account.Status != client.StatusResetPending || !did.Account.MustChangePassword || did.EndedSessions != 1 || s.goesOn(t, session) {
		t.Errorf("%s, must change %v, %d sessions ended", did.Account.Status, did.Account.MustChangePassword, did.EndedSessions)
	}
	if did.Account.Version == change.Version || did.Account.Version != d.open(t, id).Version {
		t.Error("changed without another version")
	}
	if _, status := s.grant(t, "patients", s.TestClientID, sample.Login, s.PatientPassword); status == http.StatusOK {
		t.Error("the old password works")
	}
	// The server lets nobody in before the password is changed, and says so only to whoever knows the temporary one.
	if said := s.complaint(t, sample.Login, did.Secret.Value); said != "Account is not fully set up" {
		t.Errorf("the temporary password: %q", said)
	}
	if said := s.complaint(t, sample.Login, strings.ToLower(did.Secret.Value)); said != "Invalid user credentials" {
		t.Errorf("another password: %q", said)
	}
	_, err = d.ResetPassword(t.Context(), change, client.PasswordReset{Way: client.WayTemporary})
	wantError(t, err, client.Stale, "account-changed")
}

// complaint is why the server refuses a password.
func (s *server) complaint(t *testing.T, login, password string) string {
	t.Helper()
	form := strings.NewReader("grant_type=password&client_id=" + s.TestClientID + "&username=" + login + "&password=" + password)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+"/protocol/openid-connect/token", form)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.refused(t, request)
}

func TestTemporaryPasswordMeetsTheRealmsRules(t *testing.T) {
	s := realServer(t)
	d, sample := s.desk(t, "supervisor"), s.take(t, "reachable")
	id := s.account(t, sample.Login).ID
	usual := map[string]any{"passwordPolicy": "length(12) and digits(1) and upperCase(1) and notUsername"}
	for _, rules := range []string{
		"lowerCase(1)", "length(20) and lowerCase(3)", "length(30) and specialChars(6) and digits(4) and upperCase(4) and lowerCase(4) and notEmail",
	} {
		s.realm(t, map[string]any{"passwordPolicy": rules}, usual)
		did, err := d.ResetPassword(t.Context(), d.change(t, id), client.PasswordReset{Way: client.WayTemporary})
		if did = must(t, did, err); s.complaint(t, sample.Login, strings.ReplaceAll(did.Secret.Value, "+", "%2B")) != "Account is not fully set up" {
			t.Errorf("%s: the secret is not the password", rules)
		}
	}
	s.realm(t, map[string]any{"passwordPolicy": "length(200)"}, usual)
	_, err := d.ResetPassword(t.Context(), d.change(t, id), client.PasswordReset{Way: client.WayTemporary})
	wantError(t, err, client.Conflict, keycloak.PasswordRules)
}

func TestNoCodesAndNoAccessCodes(t *testing.T) {
	s := realServer(t)
	d, sample := s.desk(t, "supervisor"), s.take(t, "reachable")
	change := d.change(t, s.account(t, sample.Login).ID)
	_, err := d.ResetPassword(t.Context(), change, client.PasswordReset{Way: client.WayCode, Contact: "email"})
	wantError(t, err, client.NotOffered, "")
	_, err = d.IssueAccessCode(t.Context(), change, client.AccessCodeIssue{Channel: client.ByVoice})
	wantError(t, err, client.NotOffered, "")
	_, err = d.ResetPassword(t.Context(), change, client.PasswordReset{Way: client.WayLink, Contact: "phone"})
	wantError(t, err, client.Conflict, "no-contact")
}

func TestChangeLoginID(t *testing.T) {
	s := realServer(t)
	d, sample, other := s.desk(t, "supervisor"), s.take(t, "reachable"), s.take(t, "reachable")
	id := s.account(t, sample.Login).ID
	before := s.accountByID(t, client.AccountID(id))
	did, err := d.ChangeLoginID(t.Context(), d.change(t, id), "Renamed."+id[:8])
	did = must(t, did, err)
	after := s.accountByID(t, client.AccountID(id))
	if after.Username != "renamed."+id[:8] || did.Account.LoginID != "re****" {
		t.Errorf("the login ID is %s", did.Account.LoginID)
	}
	after.Username = before.Username
	if encoded(t, after) != encoded(t, before) {
		t.Error("something else changed too")
	}
	_, err = d.ChangeLoginID(t.Context(), d.change(t, id), other.Login)
	wantError(t, err, client.Conflict, "login-id-taken")
	for _, unusable := range []string{"", "a b", strings.Repeat("x", 300), "x", "<script>"} {
		_, err := d.ChangeLoginID(t.Context(), d.change(t, id), unusable)
		wantError(t, err, client.Invalid, "login-id-invalid")
	}
}

// The server answers yes to a new login ID where the address is the login ID, and changes nothing; and a realm may be changed
// after the agent signed in.
func TestLoginIDThatTheRealmFixes(t *testing.T) {
	s := realServer(t)
	d, sample := s.desk(t, "supervisor"), s.take(t, "reachable")
	id := s.account(t, sample.Login).ID
	change := d.change(t, id)
	t.Run("read-only", func(t *testing.T) {
		s.realm(t, map[string]any{"editUsernameAllowed": false}, map[string]any{"editUsernameAllowed": true})
		_, err := d.ChangeLoginID(t.Context(), change, "another.login")
		wantError(t, err, client.NotOffered, keycloak.ReadOnly)
	})
	t.Run("address", func(t *testing.T) {
		s.realm(t, map[string]any{"registrationEmailAsUsername": true}, map[string]any{"registrationEmailAsUsername": false})
		_, err := d.ChangeLoginID(t.Context(), change, "another.login")
		if err == nil {
			t.Error("a login ID that was not changed is said to be")
		}
		fresh := s.desk(t, "supervisor")
		did, err := fresh.CorrectContact(t.Context(), fresh.change(t, id), client.ContactCorrection{Contact: "email", Value: "As.Login." + id[:8] + "@example.org"})
		if did = must(t, did, err); s.accountByID(t, client.AccountID(id)).Username != "as.login."+id[:8]+"@example.org" {
			t.Error("the login ID does not follow the address")
		}
	})
}

// Disabling an account leaves its sessions where they are; they must not go on when it is enabled again.
func TestDeactivateAndActivate(t *testing.T) {
	s := realServer(t)
	d, sample := s.desk(t, "supervisor"), s.take(t, "reachable")
	id := s.account(t, sample.Login).ID
	online, offline := s.signIn(t, sample.Login, "openid"), s.signIn(t, sample.Login, "openid offline_access")
	_, err := d.Deactivate(t.Context(), d.change(t, id), "")
	wantError(t, err, client.Invalid, "reason-invalid")
	did, err := d.Deactivate(t.Context(), d.change(t, id), "asked by the patient")
	if did = must(t, did, err); did.Account.Status != client.StatusDeactivated || did.EndedSessions != 2 {
		t.Errorf("%s, %d sessions ended", did.Account.Status, did.EndedSessions)
	}
	_, err = d.Deactivate(t.Context(), d.change(t, id), "again")
	wantError(t, err, client.Conflict, "state-not-suited")
	did, err = d.Activate(t.Context(), d.change(t, id))
	if did = must(t, did, err); did.Account.Status != client.StatusActive {
		t.Errorf("activated, and %s", did.Account.Status)
	}
	if s.goesOn(t, online) || s.goesOn(t, offline) {
		t.Error("a session of before goes on")
	}
	s.signIn(t, sample.Login, "openid")
	_, err = d.Activate(t.Context(), d.change(t, id))
	wantError(t, err, client.Conflict, "state-not-suited")
}

// Sessions that somebody else left open when he disabled the account do not come back with it.
func TestActivateRevivesNoSession(t *testing.T) {
	s := realServer(t)
	d, sample := s.desk(t, "supervisor"), s.take(t, "reachable")
	id := s.account(t, sample.Login).ID
	session := s.signIn(t, sample.Login, "openid")
	s.put(t, id, func(whole map[string]any) { whole["enabled"] = false })
	did, err := d.Activate(t.Context(), d.change(t, id))
	if did = must(t, did, err); did.EndedSessions != 1 || s.goesOn(t, session) {
		t.Errorf("%d sessions ended", did.EndedSessions)
	}
}

func TestUnlock(t *testing.T) {
	s := realServer(t)
	d := s.desk(t, "supervisor")
	t.Run("locked for a time", func(t *testing.T) {
		sample := s.take(t, "reachable")
		id := s.account(t, sample.Login).ID
		s.lock(t, sample.Login)
		did, err := d.Unlock(t.Context(), d.change(t, id))
		if did = must(t, did, err); did.Account.Status != client.StatusActive || did.Account.LockedUntil != nil || did.NextStep == "" {
			t.Errorf("unlocked, and %s", did.Account.Status)
		}
		s.signIn(t, sample.Login, "openid")
		_, err = d.Unlock(t.Context(), d.change(t, id))
		wantError(t, err, client.Conflict, "state-not-suited")
	})
	t.Run("locked for good", func(t *testing.T) {
		sample := s.take(t, "reachable")
		id := s.account(t, sample.Login).ID
		s.realm(t, map[string]any{"permanentLockout": true}, map[string]any{"permanentLockout": false})
		s.lock(t, sample.Login)
		a := d.open(t, id)
		if a.Status != client.StatusLocked || a.LockedUntil != nil {
			t.Errorf("%s until %v", a.Status, a.LockedUntil)
		}
		_, err := d.Activate(t.Context(), d.change(t, id))
		wantError(t, err, client.Conflict, "state-not-suited")
		did, err := d.Unlock(t.Context(), d.change(t, id))
		if did = must(t, did, err); did.Account.Status != client.StatusActive {
			t.Errorf("unlocked, and %s", did.Account.Status)
		}
		s.signIn(t, sample.Login, "openid")
	})
	t.Run("locked for good, and the server started again since", func(t *testing.T) {
		id := s.account(t, s.take(t, "locked").Login).ID // as imported: only the attribute says so
		did, err := d.Unlock(t.Context(), d.change(t, id))
		if did = must(t, did, err); did.Account.Status != client.StatusActive {
			t.Errorf("unlocked, and %s", did.Account.Status)
		}
	})
}

// Whatever is done to an account that is locked for a time, it is neither disabled nor unlocked by it.
func TestLockedForATimeIsNeverDisabled(t *testing.T) {
	s := realServer(t)
	d, sample := s.desk(t, "supervisor"), s.take(t, "reachable")
	id := s.account(t, sample.Login).ID
	s.lock(t, sample.Login)
	for name, do := range map[string]func(client.Change) (client.Outcome, error){
		"login ID": func(c client.Change) (client.Outcome, error) {
			return d.ChangeLoginID(t.Context(), c, "locked."+id[:8])
		},
		"phone": func(c client.Change) (client.Outcome, error) {
			return d.CorrectContact(t.Context(), c, client.ContactCorrection{Contact: "phone", Value: "503-555-0177"})
		},
		"address": func(c client.Change) (client.Outcome, error) {
			return d.CorrectContact(t.Context(), c, client.ContactCorrection{Contact: "email", Value: "locked." + id[:8] + "@example.org"})
		},
		"reset": func(c client.Change) (client.Outcome, error) {
			return d.ResetPassword(t.Context(), c, client.PasswordReset{Way: client.WayTemporary})
		},
		"link": func(c client.Change) (client.Outcome, error) {
			return d.ResetPassword(t.Context(), c, client.PasswordReset{Way: client.WayLink, Contact: "email"})
		},
		"sign out": func(c client.Change) (client.Outcome, error) { return d.SignOutEverywhere(t.Context(), c) },
	} {
		did, err := do(d.change(t, id))
		if did = must(t, did, err); did.Account.Status != client.StatusLocked {
			t.Errorf("%s: locked before, %s after", name, did.Account.Status)
		}
		if !s.accountByID(t, client.AccountID(id)).Enabled || !s.locked(t, id) {
			t.Errorf("%s: disabled or unlocked", name)
		}
	}
}

func TestSignOutEverywhere(t *testing.T) {
	s := realServer(t)
	d, sample := s.desk(t, "supervisor"), s.take(t, "reachable")
	id := s.account(t, sample.Login).ID
	online, offline := s.signIn(t, sample.Login, "openid"), s.signIn(t, sample.Login, "openid offline_access")
	did, err := d.SignOutEverywhere(t.Context(), d.change(t, id))
	if did = must(t, did, err); did.EndedSessions != 2 || s.goesOn(t, online) || s.goesOn(t, offline) {
		t.Errorf("%d sessions ended", did.EndedSessions)
	}
	if sessions, err := d.Sessions(t.Context(), client.AccountID(id), 10); len(must(t, sessions, err)) != 0 {
		t.Errorf("%d sessions left", len(sessions))
	}
	did, err = d.SignOutEverywhere(t.Context(), d.change(t, id))
	if did = must(t, did, err); did.EndedSessions != 0 {
		t.Errorf("signed in nowhere, and %d sessions ended", did.EndedSessions)
	}
}

func TestResendInvitation(t *testing.T) {
	s := realServer(t)
	d, sample := s.desk(t, "supervisor"), s.take(t, "invited")
	did, err := d.ResendInvitation(t.Context(), d.change(t, s.account(t, sample.Login).ID), "email")
	if did = must(t, did, err); len(did.Notified) != 1 || did.Account.Status != client.StatusInvited {
		t.Errorf("%d notified, %s", len(did.Notified), did.Account.Status)
	}
	eventually(t, "the mail is there", func() bool { return len(s.letters(t, sample.Says[client.IdentifierEmail])) == 1 })
	_, err = d.ResendInvitation(t.Context(), d.change(t, s.account(t, s.take(t, "reachable").Login).ID), "email")
	wantError(t, err, client.Conflict, "state-not-suited")
}

func TestCorrectContact(t *testing.T) {
	s := realServer(t)
	d, sample, other := s.desk(t, "supervisor"), s.take(t, "reachable"), s.take(t, "reachable")
	id := s.account(t, sample.Login).ID
	before := s.accountByID(t, client.AccountID(id))
	wanted := "corrected." + id[:8] + "@example.org"
	did, err := d.CorrectContact(t.Context(), d.change(t, id), client.ContactCorrection{Contact: "email", Value: " " + strings.ToUpper(wanted) + " "})
	did = must(t, did, err)
	if did.Account.Contacts[0].Verified || len(did.Notified) != 1 || !did.Account.Contacts[0].ProvesFrom.After(time.Now()) {
		t.Errorf("verified %v, %d notified", did.Account.Contacts[0].Verified, len(did.Notified))
	}
	eventually(t, "the new address is told", func() bool { return len(s.letters(t, wanted)) == 1 })
	did, err = d.CorrectContact(t.Context(), d.change(t, id), client.ContactCorrection{Contact: "phone", Value: "(503) 555-0133"})
	if did = must(t, did, err); did.Account.Contacts[1].Masked != "***-***-0133" {
		t.Errorf("the number is %s", did.Account.Contacts[1].Masked)
	}
	after := s.accountByID(t, client.AccountID(id))
	if after.Email != wanted || after.EmailVerified || !slices.Equal(after.Attributes["phone"], []string{"+15035550133"}) {
		t.Error("not as it was ordered")
	}
	after.Email, after.EmailVerified, after.Attributes["phone"] = before.Email, before.EmailVerified, before.Attributes["phone"]
	if encoded(t, after) != encoded(t, before) {
		t.Error("something else changed too")
	}
	_, err = d.CorrectContact(t.Context(), d.change(t, id), client.ContactCorrection{Contact: "email", Value: other.Says[client.IdentifierEmail]})
	wantError(t, err, client.Conflict, keycloak.ContactTaken)
	for _, wrong := range []client.ContactCorrection{
		{Contact: "email", Value: "no address"}, {Contact: "email", Value: "a@b, c@d"}, {Contact: "phone", Value: "call me"}, {Contact: "phone"},
		{Contact: "fax", Value: "503-555-0133"},
	} {
		_, err := d.CorrectContact(t.Context(), d.change(t, id), wrong)
		wantError(t, err, client.Invalid, "contact-invalid")
	}
}

// What the agent is not shown must not be lost: attributes that only patients see, and ones the user profile does not know.
func TestAttributesOutOfSightStay(t *testing.T) {
	s := realServer(t)
	d, sample := s.desk(t, "supervisor"), s.take(t, "reachable")
	id := s.account(t, sample.Login).ID
	var profile, more map[string]any
	s.admin(t, http.MethodGet, "/patients/users/profile", nil, &profile)
	s.admin(t, http.MethodGet, "/patients/users/profile", nil, &more)
	own := map[string]any{"name": "nickname", "permissions": map[string]any{"view": []string{"user"}, "edit": []string{"user"}}}
	more["attributes"] = append(more["attributes"].([]any), own)
	s.admin(t, http.MethodPut, "/patients/users/profile", more, nil)
	t.Cleanup(func() { s.admin(t, http.MethodPut, "/patients/users/profile", profile, nil) })
	s.self(t, sample.Login, func(me map[string]any) { me["attributes"].(map[string]any)["nickname"] = []string{"Bear"} })
	delete(more, "unmanagedAttributePolicy")
	s.admin(t, http.MethodPut, "/patients/users/profile", more, nil)
	_, err := d.CorrectContact(t.Context(), d.change(t, id), client.ContactCorrection{Contact: "phone", Value: "503-555-0166"})
	if err != nil {
		t.Fatal(err)
	}
	s.self(t, sample.Login, func(me map[string]any) {
		if nick, _ := me["attributes"].(map[string]any)["nickname"].([]any); !slices.Equal(nick, []any{"Bear"}) {
			t.Errorf("what only the patient sees is %v", nick)
		}
	})
	s.admin(t, http.MethodPut, "/patients/users/profile", profile, nil)
	if locale := s.accountByID(t, client.AccountID(id)).Attributes["locale"]; len(locale) != 1 {
		t.Errorf("what the profile does not know is %v", locale)
	}
}

func TestRealmWithoutMailServer(t *testing.T) {
	s := realServer(t)
	var realm struct{ SMTPServer map[string]string }
	s.admin(t, http.MethodGet, "/patients", nil, &realm)
	s.realm(t, map[string]any{"smtpServer": map[string]string{}}, map[string]any{"smtpServer": realm.SMTPServer})
	d, sample := s.desk(t, "supervisor"), s.take(t, "reachable")
	id := s.account(t, sample.Login).ID
	about, err := d.About(t.Context())
	if about = must(t, about, err); !about.Offers(client.ResetByLink) {
		t.Error("an agent without view-realm cannot know yet")
	}
	_, err = d.ResetPassword(t.Context(), d.change(t, id), client.PasswordReset{Way: client.WayLink, Contact: "email"})
	wantError(t, err, client.NotOffered, keycloak.MailOff)
	about, err = d.About(t.Context())
	if about = must(t, about, err); about.Offers(client.ResetByLink) || !strings.Contains(about.Abilities[client.ResetByLink].WayAround, "temporary password") {
		t.Errorf("after it was found out: %+v", about.Abilities[client.ResetByLink])
	}
	did, err := d.CorrectContact(t.Context(), d.change(t, id), client.ContactCorrection{Contact: "email", Value: "untold." + id[:8] + "@example.org"})
	if did = must(t, did, err); len(did.Notified) != 0 || !strings.Contains(did.NextStep, "could not be written to") {
		t.Errorf("%d notified, %q", len(did.Notified), did.NextStep)
	}
}

func TestMailServerThatDoesNotAnswer(t *testing.T) {
	s := realServer(t)
	var realm struct{ SMTPServer map[string]string }
	s.admin(t, http.MethodGet, "/patients", nil, &realm)
	dead := map[string]string{"host": "127.0.0.1", "port": "1", "from": "portal@example.com"}
	s.realm(t, map[string]any{"smtpServer": dead}, map[string]any{"smtpServer": realm.SMTPServer})
	d, sample := s.desk(t, "supervisor"), s.take(t, "reachable")
	_, err := d.ResetPassword(t.Context(), d.change(t, s.account(t, sample.Login).ID), client.PasswordReset{Way: client.WayLink, Contact: "email"})
	wantError(t, err, client.Unavailable, keycloak.MailFailed)
}
