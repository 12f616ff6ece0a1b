//go:build servers

package kratos_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/kratos"
	"portaldesk/client/portaltest/handout"
	"portaldesk/client/signing"
	"portaldesk/client/transport"
)

// server is one of the two running, as the script that started it describes it.
type server struct {
	Name      string    `json:"name"`
	URL       string    `json:"url"`
	PublicURL string    `json:"publicUrl"`
	CAFile    string    `json:"caFile"`
	Mail      string    `json:"mail"`
	Method    string    `json:"method"` // what patients are mailed: code or link
	Password  string    `json:"password"`
	Accounts  int       `json:"accounts"`
	Patients  []patient `json:"patients"`
}

// patient is one person on the server, and what they can say.
type patient struct {
	ID         client.AccountID `json:"id"`
	Kind       string           `json:"kind"`
	Login      string           `json:"login"`
	GivenName  string           `json:"givenName"`
	FamilyName string           `json:"familyName"`
	BirthDate  string           `json:"birthDate"`
	MRN        string           `json:"mrn"`
	Phone      string           `json:"phone"`
	Email      string           `json:"email"`
	Language   string           `json:"language"`
	Postcode   string           `json:"postcode"`
}

// The servers: A mails codes, and its patients sign in with a user name; B mails links, and they sign in with their e-mail.
const (
	kratosA = "kratos-a"
	kratosB = "kratos-b"
)

func running(t *testing.T, name string) *server {
	t.Helper()
	folder := os.Getenv("PORTALDESK_SERVERS")
	if folder == "" {
		t.Fatal("PORTALDESK_SERVERS does not name the folder of the running servers")
	}
	text, err := os.ReadFile(filepath.Join(folder, name, "server.json"))
	if err != nil {
		t.Fatal(err)
	}
	var s server
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	return &s
}

// onBoth runs a test on each server.
func onBoth(t *testing.T, test func(*testing.T, *server)) {
	for _, name := range []string{kratosA, kratosB} {
		t.Run(name, func(t *testing.T) { test(t, running(t, name)) })
	}
}

// take answers a patient of the kind whom no other test has.
func (s *server) take(t *testing.T, kind string) patient {
	t.Helper()
	i, err := handout.Take(filepath.Dir(s.CAFile), len(s.Patients), func(i int) bool { return s.Patients[i].Kind == kind })
	if err != nil {
		t.Fatalf("%s: %v", kind, err)
	}
	return s.Patients[i]
}

func (s *server) transport() transport.Config {
	return transport.Config{BaseURL: s.URL, CAFile: s.CAFile}
}

// desk is an agent signed in straight at the admin port.
func (s *server) desk(t *testing.T) *kratos.Client {
	t.Helper()
	return s.deskWith(t, kratos.Config{PublicURL: s.PublicURL})
}

func (s *server) deskWith(t *testing.T, config kratos.Config) *kratos.Client {
	t.Helper()
	config.Transport = s.transport()
	signer, err := signing.New(signing.Config{Way: client.SignInNone}, &keeper{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := kratos.New(config, signer)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.SignIn(t.Context(), client.Credentials{Login: "mortiz"}); err != nil {
		t.Fatal(err)
	}
	return c
}

// change is one that the agent orders who has just read the account.
func change(t *testing.T, c *kratos.Client, id client.AccountID) client.Change {
	t.Helper()
	return client.Change{Account: id, Version: account(t, c, id).Version, Key: newKey(), Call: "6a0c8a6e-6f0e-4a55-9a8e-0d8f5bb7a001"}
}

func account(t *testing.T, c *kratos.Client, id client.AccountID) client.Account {
	t.Helper()
	found, err := c.Account(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func email(t *testing.T, a client.Account) client.Contact {
	t.Helper()
	for _, contact := range a.Contacts {
		if contact.Kind == client.ContactEmail {
			return contact
		}
	}
	t.Fatal("no e-mail address is on file")
	return client.Contact{}
}

// admin is what somebody else does at the server meanwhile.
func (s *server) admin(t *testing.T, method, path string, body, out any) {
	t.Helper()
	got := s.person(t).do(method, s.URL+"/admin"+path, "", body)
	if got.status >= 300 {
		t.Fatalf("%s at the admin API: %d", method, got.status)
	}
	if out != nil && json.Unmarshal(got.body, out) != nil {
		t.Fatalf("%s at the admin API: no JSON", method)
	}
}

// eventually waits until it holds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for !holds() {
		select {
		case <-ctx.Done():
			t.Fatalf("%s: not within half a minute", what)
		case <-time.After(100 * time.Millisecond):
		}
	}
}
