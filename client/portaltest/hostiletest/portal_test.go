package hostiletest_test

import (
	"context"
	"net/http"
	"testing"

	"portaldesk/client"
	"portaldesk/client/adminapi"
	"portaldesk/client/portaltest/hostiletest"
	"portaldesk/client/transport"
)

// FuzzAnswers is not with the tests of adminapi: they need all that reads the contract, which takes minutes to be made fit for fuzzing.
func FuzzAnswers(f *testing.F) {
	hostiletest.Fuzz(f, func(t *testing.T, reach transport.Config, _ func(http.Handler)) []hostiletest.Ask {
		portal, err := adminapi.New(reach, client.NewMemory(client.Tokens{Access: "a"}))
		if err != nil {
			t.Fatal(err)
		}
		return []hostiletest.Ask{
			{What: "about", Do: func(ctx context.Context) error { _, err := portal.About(ctx); return err }},
			{What: "look-up", Do: func(ctx context.Context) error { _, err := portal.Search(ctx, client.Query{Text: "ma"}); return err }},
			{What: "account", Do: func(ctx context.Context) error { _, err := portal.Account(ctx, "a"); return err }},
			{What: "calls", Do: func(ctx context.Context) error { _, err := portal.Calls(ctx, client.CallQuery{}); return err }},
			{What: "trail", Do: func(ctx context.Context) error { _, err := portal.AuditEvents(ctx, client.AuditQuery{}); return err }},
			{What: "sign-in", Do: func(ctx context.Context) error {
				_, err := portal.SignIn(ctx, client.Credentials{Login: "mortiz", Password: "x"})
				return err
			}},
		}
	}, `{"items":[{"id":"a","name":{"family":"A","given":"M"},"birthDate":"1984-03-12","status":"active"}],"total":1}`,
		`{"tokens":{"access":"a","refresh":"r"},"agent":{"id":"a","login":"mortiz","role":"senior"}}`,
		`{"type":"https://p.example/account-changed","fields":[{"field":"note","code":"too-long"}],"retryAfterSeconds":9}`)
}
