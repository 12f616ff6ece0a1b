package kratos_test

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"testing"

	"portaldesk/client"
	"portaldesk/client/kratos"
	"portaldesk/client/portaltest/hostiletest"
	"portaldesk/client/transport"
)

func FuzzAnswers(f *testing.F) {
	identity, err := os.ReadFile("testdata/identity.json")
	if err != nil {
		f.Fatal(err)
	}
	hostiletest.Fuzz(f, func(t *testing.T, reach transport.Config, befriend func(http.Handler)) []hostiletest.Ask {
		friend := &fake{on: map[string]http.HandlerFunc{}}
		if err := json.Unmarshal(identity, &friend.identity); err != nil {
			t.Fatal(err)
		}
		befriend(friend)
		c := signedIn(t, kratos.Config{Transport: reach, PublicURL: reach.BaseURL})
		return []hostiletest.Ask{
			{What: "look-up", Do: func(ctx context.Context) error { _, err := c.Search(ctx, client.Query{Text: "alvarez"}); return err }},
			{What: "account", Do: func(ctx context.Context) error { _, err := c.Account(ctx, theID); return err }},
			{What: "mail", Do: func(ctx context.Context) error { _, err := c.Mail(ctx, theID, 10); return err }},
		}
	}, string(identity), "["+string(identity)+"]", `{"error":{"code":404,"status":"Not Found","message":"Unable to locate the resource"}}`)
}
