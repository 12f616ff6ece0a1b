package transport_test

import (
	"io"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// foreign is a dialect with refusals of its own: {"word": ...}.
var foreign = transport.Dialect{
	Accept: "application/scim+json", Types: []string{"application/scim+json", "application/json"}, ContentType: "application/scim+json",
	Refusal: func(r transport.Refusal) (transport.Fault, bool) {
		var body struct{ Word string }
		if transport.Decode(r.Body, &body) != nil {
			return transport.Fault{}, false
		}
		switch body.Word {
		case "uniqueness":
			return transport.Fault{
				Kind: client.Conflict, Code: "login-id-taken", Fields: []client.FieldError{{Field: "loginId", Code: "taken"}},
			}, true
		case "expired":
			return transport.Fault{Kind: client.Unauthenticated, Code: transport.TokenExpired}, true
		}
		return transport.Fault{}, false
	},
}

func (p *portal) foreign(t *testing.T) *transport.Client {
	t.Helper()
	config := p.config()
	config.Dialect = foreign
	return mustNew(t, config)
}

// says answers in a media type of its own.
func says(status int, mediaType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", mediaType)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func TestADialectNamesItsMediaTypes(t *testing.T) {
	var accept, contentType string
	portal := newPortal(t, func(w http.ResponseWriter, r *http.Request) {
		accept, contentType = r.Header.Get("Accept"), r.Header.Get("Content-Type")
		says(200, "application/scim+json; charset=utf-8", `{"name":"x"}`)(w, r)
	})
	got := answer{}
	request := write("")
	request.Out = &got
	if _, err := portal.foreign(t).Do(t.Context(), request); err != nil || got.Name != "x" {
		t.Fatalf("got %+v, %v", got, err)
	}
	if accept != "application/scim+json" || contentType != "application/scim+json" {
		t.Errorf("Accept %q, Content-Type %q", accept, contentType)
	}
	_, err := newPortal(t, says(200, "application/fhir+json", `{}`)).foreign(t).Do(t.Context(), read(&answer{}))
	wantKind(t, err, client.Protocol, "not-json")
}

func TestADialectReadsRefusals(t *testing.T) {
	portal := newPortal(t, says(409, "application/scim+json", `{"word":"uniqueness","detail":"mariaalvarez is taken"}`))
	_, err := portal.foreign(t).Do(t.Context(), write(""))
	want := &client.Error{
		Op: "write", Kind: client.Conflict, Code: "login-id-taken", Fields: []client.FieldError{{Field: "loginId", Code: "taken"}},
	}
	if diff := cmp.Diff(error(want), err); diff != "" {
		t.Error(diff)
	}
}

func TestWhatADialectCannotReadIsBelievedOnlyThatItIsBusy(t *testing.T) {
	for _, test := range []struct {
		status int
		body   string
		kind   client.Kind
	}{
		{503, `{"word":"tired"}`, client.Unavailable},
		{429, `<html>`, client.Throttled},
		{404, `{"word":"no such page"}`, client.Protocol},
		{409, "{\"word\":\"uniqueness\",\"detail\":\"\xff\"}", client.Protocol},
	} {
		_, err := newPortal(t, says(test.status, "text/html", test.body)).foreign(t).Do(t.Context(), write(""))
		if client.KindOf(err) != test.kind {
			t.Errorf("%d %s: got %v, want %s", test.status, test.body, err, test.kind)
		}
	}
}

func TestATokenThatADialectCallsExpiredIsRefreshed(t *testing.T) {
	for name, refusal := range map[string]http.HandlerFunc{
		"in its words": says(401, "application/json", `{"word":"expired"}`),
		"by a gateway": says(401, "text/html", `<html>`),
		"by the header": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("WWW-Authenticate", `Bearer realm="x", error="invalid_token"`)
			says(401, "text/plain", "")(w, r)
		},
	} {
		t.Run(name, func(t *testing.T) {
			portal := newPortal(t, func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("Authorization") == "Bearer fresh" {
					answerJSON(200, `{}`)(w, r)
					return
				}
				refusal(w, r)
			})
			keeper, refresher := signedIn(), &refresher{}
			if _, err := portal.foreign(t).WithSession(keeper, refresher.refresh).Do(t.Context(), write("")); err != nil {
				t.Fatal(err)
			}
			if len(refresher.asked) != 1 || keeper.tokens.Access != "fresh" {
				t.Errorf("refreshed %d times, kept %+v", len(refresher.asked), keeper.tokens)
			}
		})
	}
}

func TestAnArrayIsRead(t *testing.T) {
	var got []answer
	portal := newPortal(t, says(200, "application/json", `[{"name":"x"},{"name":"y"}]`))
	if _, err := portal.foreign(t).Do(t.Context(), read(&got)); err != nil || len(got) != 2 || got[1].Name != "y" {
		t.Errorf("got %+v, %v", got, err)
	}
}
