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
	// The server lets nobody in before the password is changed, and says so only to whoever knows the temporary one, once it
	// has counted the failure above.
	eventually(t, "the temporary password is the right one", func() bool {
		return s.complaint(t, sample.Login, did.Secret.Value) == "Account is not fully set up"
	})
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
