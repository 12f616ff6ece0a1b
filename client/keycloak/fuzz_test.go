package keycloak_test

import (
	"context"
	"net/http"
	"testing"

	"portaldesk/client"
	"portaldesk/client/keycloak"
	"portaldesk/client/portaltest/hostiletest"
	"portaldesk/client/signing"
	"portaldesk/client/transport"
)

func FuzzAnswers(f *testing.F) {
	hostiletest.Fuzz(f, func(t *testing.T, reach transport.Config, befriend func(http.Handler)) []hostiletest.Ask {
		reach.BaseURL += "/realms/patients"
		befriend(http.HandlerFunc((&recorded{answers: recordedAnswers(), issuer: reach.BaseURL}).serve))
		signer, err := signing.New(signing.Config{Way: client.SignInToken, Transport: reach}, &held{})
		if err != nil {
			t.Fatal(err)
		}
		c, err := keycloak.New(keycloak.Config{Transport: reach}, signer)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.SignIn(t.Context(), client.Credentials{Login: agentID, Token: "c2VjcmV0"}); err != nil {
			t.Fatal(err)
		}
		return []hostiletest.Ask{
			{What: "look-up", Do: func(ctx context.Context) error { _, err := c.Search(ctx, client.Query{Text: "haddad"}); return err }},
			{What: "account", Do: func(ctx context.Context) error { _, err := c.Account(ctx, accountID); return err }},
			{What: "sign-ins", Do: func(ctx context.Context) error { _, err := c.SignInAttempts(ctx, accountID, 10); return err }},
			{What: "mail", Do: func(ctx context.Context) error { _, err := c.Mail(ctx, accountID, 10); return err }},
		}
	}, recordedUser, "["+recordedUser+"]", recordedLocked, "["+recordedUpdate+"]", `{"error":"HTTP 404 Not Found"}`)
}
