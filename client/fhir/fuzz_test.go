package fhir_test

import (
	"context"
	"net/http"
	"testing"

	"portaldesk/client"
	"portaldesk/client/fhir"
	"portaldesk/client/portaltest/hostiletest"
	"portaldesk/client/transport"
)

func FuzzAnswers(f *testing.F) {
	hostiletest.Fuzz(f, func(t *testing.T, reach transport.Config, befriend func(http.Handler)) []hostiletest.Ask {
		reach.Dialect = fhir.Dialect()
		befriend(statement("", ""))
		records := fhir.New(signed(t, reach, "t"), fhir.Options{})
		if _, err := records.RecordAbilities(t.Context()); err != nil {
			t.Fatal(err)
		}
		return []hostiletest.Ask{
			{What: "calls", Do: func(ctx context.Context) error { _, err := records.Calls(ctx, client.CallQuery{}); return err }},
			{What: "trail", Do: func(ctx context.Context) error { _, err := records.AuditEvents(ctx, client.AuditQuery{}); return err }},
		}
	}, `{"resourceType":"Bundle","type":"searchset","total":1,"entry":[{"resource":{"resourceType":"Communication","id":"1","identifier":[{"value":"x"}],"sent":"2026-01-02T03:04:05Z","payload":[{"contentString":"n"}]}}]}`,
		outcome("forbidden", "Communication.note"), `{"resourceType":"Bundle","type":"searchset","link":[{"relation":"next","url":"https://evil.example/fhir?page=2"}]}`)
}
