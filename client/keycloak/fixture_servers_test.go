//go:build servers

package keycloak_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/keycloak"
	"portaldesk/client/portaltest/handout"
	"portaldesk/client/signing"
	"portaldesk/client/transport"
)

// server is a real Keycloak, as .ci/servers/keycloak started it.
type server struct {
	URL, ServerURL, CAFile, MailDir string
	TestClientID                    string
	Admin                           login
	Agents                          map[string]login
	// LeastAgent may reset passwords as well, and reads no events.
	LeastAgent                    login
	PatientPassword, PatientsFile string

	bare     *http.Client
	patients []patient
}

type login struct{ Login, Password string }

// patient is one that the realm was made with.
type patient struct {
	Login, Trait string
	Says         map[client.IdentifierKind]string
}

func realServer(t *testing.T) *server {
	t.Helper()
	home := os.Getenv("PORTALDESK_SERVERS")
	if home == "" {
		t.Fatal("PORTALDESK_SERVERS is not set: these tests run against a real server (make test-servers)")
	}
	s := &server{}
	read(t, filepath.Join(home, "keycloak", "server.json"), s)
	s.Agents["least"] = s.LeastAgent
	read(t, s.PatientsFile, &s.patients)
	pem, err := os.ReadFile(s.CAFile)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(pem)
	s.bare = &http.Client{
		Transport:     &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	t.Cleanup(s.bare.CloseIdleConnections)
	return s
}

func read(t *testing.T, path string, into any) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

// take answers a patient of a trait whom no other test has.
func (s *server) take(t *testing.T, trait string) patient {
	t.Helper()
	i, err := handout.Take(filepath.Dir(s.CAFile), len(s.patients), func(i int) bool { return s.patients[i].Trait == trait })
	return s.patients[must(t, i, err)]
}

// grant signs somebody in with a password, straight at the token endpoint.
func (s *server) grant(t *testing.T, realm, clientID, login, password string, more ...string) (map[string]any, int) {
	t.Helper()
	form := url.Values{"grant_type": {"password"}, "client_id": {clientID}, "username": {login}, "password": {password}, "scope": {"openid"}}
	for i := 0; i+1 < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return s.token(t, realm, form)
}

// granted signs somebody in who may. The server refuses a sign-in while it still counts the one before it of the same user, as
// if she were locked for a time.
func (s *server) granted(t *testing.T, login, password, scope string) map[string]any {
	t.Helper()
	var answer map[string]any
	eventually(t, login+" signs in", func() bool {
		var status int
		answer, status = s.grant(t, "patients", s.TestClientID, login, password, "scope", scope)
		return status == http.StatusOK
	})
	return answer
}

func (s *server) token(t *testing.T, realm string, form url.Values) (map[string]any, int) {
	t.Helper()
	request, err := http.NewRequestWithContext(context.WithoutCancel(t.Context()), http.MethodPost, s.ServerURL+"/realms/"+realm+"/protocol/openid-connect/token",
		strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	var answer map[string]any
	return answer, s.do(t, request, &answer)
}

func (s *server) do(t *testing.T, request *http.Request, into any) int {
	t.Helper()
	response, err := s.bare.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if into != nil && len(body) > 0 && response.StatusCode < 300 {
		if err := json.Unmarshal(body, into); err != nil {
			t.Fatalf("%s %s: %v", request.Method, request.URL.Path, err)
		}
	}
	return response.StatusCode
}

// admin does something as the master administrator, behind the desk's back.
func (s *server) admin(t *testing.T, method, path string, body, into any) {
	t.Helper()
	answer, status := s.grant(t, "master", "admin-cli", s.Admin.Login, s.Admin.Password)
	if status != http.StatusOK {
		t.Fatalf("the administrator cannot sign in: %d", status)
	}
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(context.WithoutCancel(t.Context()), method, s.ServerURL+"/admin/realms"+path, bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+answer["access_token"].(string))
	request.Header.Set("Content-Type", "application/json")
	if status := s.do(t, request, into); status >= 300 {
		t.Fatalf("%s %s: %d", method, path, status)
	}
}

// realm changes the realm for one test.
func (s *server) realm(t *testing.T, changed, back map[string]any) {
	t.Helper()
	s.admin(t, http.MethodPut, "/patients", changed, nil)
	t.Cleanup(func() { s.admin(t, http.MethodPut, "/patients", back, nil) })
}

// account is an account as the server itself shows it.
type account struct {
	ID, Username, Email, FirstName, LastName string
	Enabled, EmailVerified                   bool
	RequiredActions                          []string
	Attributes                               map[string][]string
}

func (s *server) account(t *testing.T, login string) account {
	t.Helper()
	var found []account
	s.admin(t, http.MethodGet, "/patients/users?exact=true&briefRepresentation=false&username="+url.QueryEscape(login), nil, &found)
	if len(found) != 1 {
		t.Fatalf("%d accounts of that login ID", len(found))
	}
	return found[0]
}

func (s *server) accountByID(t *testing.T, id client.AccountID) account {
	t.Helper()
	var found account
	s.admin(t, http.MethodGet, "/patients/users/"+string(id), nil, &found)
	return found
}

// desk is an agent signed in.
type desk struct {
	*keycloak.Client
	session client.Session
}

// unsigned is a desk at which nobody has signed in, and its tokens.
func (s *server) unsigned(t *testing.T, edit ...func(*keycloak.Config)) *keycloak.Client {
	t.Helper()
	config := keycloak.Config{Transport: transport.Config{BaseURL: s.URL, CAFile: s.CAFile}}
	for _, change := range edit {
		change(&config)
	}
	signer, err := signing.New(signing.Config{Way: client.SignInToken, Transport: config.Transport}, &keeper{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := keycloak.New(config, signer)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// desk signs an agent in with a token.
func (s *server) desk(t *testing.T, agent string, edit ...func(*keycloak.Config)) *desk {
	t.Helper()
	c := s.unsigned(t, edit...)
	who := s.Agents[agent]
	answer := s.granted(t, who.Login, who.Password, "openid")
	session, err := c.SignIn(t.Context(), client.Credentials{Login: who.Login, Token: answer["access_token"].(string)})
	if err != nil {
		t.Fatal(err)
	}
	return &desk{c, session}
}

// keeper keeps tokens in memory.
type keeper struct {
	mu   sync.Mutex
	held client.Tokens
}

func (k *keeper) Tokens() (client.Tokens, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.held, nil
}

func (k *keeper) Keep(tokens client.Tokens) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.held = tokens
	return nil
}

func (k *keeper) Forget() error { return k.Keep(client.Tokens{}) }

func must[T any](t *testing.T, got T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// open reads the account of a patient.
func (d *desk) open(t *testing.T, id string) client.Account {
	t.Helper()
	a, err := d.Account(t.Context(), client.AccountID(id))
	return must(t, a, err)
}

// change names the account as the desk sees it now.
func (d *desk) change(t *testing.T, id string) client.Change {
	t.Helper()
	a := d.open(t, id)
	return client.Change{Account: a.ID, Version: a.Version}
}

func wantError(t *testing.T, err error, kind client.Kind, code string) {
	t.Helper()
	if client.KindOf(err) != kind || client.CodeOf(err) != code {
		t.Fatalf("got %v, want %s (%s)", err, kind, code)
	}
}

// eventually waits for what another process does in its own time.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for !holds() {
		select {
		case <-ctx.Done():
			t.Fatalf("never happened: %s", what)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// failed tries to sign a patient in with a wrong password.
func (s *server) failed(t *testing.T, login string) {
	t.Helper()
	if _, status := s.grant(t, "patients", s.TestClientID, login, "not-the-password"); status == http.StatusOK {
		t.Fatal("signed in with a wrong password")
	}
}

// lock has an account locked. The server counts on the side, and not every one of several failures in a row.
func (s *server) lock(t *testing.T, login string) {
	t.Helper()
	id := s.account(t, login).ID
	eventually(t, "the account is locked", func() bool {
		s.failed(t, login)
		return s.locked(t, id)
	})
}

func (s *server) locked(t *testing.T, id string) bool {
	t.Helper()
	var l struct{ Disabled bool }
	s.admin(t, http.MethodGet, "/patients/attack-detection/brute-force/users/"+id, nil, &l)
	return l.Disabled
}

// put changes an account behind the desk's back, as other tools do: the whole of it.
func (s *server) put(t *testing.T, id string, edit func(map[string]any)) {
	t.Helper()
	var whole map[string]any
	s.admin(t, http.MethodGet, "/patients/users/"+id, nil, &whole)
	edit(whole)
	s.admin(t, http.MethodPut, "/patients/users/"+id, whole, nil)
}

func encoded(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// refused is why the token endpoint refuses a request.
func (s *server) refused(t *testing.T, request *http.Request) string {
	t.Helper()
	response, err := s.bare.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var said struct {
		Description string `json:"error_description"`
	}
	if err := json.NewDecoder(response.Body).Decode(&said); err != nil {
		t.Fatal(err)
	}
	return said.Description
}
