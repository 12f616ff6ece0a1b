//go:build torture

package fhir_test

import (
	"context"
	"testing"

	"portaldesk/client"
	"portaldesk/client/fhir"
	"portaldesk/client/portaltest/hostiletest"
)

func TestHostileAnswersOfAFHIRServer(t *testing.T) {
	f := newFake(t, statement("", ""), split(nobody, answer(201, `{}`)))
	s := hostiletest.Start(t, f.Config.Handler)
	config := s.Transport()
	config.BaseURL, config.Dialect = config.BaseURL+"/fhir", fhir.Dialect()
	records := fhir.New(signed(t, config, "t"), fhir.Options{})
	hostiletest.Withstand(t, "FHIR", s,
		hostiletest.Ask{What: "calls", Do: func(ctx context.Context) error { _, err := records.Calls(ctx, client.CallQuery{}); return err }},
		hostiletest.Ask{What: "hand over", Do: func(ctx context.Context) error {
			_, err := records.CreateCalls(ctx, []client.Call{shortCall()})
			return err
		}},
		hostiletest.Ask{What: "trail", Do: func(ctx context.Context) error { _, err := records.AuditEvents(ctx, client.AuditQuery{}); return err }},
	)
}
