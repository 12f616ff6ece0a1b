//go:build servers

package reach_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/client/portaltest"
)

func TestKeycloakConforms(t *testing.T) {
	s := started(t, "keycloak", nil)
	agents := map[client.Role]portaltest.Agent{}
	for role, agent := range s.Agents {
		if role != "nobody" {
			agents[role] = portaltest.Agent{Way: client.SignInToken, Login: agent.Login, Token: s.grant(t, role)}
		}
	}
	p := s.profile(profile.KindKeycloak)
	p.SignIn.Way = client.SignInToken
	supervisor := client.Credentials{Login: agents[client.RoleSupervisor].Login, Token: agents[client.RoleSupervisor].Token}
	p = mapped(t, p, supervisor)
	var all []owner
	readJSON(t, s.PatientsFile, &all)
	patients := s.newOwners(t, all, p, supervisor)
	patients.prepare[portaltest.Locked] = func(o owner) { s.lockOut(t, o) }
	patients.prepare[portaltest.Reachable] = func(o owner) { s.enter(t, o, s.PatientPassword) }
	patients.prepare[portaltest.Invited] = func(o owner) {
		s.newRealmAdmin(t).send(http.MethodPut, "/users/"+string(o.ID)+"/execute-actions-email", []string{"VERIFY_EMAIL"}, nil)
	}
	portaltest.Run(t, portaltest.Target{
		Name: "keycloak", Connect: connect(t, p, nil), Agents: agents, Keeps: identityServer(portaltest.Sifted),
		Crowd: client.Query{Status: client.StatusActive}, Sample: patients.sample, Out: portaltest.OutOfBand{CallBacks: true},
		Faults: portaltest.Faults{Revoke: func(login string) func() { return s.newRealmAdmin(t).revoke(login) }},
	})
}

// grant signs an agent of a Keycloak in behind the desk's back, for tests that need no browser.
func (s server) grant(t testing.TB, role client.Role) string {
	t.Helper()
	agent := s.Agents[role]
	var tokens struct {
		Access string `json:"access_token"`
	}
	s.post(t, url.Values{
		"grant_type": {"password"}, "client_id": {s.TestClientID}, "scope": {"openid"}, "username": {agent.Login}, "password": {agent.Password},
	}, &tokens)
	if tokens.Access == "" {
		t.Fatalf("no token for %s", role)
	}
	return tokens.Access
}

// wrongPasswords are more than the realm lets pass.
const wrongPasswords = 6

// lockOut has a patient lock herself out, by wrong passwords: of those who were loaded as locked the server has seen none.
func (s server) lockOut(t testing.TB, o owner) {
	t.Helper()
	for range wrongPasswords {
		s.enter(t, o, "wrong")
	}
}

// enter lets a patient sign in, as far as the server lets her.
func (s server) enter(t testing.TB, o owner, password string) {
	t.Helper()
	s.post(t, url.Values{"grant_type": {"password"}, "client_id": {s.TestClientID}, "username": {o.Login}, "password": {password}}, nil)
}

// post asks the token endpoint for something.
func (s server) post(t testing.TB, form url.Values, into any) {
	t.Helper()
	answer, err := s.bare(t).PostForm(s.URL+"/protocol/openid-connect/token", form)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if into == nil {
		return
	}
	if err := json.NewDecoder(answer.Body).Decode(into); err != nil {
		t.Fatal(err)
	}
}

// realmAdmin is whoever runs the Keycloak, with a token that is good for a minute.
type realmAdmin struct {
	server
	t     testing.TB
	token string
}

func (s server) newRealmAdmin(t testing.TB) *realmAdmin {
	t.Helper()
	master := s
	master.URL = s.ServerURL + "/realms/master"
	var tokens struct {
		Access string `json:"access_token"`
	}
	master.post(t, url.Values{
		"grant_type": {"password"}, "client_id": {"admin-cli"}, "username": {s.Admin.Login}, "password": {s.Admin.Password},
	}, &tokens)
	return &realmAdmin{server: s, t: t, token: tokens.Access}
}

// send makes a request at the realm's admin API.
func (a *realmAdmin) send(method, path string, body, into any) {
	a.t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		a.t.Fatal(err)
	}
	address := strings.Replace(a.URL, "/realms/", "/admin/realms/", 1) + path
	request, err := http.NewRequestWithContext(a.t.Context(), method, address, bytes.NewReader(text))
	if err != nil {
		a.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+a.token)
	request.Header.Set("Content-Type", "application/json")
	answer, err := a.bare(a.t).Do(request)
	if err != nil {
		a.t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode >= http.StatusBadRequest {
		a.t.Fatalf("%s at the admin API: %s", method, answer.Status)
	}
	if into != nil && json.NewDecoder(answer.Body).Decode(into) != nil {
		a.t.Fatalf("%s at the admin API: no JSON", method)
	}
}

// named is anything of the realm that has an id.
type named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// revoke is the target's: it takes an agent's roles away, and the groups through which she may do something.
func (a *realmAdmin) revoke(login string) (restore func()) {
	a.t.Helper()
	var agents, clients, roles, groups []named
	a.send(http.MethodGet, "/users?exact=true&username="+url.QueryEscape(login), nil, &agents)
	a.send(http.MethodGet, "/clients?clientId=realm-management", nil, &clients)
	if len(agents) != 1 || len(clients) != 1 {
		a.t.Fatalf("%d agents of the login, %d clients", len(agents), len(clients))
	}
	agent := "/users/" + agents[0].ID
	held := agent + "/role-mappings/clients/" + clients[0].ID
	a.send(http.MethodGet, held, nil, &roles)
	a.send(http.MethodGet, agent+"/groups", nil, &groups)
	a.send(http.MethodDelete, held, roles, nil)
	for _, group := range groups {
		a.send(http.MethodDelete, agent+"/groups/"+group.ID, nil, nil)
	}
	return func() {
		a.send(http.MethodPost, held, roles, nil)
		for _, group := range groups {
			a.send(http.MethodPut, agent+"/groups/"+group.ID, nil, nil)
		}
	}
}
