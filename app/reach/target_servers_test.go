//go:build servers

package reach_test

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"portaldesk/app/index"
	"portaldesk/app/profile"
	"portaldesk/app/reach"
	"portaldesk/app/secret"
	"portaldesk/client"
)

// server is what every real server says of itself when it has started.
type server struct {
	Name, URL, PublicURL, ServerURL, CAFile, Token, PatientsFile string
	TestClientID, PatientPassword, Mail                          string
	Admin                                                        struct{ Login, Password string }
	Agents                                                       map[client.Role]struct{ Login, Password string }
}

// started reads what a server said. The folder is named by the environment; without it these tests have nothing to run on.
func started(t testing.TB, name string, more any) server {
	t.Helper()
	home := os.Getenv("PORTALDESK_SERVERS")
	if home == "" {
		t.Fatal("PORTALDESK_SERVERS is not set: these tests run on real servers (make test-servers)")
	}
	var s server
	file := filepath.Join(home, name, "server.json")
	readJSON(t, file, &s)
	if more != nil {
		readJSON(t, file, more)
	}
	return s
}

func readJSON(t testing.TB, file string, into any) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

// profile is the least that a desk must be told to work with the server.
func (s server) profile(kind string) profile.Profile {
	return profile.Profile{
		ID: profile.NewID(), Name: s.Name, Kind: kind, URL: s.URL, PublicURL: s.PublicURL, CAFile: s.CAFile,
		Records: profile.Records{Kind: profile.RecordsLocal},
	}
}

// mapped fills in the map of fields that the server's own schema suggests, as the set-up screen does.
func mapped(t testing.TB, p profile.Profile, credentials client.Credentials) profile.Profile {
	t.Helper()
	portal := signedIn(t, p, credentials)
	report, err := portal.(client.FieldReader).Fields(t.Context())
	if err != nil {
		t.Fatalf("fields: %v", err)
	}
	p.Fields = report.Guess
	return p
}

func signedIn(t testing.TB, p profile.Profile, credentials client.Credentials) client.Portal {
	t.Helper()
	portal, err := reach.NewDialer().Dial(p, secret.Tokens(secret.InMemory(), p.ID))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := portal.SignIn(t.Context(), credentials); err != nil {
		t.Fatalf("sign in: %v", err)
	}
	return portal
}

// connect makes desks at the server. All of them share one index where the portal wants one.
func connect(t *testing.T, p profile.Profile, shared *index.Index) func() (client.Portal, error) {
	dialer := reach.NewDialer()
	return func() (client.Portal, error) {
		portal, err := dialer.Dial(p, secret.Tokens(secret.InMemory(), p.ID))
		if err != nil {
			return nil, err
		}
		if walker, walks := portal.(client.Walker); walks && shared != nil {
			walker.UseIndex(shared)
		}
		return portal, nil
	}
}

// indexed reads all accounts of a server into an index.
func indexed(t *testing.T, p profile.Profile, credentials client.Credentials) *index.Index {
	t.Helper()
	x, err := index.Open(filepath.Join(t.TempDir(), "index.db"), secret.InMemory(), index.Options{Basis: "conformance"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	if err := x.Build(t.Context(), signedIn(t, p, credentials).(client.Walker), nil); err != nil {
		t.Fatalf("index: %v", err)
	}
	return x
}

// bare is a client that does nothing but HTTPS.
func (s server) bare(t testing.TB) *http.Client {
	t.Helper()
	pem, err := os.ReadFile(s.CAFile)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(pem)
	connection := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}}
	t.Cleanup(connection.CloseIdleConnections)
	return &http.Client{Transport: connection}
}

// bundle puts the authorities of two servers into one file.
func bundle(t testing.TB, files ...string) string {
	t.Helper()
	var all []byte
	for _, file := range files {
		pem, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, pem...)
	}
	file := filepath.Join(t.TempDir(), "authorities.pem")
	if err := os.WriteFile(file, all, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
