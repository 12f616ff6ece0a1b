package keycloak_test

import (
	"net/http"
	"strings"
	"testing"

	"portaldesk/client"
	"portaldesk/client/keycloak"
)

// What a Keycloak 26.7.3 answered, and what can be done next.
func TestRefusals(t *testing.T) {
	email := func(c *keycloak.Client, change client.Change, t *testing.T) error {
		_, err := c.CorrectContact(t.Context(), change, client.ContactCorrection{Contact: "email", Value: "new10@example.com"})
		return err
	}
	login := func(c *keycloak.Client, change client.Change, t *testing.T) error {
		_, err := c.ChangeLoginID(t.Context(), change, "another.login")
		return err
	}
	link := func(c *keycloak.Client, change client.Change, t *testing.T) error {
		_, err := c.ResetPassword(t.Context(), change, client.PasswordReset{Way: client.WayLink, Contact: "email"})
		return err
	}
	temporary := func(c *keycloak.Client, change client.Change, t *testing.T) error {
		_, err := c.ResetPassword(t.Context(), change, client.PasswordReset{Way: client.WayTemporary})
		return err
	}
	user := "PUT /users/" + accountID
	for name, c := range map[string]struct {
		do      func(*keycloak.Client, client.Change, *testing.T) error
		request string
		status  int
		body    string
		kind    client.Kind
		code    string
		field   string
	}{
		"taken login ID":      {login, user, 409, `{"errorMessage":"User exists with same username"}`, client.Conflict, "login-id-taken", "loginId"},
		"taken address":       {email, user, 409, `{"errorMessage":"User exists with same email"}`, client.Conflict, keycloak.ContactTaken, "value"},
		"short login ID":      {login, user, 400, `{"field":"username","errorMessage":"error-invalid-length","params":["username",3,255]}`, client.Invalid, "login-id-invalid", "loginId"},
		"strange login ID":    {login, user, 400, `{"field":"username","errorMessage":"error-username-invalid-character","params":["username"]}`, client.Invalid, "login-id-invalid", "loginId"},
		"fixed login ID":      {login, user, 400, `{"field":"username","errorMessage":"error-user-attribute-read-only","params":["username"]}`, client.NotOffered, keycloak.ReadOnly, ""},
		"address refused":     {email, user, 400, `{"field":"email","errorMessage":"error-invalid-email","params":["email","not an address"]}`, client.Invalid, "contact-invalid", "value"},
		"several errors":      {email, user, 400, `{"errors":[{"field":"email","errorMessage":"error-invalid-email","params":["email"]},{"field":"phone","errorMessage":"error-invalid-length"}]}`, client.Invalid, "contact-invalid", "value"},
		"forbidden":           {login, user, 403, `{"error":"HTTP 403 Forbidden"}`, client.Forbidden, "role-not-allowed", ""},
		"gone":                {login, user, 404, `{"error":"User not found"}`, client.NotFound, "account-not-found", ""},
		"failed":              {login, user, 500, `{"error":"unknown_error","error_description":"For more on this error consult the server log."}`, client.Unavailable, "", ""},
		"gateway's page":      {login, user, 403, `<html>Access denied for raj.haddad.10@example.com</html>`, client.Protocol, "not-a-problem-document", ""},
		"gateway is busy":     {login, user, 503, `<html>busy</html>`, client.Unavailable, "", ""},
		"weak password":       {temporary, user + "/reset-password", 400, `{"error":"invalidPasswordMinUpperCaseCharsMessage","error_description":"Invalid password: must contain at least 1 upper case characters."}`, client.Conflict, keycloak.PasswordRules, ""},
		"no mail server":      {link, user + "/execute-actions-email", 500, `{"errorMessage":"Failed to send execute actions email: Invalid sender address 'null'. If the address contains UTF-8 characters in the local part please ensure the SMTP server supports the SMTPUTF8 extension and enable 'Allow UTF-8' in the email realm configuration."}`, client.NotOffered, keycloak.MailOff, ""},
		"mail server is down": {link, user + "/execute-actions-email", 500, `{"errorMessage":"Failed to send execute actions email: Error when attempting to send the email to the server."}`, client.Unavailable, keycloak.MailFailed, ""},
		"disabled":            {link, user + "/execute-actions-email", 400, `{"errorMessage":"User is disabled"}`, client.Conflict, "state-not-suited", ""},
		"no address":          {link, user + "/execute-actions-email", 400, `{"errorMessage":"User email missing"}`, client.Conflict, "no-contact", ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRecorded(t)
			desk := r.desk(t)
			change := change(t, desk)
			r.gives(c.request, c.status, c.body)
			err := c.do(desk, change, t)
			if client.KindOf(err) != c.kind || client.CodeOf(err) != c.code {
				t.Fatalf("got %v, want %s (%s)", err, c.kind, c.code)
			}
			fault := err.(*client.Error)
			if (c.field == "") != (len(fault.Fields) == 0) || c.field != "" && fault.Fields[0].Field != c.field {
				t.Errorf("fields %v, want %q", fault.Fields, c.field)
			}
			for _, private := range []string{"haddad", "new10", "another.login", "upper case", "sender"} {
				if strings.Contains(strings.ToLower(err.Error()), private) {
					t.Errorf("the error tells %q", private)
				}
			}
		})
	}
}

// A token that ran out is told as that, so that the session can be refreshed.
func TestExpiredToken(t *testing.T) {
	r := newRecorded(t)
	desk := r.desk(t)
	r.gives("GET /ui-ext/brute-force-user", http.StatusUnauthorized, `{"error":"HTTP 401 Unauthorized"}`)
	_, err := desk.Search(t.Context(), client.Query{Text: "haddad"})
	if client.KindOf(err) != client.Unauthenticated {
		t.Errorf("got %v", err)
	}
}

// Answers that no Keycloak gives end in an error, and not in somebody else's account on the screen.
func TestHostileAnswers(t *testing.T) {
	user := "GET /users/" + accountID
	for name, c := range map[string]struct{ request, body string }{
		"another account":      {user, strings.Replace(recordedUser, accountID, "11111111-9813-4e1a-b77d-d0062b9381d6", 1)},
		"no account":           {user, `{}`},
		"a list":               {user, `[` + recordedUser + `]`},
		"null":                 {user, `null`},
		"attributes as text":   {user, strings.Replace(recordedUser, `["+12125550010"]`, `"+12125550010"`, 1)},
		"nested without end":   {user, strings.Repeat(`{"attributes":`, 5000)},
		"not UTF-8":            {user, strings.Replace(recordedUser, "Raj", "R\xff", 1)},
		"a lock of text":       {"GET /attack-detection/brute-force/users/" + accountID, `{"disabled":"yes"}`},
		"credentials as words": {user + "/credentials", `["password"]`},
		"endless":              {user, `{"id":"` + strings.Repeat("x", 9<<20) + `"}`},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRecorded(t)
			desk := r.desk(t)
			r.gives(c.request, 200, c.body)
			if _, err := desk.Account(t.Context(), accountID); client.KindOf(err) != client.Protocol {
				t.Errorf("got %v", err)
			}
		})
	}
}

// Odd values that are possible do no harm.
func TestOddValues(t *testing.T) {
	r := newRecorded(t)
	desk := r.desk(t)
	r.gives("GET /users/"+accountID, 200, `{"id":"`+accountID+`","username":"","attributes":{"phone":[],"birthDate":["not a date"],"locale":["§"],"mrn":[""]},"enabled":true,"createdTimestamp":9223372036854775807,"requiredActions":null}`)
	r.gives("GET /attack-detection/brute-force/users/"+accountID, 200, `{"disabled":true,"failedLoginNotBefore":9223372036854775807,"numFailures":-1}`)
	a, err := desk.Account(t.Context(), accountID)
	if err != nil {
		t.Fatal(err)
	}
	if a.Status != client.StatusLocked || a.LockedUntil != nil || len(a.Contacts) != 0 || a.BirthDate != "" || a.Language != "" || a.Minor {
		t.Errorf("%+v", a)
	}
}
