package fhir_test

import (
	"testing"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// signed is a transport whose agent is signed in with a token.
func signed(t *testing.T, config transport.Config, token string) *transport.Client {
	t.Helper()
	open, err := transport.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return open.In(transport.NewSession(client.NewMemory(client.Tokens{Access: token}), nil))
}

func wantError(t *testing.T, err error, kind client.Kind, code string) {
	t.Helper()
	if client.KindOf(err) != kind || client.CodeOf(err) != code {
		t.Errorf("got %v; want %s (%s)", err, kind, code)
	}
}
