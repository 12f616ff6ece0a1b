package fhir_test

import (
	"net/http"
	"strings"
	"testing"

	"portaldesk/client"
)

func offered(t *testing.T, metadata http.HandlerFunc) map[client.Ability]client.Offer {
	t.Helper()
	offers, err := newFake(t, metadata, nobody).records(t).RecordAbilities(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(offers) != 4 {
		t.Fatalf("%d abilities", len(offers))
	}
	return offers
}

func TestOnlyWhatTheServerDeclaresIsOffered(t *testing.T) {
	for ability, offer := range offered(t, statement("", "")) {
		if !offer.Offered {
			t.Errorf("%s: %+v", ability, offer)
		}
	}
	readsOnly := answer(200, `{"resourceType":"CapabilityStatement","fhirVersion":"4.0.0","rest":[{"mode":"client","resource":[{"type":"AuditEvent",
		"interaction":[{"code":"create"}]}]},{"mode":"server","resource":[{"type":"Communication","interaction":[{"code":"search-type"},{"code":"read"}]}]}]}`)
	for ability, offer := range offered(t, readsOnly) {
		if offer.Offered != (ability == client.ReadsCalls) {
			t.Errorf("%s: %+v", ability, offer)
		}
		if !offer.Offered && (offer.Reason == "" || offer.WayAround == "") {
			t.Errorf("%s: no reason or no way around", ability)
		}
	}
}

// HAPI 8 names all that can be included in a search, of every kind of resource: 19,000 entries.
func TestAServerThatSaysVeryMuchIsHeard(t *testing.T) {
	names := strings.Repeat(`,"Communication:subject"`, 25_000)
	for ability, offer := range offered(t, statement("", `,"searchInclude":["*"`+names+`]`)) {
		if !offer.Offered {
			t.Errorf("%s: %+v", ability, offer)
		}
	}
}

func TestAServerThatSaysNothingOffersNothing(t *testing.T) {
	for name, metadata := range map[string]http.HandlerFunc{
		"an empty search":  nobody,
		"not there":        answer(404, outcome("not-found", "")),
		"a page":           func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) },
		"a gateway's 404":  func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(404) },
		"another version":  answer(200, `{"resourceType":"CapabilityStatement","fhirVersion":"5.0.0"}`),
		"nothing declared": answer(200, `{"resourceType":"CapabilityStatement","fhirVersion":"4.0.1"}`),
	} {
		t.Run(name, func(t *testing.T) {
			for ability, offer := range offered(t, metadata) {
				if offer.Offered || offer.Reason == "" || offer.WayAround == "" {
					t.Errorf("%s: %+v", ability, offer)
				}
			}
		})
	}
}

func TestAServerThatIsDownIsNoServerWithoutAbilities(t *testing.T) {
	f := newFake(t, answer(503, outcome("transient", "")), nobody)
	_, err := f.records(t).RecordAbilities(t.Context())
	wantError(t, err, client.Unavailable, "")
	f.Close()
	_, err = f.records(t).RecordAbilities(t.Context())
	if client.KindOf(err) != client.Offline {
		t.Errorf("got %v", err)
	}
}
