//go:build torture

package keycloak_test

import (
	"context"
	"net/http"
	"testing"

	"portaldesk/client"
	"portaldesk/client/keycloak"
	"portaldesk/client/portaltest/hostiletest"
	"portaldesk/client/signing"
)

func TestHostileAnswersOfAKeycloak(t *testing.T) {
	r := newRecorded(t)
	s := hostiletest.Start(t, http.HandlerFunc(r.serve))
	r.issuer = s.URL + "/realms/patients"
	config := keycloak.Config{Transport: s.Transport()}
	config.Transport.BaseURL = r.issuer
	desk := func() *keycloak.Client {
		signer, err := signing.New(signing.Config{Way: client.SignInToken, Transport: config.Transport}, &held{})
		if err != nil {
			t.Fatal(err)
		}
		c, err := keycloak.New(config, signer)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	credentials := client.Credentials{Login: agentID, Token: "c2VjcmV0"}
	c := desk()
	if _, err := c.SignIn(t.Context(), credentials); err != nil {
		t.Fatal(err)
	}
	hostiletest.Withstand(t, "Keycloak", s,
		hostiletest.Ask{What: "sign-ins", Do: func(ctx context.Context) error { _, err := c.SignInAttempts(ctx, accountID, 10); return err }},
		hostiletest.Ask{What: "look-up", Do: func(ctx context.Context) error { _, err := c.Search(ctx, client.Query{Text: "haddad"}); return err }},
		hostiletest.Ask{What: "account", Do: func(ctx context.Context) error { _, err := c.Account(ctx, accountID); return err }},
		hostiletest.Ask{What: "sign-in", Do: func(ctx context.Context) error { _, err := desk().SignIn(ctx, credentials); return err }},
	)
}
