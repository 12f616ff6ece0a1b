package scim_test

import (
	"context"
	"net/http"
	"testing"

	"portaldesk/client"
	"portaldesk/client/portaltest/hostiletest"
	"portaldesk/client/scim"
	"portaldesk/client/transport"
)

func FuzzAnswers(f *testing.F) {
	hostiletest.Fuzz(f, func(t *testing.T, reach transport.Config, befriend func(http.Handler)) []hostiletest.Ask {
		reach.BaseURL += "/scim/v2"
		befriend(http.HandlerFunc((&fake{config: plainConfig, users: map[string]string{"7": maria}}).serve))
		c := connect(t, scim.Config{Transport: reach})
		signIn(t, c, "t")
		return []hostiletest.Ask{
			{What: "look-up", Do: func(ctx context.Context) error { _, err := c.Search(ctx, client.Query{Text: "alvarez"}); return err }},
			{What: "account", Do: func(ctx context.Context) error { _, err := c.Account(ctx, "7"); return err }},
		}
	}, maria, listOpen+`1,"Resources":[`+maria+`]}`, errorOpen+`"404"}`, plainConfig)
}
