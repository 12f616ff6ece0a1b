//go:build torture

package scim_test

import (
	"context"
	"net/http"
	"testing"

	"portaldesk/client"
	"portaldesk/client/portaltest/hostiletest"
	"portaldesk/client/scim"
)

func TestHostileAnswersOfADirectory(t *testing.T) {
	s := hostiletest.Start(t, http.HandlerFunc(newFake(t).serve))
	config := scim.Config{Transport: s.Transport()}
	config.Transport.BaseURL += "/scim/v2"
	c := connect(t, config)
	signIn(t, c, "t")
	hostiletest.Withstand(t, "SCIM", s,
		hostiletest.Ask{What: "look-up", Do: func(ctx context.Context) error { _, err := c.Search(ctx, client.Query{Text: "alvarez"}); return err }},
		hostiletest.Ask{What: "account", Do: func(ctx context.Context) error { _, err := c.Account(ctx, "7"); return err }},
		hostiletest.Ask{What: "sign-in", Do: func(ctx context.Context) error {
			_, err := connect(t, config).SignIn(ctx, client.Credentials{Login: "ana", Token: "t"})
			return err
		}},
	)
}
