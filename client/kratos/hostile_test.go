//go:build torture

package kratos_test

import (
	"context"
	"testing"

	"portaldesk/client"
	"portaldesk/client/kratos"
	"portaldesk/client/portaltest/hostiletest"
)

func TestHostileAnswersOfAKratos(t *testing.T) {
	s := hostiletest.Start(t, newFake(t))
	c := signedIn(t, kratos.Config{Transport: s.Transport(), PublicURL: s.URL})
	hostiletest.Withstand(t, "Kratos", s,
		hostiletest.Ask{What: "look-up", Do: func(ctx context.Context) error {
			_, err := c.Search(ctx, client.Query{Text: "alvarez@example.com"})
			return err
		}},
		hostiletest.Ask{What: "account", Do: func(ctx context.Context) error { _, err := c.Account(ctx, theID); return err }},
		hostiletest.Ask{What: "sessions", Do: func(ctx context.Context) error { _, err := c.Sessions(ctx, theID, 10); return err }},
	)
}
