//go:build servers

package scim_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/portaltest/handout"
	"portaldesk/client/scim"
	"portaldesk/client/transport"
)

// server is a running SCIM server, as its script describes it, and who is on file there.
type server struct {
	URL       string `json:"url"`
	StrictURL string `json:"strictUrl"`
	CAFile    string `json:"caFile"`
	Token     string `json:"token"`
	Patients  string `json:"patientsFile"`
	kind      kind
	people    []person
}

// kind is how a server differs from the others.
type kind string

const (
	// plain has no versions and minds case.
	plain kind = "plain"
	// strict has versions, does not mind case, and can make a patient change her password.
	strict kind = "strict"
	// keycloak is Keycloak's own SCIM: no versions, no passwords, case minded in names alone.
	keycloak kind = "keycloak"
)

// person is what one patient can say.
type person struct {
	ID, Trait, Family, Given, Login, MRN, Email, Phone, BirthDate, Postcode string
}

// take answers an account that no other test has.
func (s server) take(t *testing.T, trait string) person {
	t.Helper()
	return s.takeWho(t, func(p person) bool { return p.Trait == trait })
}

func (s server) takeWho(t *testing.T, suits func(person) bool) person {
	t.Helper()
	folder := filepath.Dir(s.CAFile)
	if s.kind == strict { // the second server of the same description
		folder = filepath.Join(folder, string(strict))
	}
	i, err := handout.Take(folder, len(s.people), func(i int) bool { return suits(s.people[i]) })
	return s.people[must(t, i, err)]
}

// onEach runs a test on a server of each kind.
func onEach(t *testing.T, run func(t *testing.T, s server)) {
	folder := os.Getenv("PORTALDESK_SERVERS")
	if folder == "" {
		t.Fatal("PORTALDESK_SERVERS names no folder of running servers")
	}
	var s server
	readJSON(t, filepath.Join(folder, "scim", "server.json"), &s)
	readJSON(t, s.Patients, &s.people)
	for _, s.kind = range []kind{plain, strict, keycloak} {
		switch s.kind {
		case strict:
			s.URL = s.StrictURL
		case keycloak:
			s.people = nil
			readJSON(t, filepath.Join(folder, "keycloak-scim", "server.json"), &s)
			readJSON(t, s.Patients, &s.people)
		}
		t.Run(string(s.kind), func(t *testing.T) { run(t, s) })
	}
}

func readJSON(t *testing.T, file string, out any) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, out); err != nil {
		t.Fatal(err)
	}
}

func (s server) config() scim.Config {
	return scim.Config{Transport: transport.Config{BaseURL: s.URL, CAFile: s.CAFile}}
}

// desk is an agent signed in.
func (s server) desk(t *testing.T) *scim.Client {
	t.Helper()
	c := connect(t, s.config())
	signIn(t, c, s.Token)
	return c
}

// raw is the account as the server has it.
func (s server) raw(t *testing.T, id string) map[string]any {
	t.Helper()
	var user map[string]any
	s.bare(t, transport.Request{Op: "test", Method: http.MethodGet, Path: "/Users/" + id, Out: &user})
	return user
}

// bare sends a request without the adapter.
func (s server) bare(t *testing.T, request transport.Request) {
	t.Helper()
	config := transport.Config{BaseURL: s.URL, CAFile: s.CAFile, Dialect: transport.Dialect{
		Accept: "application/scim+json", Types: []string{"application/scim+json"}, ContentType: "application/scim+json",
	}}
	open, err := transport.New(config)
	if err != nil {
		t.Fatal(err)
	}
	request.Header = http.Header{"Authorization": {"Bearer " + s.Token}}
	if _, err := open.Do(t.Context(), request); err != nil {
		t.Fatal(err)
	}
}

func (s server) account(t *testing.T, c *scim.Client, p person) client.Account {
	t.Helper()
	a, err := c.Account(t.Context(), client.AccountID(p.ID))
	return must(t, a, err)
}

// change is an order on the account as it is now.
func (s server) change(t *testing.T, c *scim.Client, p person) client.Change {
	t.Helper()
	return client.Change{
		Account: client.AccountID(p.ID), Version: s.account(t, c, p).Version, Key: client.Key(uuid.NewString()), Call: client.CallID(uuid.NewString()),
	}
}

// newPhone is a number that nobody has.
func newPhone() string { return fmt.Sprintf("(303) 555-%04d", rand.IntN(10000)) }

func newLogin() string { return "zq" + strings.ReplaceAll(uuid.NewString(), "-", "")[:10] }

func contactOf(t *testing.T, a client.Account, kind client.ContactKind) client.Contact {
	t.Helper()
	for _, contact := range a.Contacts {
		if contact.Kind == kind {
			return contact
		}
	}
	t.Fatalf("no %s", kind)
	return client.Contact{}
}
