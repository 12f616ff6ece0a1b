//go:build servers

package keycloak_test

import (
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/keycloak"
	"portaldesk/client/signing"
	"portaldesk/client/transport"
)

// fresh makes a realm as an administrator gets it, with one patient, and takes it away after the test.
func (s *server) fresh(t *testing.T) string {
	t.Helper()
	name := "fresh-" + uuid.NewString()[:8]
	s.admin(t, http.MethodPost, "", map[string]any{"realm": name, "enabled": true}, nil)
	t.Cleanup(func() { s.admin(t, http.MethodDelete, "/"+name, nil, nil) })
	s.admin(t, http.MethodPost, "/"+name+"/users", map[string]any{
		"username": "first.patient", "firstName": "First", "lastName": "Patient", "email": "first@example.com", "enabled": true,
	}, nil)
	return name
}

func (s *server) prepare(t *testing.T, realm string, dryRun bool) (keycloak.Report, error) {
	t.Helper()
	return keycloak.Prepare(t.Context(), transport.Config{BaseURL: s.ServerURL, CAFile: s.CAFile}, keycloak.Preparation{
		Realm: realm, Login: s.Admin.Login, Password: s.Admin.Password, Agents: []string{"First.Agent"}, DryRun: dryRun,
	})
}

func states(r keycloak.Report) []keycloak.StepState {
	var found []keycloak.StepState
	for _, step := range r.Steps {
		found = append(found, step.State)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// A realm that nobody has touched: prepared, an agent put into the group, and she works. A second run changes nothing.
func TestFreshRealmIsPreparedAndWorkedIn(t *testing.T) {
	s := realServer(t)
	name := s.fresh(t)
	s.hire(t, name, "first.agent")
	planned, err := s.prepare(t, name, true)
	if planned = must(t, planned, err); !slices.Equal(states(planned), []keycloak.StepState{keycloak.Planned}) || planned.Changed() {
		t.Errorf("a dry run: %+v", planned.Steps)
	}
	made, err := s.prepare(t, name, false)
	if made = must(t, made, err); !slices.Equal(states(made), []keycloak.StepState{keycloak.Made}) || len(made.Steps) != len(planned.Steps) {
		t.Errorf("made: %+v", made.Steps)
	}
	again, err := s.prepare(t, name, false)
	if again = must(t, again, err); !slices.Equal(states(again), []keycloak.StepState{keycloak.There}) || again.Changed() {
		t.Errorf("a second run: %+v", again.Steps)
	}
	for _, off := range []string{"mail server", "Sign-ins are not kept", "Passwords can be guessed", "Login IDs cannot be changed"} {
		if !slices.ContainsFunc(made.Advice, func(a keycloak.Advice) bool { return strings.Contains(a.What, off) && a.Where != "" }) {
			t.Errorf("nothing is said of %q", off)
		}
	}
	c, session := s.browserDesk(t, name, "first.agent")
	if session.Agent.Role != client.RoleSupervisor || session.Agent.Name != "First Agent" {
		t.Errorf("signed in as %+v", session.Agent)
	}
	page, err := c.Search(t.Context(), client.Query{Text: "first.patient"})
	if page = must(t, page, err); len(page.Items) != 1 {
		t.Fatalf("%d patients", len(page.Items))
	}
	a, err := c.Account(t.Context(), page.Items[0].ID)
	a = must(t, a, err)
	did, err := c.ResetPassword(t.Context(), client.Change{Account: a.ID, Version: a.Version}, client.PasswordReset{Way: client.WayTemporary})
	if did = must(t, did, err); did.Secret == nil || !did.Account.MustChangePassword {
		t.Error("not reset")
	}
	if err := c.SignOut(t.Context()); err != nil {
		t.Error(err)
	}
}

// A token of the desk's client can do no more than a desk, whatever its owner may do elsewhere.
func TestAdministratorAtTheDeskIsAnAgent(t *testing.T) {
	s := realServer(t)
	name := s.fresh(t)
	if _, err := s.prepare(t, name, false); err != nil {
		t.Fatal(err)
	}
	s.hire(t, name, "first.admin")
	var clients []struct{ ID string }
	s.admin(t, http.MethodGet, "/"+name+"/clients?clientId=realm-management", nil, &clients)
	var admin map[string]any
	s.admin(t, http.MethodGet, "/"+name+"/clients/"+clients[0].ID+"/roles/realm-admin", nil, &admin)
	var users []struct{ ID string }
	s.admin(t, http.MethodGet, "/"+name+"/users?exact=true&username=first.admin", nil, &users)
	s.admin(t, http.MethodPost, "/"+name+"/users/"+users[0].ID+"/role-mappings/clients/"+clients[0].ID, []any{admin}, nil)
	keys := &keeper{}
	s.browserDeskWith(t, name, "first.admin", keys)
	tokens, err := keys.Tokens()
	request, err2 := http.NewRequestWithContext(t.Context(), http.MethodGet, s.ServerURL+"/admin/realms/"+name+"/clients", nil)
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	request.Header.Set("Authorization", "Bearer "+tokens.Access)
	if status := s.do(t, request, nil); status != http.StatusForbidden {
		t.Errorf("reading the realm's clients answers %d", status)
	}
}

func TestPrepareLeavesAloneWhatSomebodyMadeOtherwise(t *testing.T) {
	s := realServer(t)
	name := s.fresh(t)
	s.admin(t, http.MethodPost, "/"+name+"/clients", map[string]any{
		"clientId": "portaldesk", "publicClient": true, "redirectUris": []string{"https://elsewhere.example/*"},
	}, nil)
	report, err := s.prepare(t, name, false)
	if report = must(t, report, err); report.Steps[0].State != keycloak.Differs || !slices.Contains(states(report), keycloak.Absent) {
		t.Errorf("%+v", report.Steps)
	}
	var found []struct{ RedirectURIs []string }
	s.admin(t, http.MethodGet, "/"+name+"/clients?clientId=portaldesk", nil, &found)
	if !slices.Equal(found[0].RedirectURIs, []string{"https://elsewhere.example/*"}) {
		t.Errorf("redirects %v", found[0].RedirectURIs)
	}
}

func TestPrepareThatCannotBe(t *testing.T) {
	s := realServer(t)
	config := transport.Config{BaseURL: s.ServerURL, CAFile: s.CAFile}
	_, err := keycloak.Prepare(t.Context(), config, keycloak.Preparation{Realm: "nobodys", Login: s.Admin.Login, Password: s.Admin.Password})
	wantError(t, err, client.NotFound, keycloak.RealmUnknown)
	_, err = keycloak.Prepare(t.Context(), config, keycloak.Preparation{Realm: "patients", Login: s.Admin.Login, Password: "wrong"})
	wantError(t, err, client.Unauthenticated, "credentials-wrong")
	config.CAFile = ""
	_, err = keycloak.Prepare(t.Context(), config, keycloak.Preparation{Realm: "patients", Login: s.Admin.Login, Password: s.Admin.Password})
	wantError(t, err, client.Untrusted, transport.ChainIncomplete)
}

// hire makes an agent with a password.
func (s *server) hire(t *testing.T, realm, login string) {
	t.Helper()
	s.admin(t, http.MethodPost, "/"+realm+"/users", map[string]any{
		"username": login, "firstName": "First", "lastName": "Agent", "email": login + "@desk.example", "enabled": true,
		"credentials": []any{map[string]any{"type": "password", "value": "Desk-Pass-2026"}},
	}, nil)
}

func (s *server) browserDesk(t *testing.T, realm, login string) (*keycloak.Client, client.Session) {
	t.Helper()
	return s.browserDeskWith(t, realm, login, &keeper{})
}

// browserDeskWith signs an agent in as she does: code and PKCE, the realm's own sign-in page, and back to this computer.
func (s *server) browserDeskWith(t *testing.T, realm, login string, keys *keeper) (*keycloak.Client, client.Session) {
	t.Helper()
	config := transport.Config{BaseURL: keycloak.RealmURL(s.ServerURL, realm), CAFile: s.CAFile}
	signer, err := signing.New(signing.Config{Way: client.SignInBrowser, Issuer: config.BaseURL, Transport: config}, keys)
	if err != nil {
		t.Fatal(err)
	}
	c, err := keycloak.New(keycloak.Config{Transport: config}, signer)
	if err != nil {
		t.Fatal(err)
	}
	session, err := c.SignIn(t.Context(), client.Credentials{Show: func(page client.SignInPage) error {
		go s.fillIn(t, page.URL, login)
		return nil
	}})
	return c, must(t, session, err)
}

var formAction = regexp.MustCompile(`<form[^>]*action="([^"]+)"`)

// fillIn is a browser that knows one form.
func (s *server) fillIn(t *testing.T, page, login string) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Error(err)
		return
	}
	browser := &http.Client{Transport: s.bare.Transport, Jar: jar}
	response, err := browser.Get(page)
	if err != nil {
		t.Error(err)
		return
	}
	text, err := io.ReadAll(response.Body)
	response.Body.Close()
	action := formAction.FindSubmatch(text)
	if err != nil || action == nil {
		t.Errorf("no sign-in form: %d, %v", response.StatusCode, err)
		return
	}
	response, err = browser.PostForm(html.UnescapeString(string(action[1])), url.Values{"username": {login}, "password": {"Desk-Pass-2026"}})
	if err != nil {
		t.Error(err)
		return
	}
	response.Body.Close()
}
