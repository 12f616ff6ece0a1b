package scim_test

import (
	"net/http"
	"strings"
	"testing"

	"portaldesk/client"
	"portaldesk/client/scim"
)

func TestRefusalsMeanWhatTheyMeanForWhatWasOrdered(t *testing.T) {
	lasting := func(config *scim.Config) { config.LastingPasswords = true }
	orders := map[string]func(*scim.Client, client.Change) error{
		"login": func(c *scim.Client, change client.Change) error {
			_, err := c.ChangeLoginID(t.Context(), change, "new.1")
			return err
		},
		"off": func(c *scim.Client, change client.Change) error {
			_, err := c.Deactivate(t.Context(), change, "x")
			return err
		},
		"mail": func(c *scim.Client, change client.Change) error {
			_, err := c.CorrectContact(t.Context(), change, client.ContactCorrection{Contact: "email:home", Value: "n@example.com"})
			return err
		},
		"password": func(c *scim.Client, change client.Change) error {
			_, err := c.ResetPassword(t.Context(), change, client.PasswordReset{Way: client.WayTemporary})
			return err
		},
	}
	for _, test := range []struct {
		order  string
		status int
		kind   string
		want   client.Kind
		code   string
	}{
		{"login", 409, "uniqueness", client.Conflict, "login-id-taken"}, {"login", 409, "", client.Conflict, "login-id-taken"},
		{"login", 400, "invalidValue", client.Invalid, "login-id-invalid"}, {"login", 400, "mutability", client.NotOffered, "read-only"},
		{"login", 400, "uniqueness", client.Conflict, "login-id-taken"},
		{"off", 409, "", client.Stale, "account-changed"}, {"off", 412, "", client.Stale, "account-changed"},
		{"off", 403, "", client.Forbidden, "role-not-allowed"}, {"off", 404, "", client.NotFound, "account-not-found"},
		{"off", 400, "invalidVers", client.Stale, "account-changed"}, {"off", 501, "", client.NotOffered, "not-offered"},
		{"off", 429, "", client.Throttled, ""}, {"off", 500, "", client.Unavailable, ""}, {"off", 504, "", client.OutcomeUnknown, ""}, {"off", 418, "", client.Protocol, "unexpected-status"},
		{"mail", 409, "uniqueness", client.Conflict, "contact-taken"}, {"mail", 400, "noTarget", client.Invalid, "contact-invalid"},
		{"password", 400, "invalidValue", client.Conflict, "password-rules"},
	} {
		t.Run(test.order+" "+number(test.status)+" "+test.kind, func(t *testing.T) {
			f := newFake(t)
			f.write = refused(test.status, test.kind)
			c := f.desk(t, lasting)
			err := orders[test.order](c, change(t, c))
			wantError(t, err, test.want, test.code)
			if err != nil && strings.Contains(err.Error(), "Maria") {
				t.Error("the error repeats the server's words")
			}
		})
	}
}

// Keycloak's SCIM takes no token of a program on a desk, and says so at the first question.
func TestAServerThatTakesNoPublicClient(t *testing.T) {
	f := newFake(t)
	f.describe = answer(403, `{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"403","detail":"Public client not allowed"}`)
	c := connect(t, scim.Config{Transport: f.transport()})
	_, err := c.SignIn(t.Context(), client.Credentials{Login: "ana", Token: "t"})
	wantError(t, err, client.Forbidden, scim.PublicClient)
}

func TestAConflictInKeycloaksWords(t *testing.T) {
	f := newFake(t)
	f.write = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(409)
		_, _ = w.Write([]byte(`{"error":"conflict","error_description":"Duplicate resource error"}`))
	}
	c := f.desk(t)
	_, err := c.ChangeLoginID(t.Context(), change(t, c), "new.1")
	wantError(t, err, client.Conflict, "login-id-taken")
}

func TestAGatewaysPageIsNoRefusal(t *testing.T) {
	f := newFake(t)
	f.write = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(404)
	}
	c := f.desk(t)
	_, err := c.Deactivate(t.Context(), change(t, c), "x")
	if client.KindOf(err) != client.Protocol {
		t.Errorf("got %v", err)
	}
}

func TestASessionThatTheServerNoLongerTakesIsOver(t *testing.T) {
	f := newFake(t)
	f.write = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(401) }
	c := f.desk(t)
	_, err := c.Deactivate(t.Context(), change(t, c), "x")
	if client.KindOf(err) != client.Unauthenticated {
		t.Errorf("got %v", err)
	}
}

// Each password that the rules refuse is followed by a longer one, and none of them is in an error.
func TestPasswordsGrowUntilTheRulesTakeOne(t *testing.T) {
	f := newFake(t)
	f.write = func(w http.ResponseWriter, r *http.Request) {
		if len(f.requests(http.MethodPatch)) < 3 {
			refused(400, "invalidValue")(w, r)
			return
		}
		w.WriteHeader(204)
	}
	c := f.desk(t, func(config *scim.Config) { config.LastingPasswords = true })
	outcome, err := c.ResetPassword(t.Context(), change(t, c), client.PasswordReset{Way: client.WayTemporary})
	must(t, outcome, err)
	sent := f.requests(http.MethodPatch)
	if len(sent) != 3 || !strings.Contains(sent[2].body, outcome.Secret.Value) || len(sent[0].body) >= len(sent[2].body) {
		t.Errorf("%d passwords were sent", len(sent))
	}
}
