//go:build servers

package keycloak_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/keycloak"
)

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
		if must(t, did, err); s.accountByID(t, client.AccountID(id)).Username != "as.login."+id[:8]+"@example.org" {
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
		id := s.account(t, s.take(t, "locked-for-good").Login).ID // as imported: only the attribute says so
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
