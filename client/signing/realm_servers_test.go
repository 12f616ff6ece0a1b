//go:build servers

package signing_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/oidc"
	"portaldesk/client/signing"
	"portaldesk/client/transport"
)

// keycloak is the real server that .ci/servers/keycloak started.
type keycloak struct {
	t          *testing.T
	URL        string `json:"url"`
	Server     string `json:"serverUrl"`
	CAFile     string `json:"caFile"`
	ClientID   string `json:"clientId"`
	TestClient string `json:"testClientId"`
	Admin      struct{ Realm, ClientID, Login, Password string }
	Agents     map[string]struct {
		Login, Password string
	} `json:"agents"`
}

func realKeycloak(t *testing.T) *keycloak {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(os.Getenv("PORTALDESK_SERVERS"), "keycloak", "server.json"))
	if err != nil {
		t.Fatalf("no Keycloak runs (PORTALDESK_SERVERS): %v", err)
	}
	k := &keycloak{t: t}
	if err := json.Unmarshal(text, k); err != nil {
		t.Fatal(err)
	}
	return k
}

func (k *keycloak) signer(clientID string, kept client.TokenKeeper) *signing.Signer {
	k.t.Helper()
	return newSigner(k.t, signing.Config{
		Way: client.SignInBrowser, Issuer: k.URL, ClientID: clientID, Transport: transport.Config{CAFile: k.CAFile},
	}, kept)
}

// soon ends when a browser must have failed.
func soon(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 90*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// browser trusts the server's own key.
func (k *keycloak) browser() *chromium {
	k.t.Helper()
	address, err := url.Parse(k.URL)
	if err != nil {
		k.t.Fatal(err)
	}
	authority, err := os.ReadFile(k.CAFile)
	if err != nil {
		k.t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(authority)
	connection, err := tls.Dial("tcp", address.Host, &tls.Config{RootCAs: roots})
	if err != nil {
		k.t.Fatal(err)
	}
	defer connection.Close()
	return startChromium(k.t, connection.ConnectionState().PeerCertificates[0].RawSubjectPublicKeyInfo)
}

// refused says whether the server no longer takes a refresh token.
func (k *keycloak) refused(refresh string) bool {
	k.t.Helper()
	issuer, err := oidc.New(oidc.Config{Issuer: k.URL, ClientID: k.ClientID, Transport: transport.Config{CAFile: k.CAFile}})
	if err != nil {
		k.t.Fatal(err)
	}
	_, err = issuer.Refresh(k.t.Context(), "probe", refresh)
	if err != nil && client.CodeOf(err) != transport.SessionEnded {
		k.t.Errorf("asked for a refresh: %v", err)
	}
	return err != nil
}

// counts asks the admin API something within the session.
func (k *keycloak) counts(signer *signing.Signer) error {
	k.t.Helper()
	admin, err := signer.Open(transport.Config{BaseURL: k.Server, CAFile: k.CAFile, Dialect: transport.Dialect{
		Refusal: func(r transport.Refusal) (transport.Fault, bool) {
			return transport.Fault{Kind: client.Unauthenticated, Code: transport.TokenExpired}, r.Status == http.StatusUnauthorized
		},
	}})
	if err != nil {
		k.t.Fatal(err)
	}
	var users []struct{ Username string }
	_, err = admin.Do(k.t.Context(), transport.Request{
		Op: "users", Method: http.MethodGet, Path: "/admin/realms/patients/users", Query: url.Values{"max": {"1"}}, Out: &users,
	})
	return err
}

// registered puts a public client into the realm, until the test ends.
func (k *keycloak) registered(entries map[string]any) string {
	k.t.Helper()
	registration := map[string]any{"clientId": uuid.NewString(), "publicClient": true, "redirectUris": []string{"http://127.0.0.1/callback"}}
	maps.Copy(registration, entries)
	form := url.Values{
		"grant_type": {"password"}, "client_id": {k.Admin.ClientID}, "username": {k.Admin.Login}, "password": {k.Admin.Password},
	}
	var token struct {
		Access string `json:"access_token"`
	}
	k.send(http.MethodPost, "/realms/"+k.Admin.Realm+"/protocol/openid-connect/token", "application/x-www-form-urlencoded", form.Encode(), "", &token)
	body, err := json.Marshal(registration)
	if err != nil {
		k.t.Fatal(err)
	}
	made := k.send(http.MethodPost, "/admin/realms/patients/clients", "application/json", string(body), token.Access, nil)
	k.t.Cleanup(func() {
		k.send(http.MethodDelete, strings.TrimPrefix(made.Get("Location"), k.Server), "", "", token.Access, nil)
	})
	return registration["clientId"].(string)
}

// send asks the server as its administrator.
func (k *keycloak) send(method, path, contentType, body, access string, out any) http.Header {
	k.t.Helper()
	plain, err := transport.HTTPClient(transport.Config{CAFile: k.CAFile})
	if err != nil {
		k.t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(context.WithoutCancel(k.t.Context()), method, k.Server+path, strings.NewReader(body))
	if err != nil {
		k.t.Fatal(err)
	}
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	if access != "" {
		request.Header.Set("Authorization", "Bearer "+access)
	}
	answer, err := plain.Do(request)
	if err != nil {
		k.t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode >= http.StatusMultipleChoices || out != nil && json.NewDecoder(answer.Body).Decode(out) != nil {
		k.t.Fatalf("%s %s: %d", method, path, answer.StatusCode)
	}
	return answer.Header
}
