//go:build torture

package oidc_test

import (
	"context"
	"testing"

	"portaldesk/client/oidc"
	"portaldesk/client/oidc/providertest"
	"portaldesk/client/portaltest/hostiletest"
)

func TestHostileAnswersOfAProvider(t *testing.T) {
	s := hostiletest.Start(t, nil)
	p := providertest.New(s.URL)
	p.Bent["/token"] = says(200, "application/json", `{"access_token":"a","refresh_token":"r","token_type":"Bearer"}`)
	s.Befriend(p)
	connect := func() *oidc.Client {
		c, err := oidc.New(oidc.Config{Issuer: s.URL, ClientID: providertest.ClientID, Transport: s.Transport()})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	known := connect()
	hostiletest.Withstand(t, "OpenID Connect", s,
		hostiletest.Ask{What: "discovery", Do: func(ctx context.Context) error { return connect().Check(ctx, "check") }},
		hostiletest.Ask{What: "tokens", Do: func(ctx context.Context) error { _, err := known.Refresh(ctx, "refresh", "r"); return err }},
	)
}
