//go:build tour && servers && linux

package tour

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"testing"
)

// administration is what the one who runs a Keycloak does, by its admin API.
type administration struct {
	testing.TB
	server *served
	client *http.Client
	token  string
}

func newAdministration(t testing.TB, s *served) *administration {
	t.Helper()
	authority, err := os.ReadFile(s.CAFile)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(authority)
	a := &administration{TB: t, server: s, client: &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}}
	t.Cleanup(a.client.CloseIdleConnections)
	a.signIn()
	return a
}

// signIn gets a token, which is good for a minute.
func (a *administration) signIn() {
	a.Helper()
	response, err := a.client.PostForm(a.server.ServerURL+"/realms/master/protocol/openid-connect/token", url.Values{
		"grant_type": {"password"}, "client_id": {"admin-cli"}, "username": {a.server.Admin.Login}, "password": {a.server.Admin.Password},
	})
	if err != nil {
		a.Fatal(err)
	}
	defer response.Body.Close()
	var granted struct {
		AccessToken string `json:"access_token"`
	}
	if err := json.NewDecoder(response.Body).Decode(&granted); err != nil || granted.AccessToken == "" {
		a.Fatalf("the administrator is not signed in: %s, %v", response.Status, err)
	}
	a.token = granted.AccessToken
}

// do sends one request below /admin/realms.
func (a *administration) do(method, path string, body any) {
	a.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		a.Fatal(err)
	}
	request, err := http.NewRequest(method, a.server.ServerURL+"/admin/realms"+path, bytes.NewReader(text))
	if err != nil {
		a.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+a.token)
	request.Header.Set("Content-Type", "application/json")
	response, err := a.client.Do(request)
	if err != nil {
		a.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode >= http.StatusMultipleChoices {
		a.Fatalf("%s %s: %s", method, path, response.Status)
	}
}

// freshRealm makes a realm as an administrator gets it, with these patients and an agent, and takes it away after the test.
func (a *administration) freshRealm(name string, agent credentials, patients ...person) {
	a.Helper()
	a.do(http.MethodPost, "", map[string]any{"realm": name, "enabled": true})
	a.Cleanup(func() {
		a.signIn()
		a.do(http.MethodDelete, "/"+name, nil)
	})
	for _, p := range patients {
		a.admit(name, p, "")
	}
	a.admit(name, person{agent.Login, "Magda", "Ortiz"}, agent.Password)
}

// person is somebody whom a realm knows.
type person struct{ login, given, family string }

func (p person) mail() string { return p.login + "@example.com" }

// admit makes a user; without a password there is none.
func (a *administration) admit(realm string, p person, password string) {
	a.Helper()
	user := map[string]any{"username": p.login, "firstName": p.given, "lastName": p.family, "email": p.mail(), "emailVerified": true, "enabled": true}
	if password != "" {
		user["credentials"] = []any{map[string]any{"type": "password", "value": password}}
	}
	a.do(http.MethodPost, "/"+realm+"/users", user)
}
