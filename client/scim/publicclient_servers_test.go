//go:build servers

package scim_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"portaldesk/client"
	"portaldesk/client/scim"
	"portaldesk/client/transport"
)

// An agent who signs in in her browser has a token of a public client.
func TestKeycloaksSCIMSaysThatItTakesNoPublicClient(t *testing.T) {
	var s struct{ URL, CAFile, PublicClient, Agent, AgentPassword string }
	readJSON(t, filepath.Join(os.Getenv("PORTALDESK_SERVERS"), "keycloak-scim", "server.json"), &s)
	realm, err := transport.New(transport.Config{BaseURL: strings.TrimSuffix(s.URL, "/scim/v2"), CAFile: s.CAFile})
	if err != nil {
		t.Fatal(err)
	}
	var granted struct {
		Access string `json:"access_token"`
	}
	_, err = realm.Do(t.Context(), transport.Request{
		Op: "grant", Method: http.MethodPost, Path: "/protocol/openid-connect/token", Out: &granted,
		Form: url.Values{"grant_type": {"password"}, "client_id": {s.PublicClient}, "username": {s.Agent}, "password": {s.AgentPassword}},
	})
	if err != nil {
		t.Fatal(err)
	}
	c := connect(t, scim.Config{Transport: transport.Config{BaseURL: s.URL, CAFile: s.CAFile}})
	_, err = c.SignIn(t.Context(), client.Credentials{Login: s.Agent, Token: granted.Access})
	wantError(t, err, client.Forbidden, scim.PublicClient)
}
