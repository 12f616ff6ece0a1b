package scim_test

import (
	"testing"

	"portaldesk/client"
	"portaldesk/client/scim"
	"portaldesk/client/signing"
	"portaldesk/client/transport"
)

// connect makes a client whose agents have a bearer token; nobody is signed in.
func connect(t *testing.T, config scim.Config) *scim.Client {
	t.Helper()
	signer, err := signing.New(signing.Config{Way: client.SignInToken, Transport: transport.Config{}}, &client.Memory{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := scim.New(config, signer)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func signIn(t *testing.T, c *scim.Client, token string) client.Session {
	t.Helper()
	session, err := c.SignIn(t.Context(), client.Credentials{Login: "ana", Token: token})
	if err != nil {
		t.Fatal(err)
	}
	return session
}

func wantError(t *testing.T, err error, kind client.Kind, code string) {
	t.Helper()
	if client.KindOf(err) != kind || client.CodeOf(err) != code {
		t.Errorf("got %v; want %s (%s)", err, kind, code)
	}
}

func must[T any](t *testing.T, value T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// everyone pages through a whole look-up.
func everyone(t *testing.T, c *scim.Client, query client.Query) []client.AccountRow {
	t.Helper()
	var rows []client.AccountRow
	for range 1000 {
		page, err := c.Search(t.Context(), query)
		rows = append(rows, must(t, page, err).Items...)
		if page.Next == "" {
			if page.Total >= 0 && page.Total != len(rows) {
				t.Errorf("%d rows in all pages, total %d", len(rows), page.Total)
			}
			return rows
		}
		query.Cursor = page.Next
	}
	t.Fatal("the pages do not end")
	return nil
}

func ids(rows []client.AccountRow) []client.AccountID {
	found := make([]client.AccountID, len(rows))
	for i, row := range rows {
		found[i] = row.ID
	}
	return found
}
