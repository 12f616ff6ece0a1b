package oidc_test

import (
	"context"
	"net/http"
	"testing"

	"portaldesk/client/oidc"
	"portaldesk/client/oidc/providertest"
	"portaldesk/client/portaltest/hostiletest"
	"portaldesk/client/transport"
)

// FuzzAnswers answers as a token endpoint, and as what a provider says of itself.
func FuzzAnswers(f *testing.F) {
	hostiletest.Fuzz(f, func(t *testing.T, reach transport.Config, befriend func(http.Handler)) []hostiletest.Ask {
		connect := func() *oidc.Client {
			c, err := oidc.New(oidc.Config{Issuer: reach.BaseURL, ClientID: providertest.ClientID, Transport: reach})
			if err != nil {
				t.Fatal(err)
			}
			return c
		}
		befriend(providertest.New(reach.BaseURL))
		known := connect()
		if err := known.Check(t.Context(), "check"); err != nil {
			t.Fatal(err)
		}
		return []hostiletest.Ask{
			{What: "discovery", Do: func(ctx context.Context) error { return connect().Check(ctx, "check") }},
			{What: "tokens", Do: func(ctx context.Context) error { _, err := known.Refresh(ctx, "refresh", "r"); return err }},
		}
	}, `{"access_token":"a","refresh_token":"r","token_type":"Bearer","expires_in":300}`,
		`{"access_token":"a","token_type":"Bearer","expires_in":-1,"id_token":"eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0."}`,
		`{"error":"invalid_grant","error_description":"x"}`,
		`{"issuer":"https://127.0.0.1","authorization_endpoint":"https://127.0.0.1/a","token_endpoint":"https://127.0.0.1/t","jwks_uri":"https://127.0.0.1/k"}`)
}
