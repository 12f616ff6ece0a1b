package transport_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"portaldesk/client"
	"portaldesk/client/transport"
)

func wantRetryAfter(t *testing.T, err error, want time.Duration) {
	t.Helper()
	fault, ok := errors.AsType[*client.Error](err)
	if !ok || fault.RetryAfter != want {
		t.Errorf("got %v; want to be told to wait %v", err, want)
	}
}

func TestRefusalsAreMappedAsTheContractSays(t *testing.T) {
	for _, test := range []struct {
		status int
		code   string
		kind   client.Kind
	}{
		{400, "query-too-short", client.Invalid},
		{401, "credentials-wrong", client.Unauthenticated},
		{401, "one-time-code-required", client.OneTimeCodeRequired},
		{401, "one-time-code-wrong", client.Unauthenticated},
		{403, "role-not-allowed", client.Forbidden},
		{403, "proof-required", client.ProofRequired},
		{403, "proof-too-weak", client.ProofRequired},
		{403, "proof-expired", client.ProofExpired},
		{404, "account-not-found", client.NotFound},
		{409, "login-id-taken", client.Conflict},
		{409, "idempotency-in-progress", client.InProgress},
		{412, "account-changed", client.Stale},
		{418, "teapot", client.Protocol},
		{422, "idempotency-key-reused", client.KeyReused},
		{428, "precondition-required", client.Protocol},
		{429, "verification-closed", client.Throttled},
		{500, "broken", client.Unavailable},
		{501, "not-offered", client.NotOffered},
		{503, "unavailable", client.Unavailable},
	} {
		t.Run(test.code, func(t *testing.T) {
			portal := newPortal(t, problem(test.status, test.code, ""))
			_, err := portal.client(t).Do(t.Context(), write(""))
			wantKind(t, err, test.kind, test.code)
		})
	}
}

func TestRefusedFieldsAreTold(t *testing.T) {
	portal := newPortal(t, problem(400, "call-invalid",
		`,"fields":[{"field":"calls[2].note","code":"too-long"},{"field":"Maria Alvarez!","code":"x"},{"field":"note","code":"Said: secret"}]`))
	_, err := portal.client(t).Do(t.Context(), write(""))
	fault, _ := errors.AsType[*client.Error](err)
	want := []client.FieldError{{Field: "calls[2].note", Code: "too-long"}}
	if diff := cmp.Diff(want, fault.Fields); diff != "" {
		t.Error(diff)
	}
}

func TestAGatewayIsBelievedOnlyThatItIsBusy(t *testing.T) {
	for status, kind := range map[int]client.Kind{
		502: client.Unavailable, 429: client.Throttled, 401: client.Unauthenticated,
		404: client.Protocol, 403: client.Protocol, 400: client.Protocol, 501: client.Protocol, 412: client.Protocol,
	} {
		portal := newPortal(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Retry-After", "60")
			w.WriteHeader(status)
			_, _ = io.WriteString(w, "<html>")
		})
		_, err := portal.client(t).Do(t.Context(), read(&answer{}))
		if client.KindOf(err) != kind {
			t.Errorf("%d: got %v, want %s", status, err, kind)
		}
		if kind == client.Unavailable || kind == client.Throttled {
			wantRetryAfter(t, err, time.Minute)
		}
	}
}

// The server behind a gateway may have done the work whose answer the gateway lost.
func TestAWriteWhoseAnswerAGatewayLost(t *testing.T) {
	for status, kind := range map[int]client.Kind{502: client.OutcomeUnknown, 504: client.OutcomeUnknown, 503: client.Unavailable, 500: client.Unavailable} {
		for _, key := range []client.Key{"", "k"} {
			portal := newPortal(t, problem(status, "x", ""))
			_, err := portal.client(t).Do(t.Context(), write(key))
			wantKind(t, err, kind, "x")
		}
	}
}

// A question whose words must not stand in an address is asked as a form, and again like any other.
func TestAQuestionAsAForm(t *testing.T) {
	portal := newPortal(t, inTurn(drop, problem(504, "x", ""), says(200, "application/json", `{"name":"x"}`)))
	var got answer
	_, err := portal.client(t).Do(t.Context(), transport.Request{
		Op: "ask", Method: http.MethodPost, Path: "/v1/things/_search", Form: url.Values{"mrn": {"4000123"}}, Reads: true, Out: &got,
	})
	if err != nil || got.Name != "x" {
		t.Fatalf("answered %+v, %v", got, err)
	}
	for _, asked := range portal.requests() {
		if asked.uri != "/v1/things/_search" || asked.body != "mrn=4000123" || asked.key != "" || asked.contentType != "application/x-www-form-urlencoded" {
			t.Errorf("asked %+v", asked)
		}
	}
}

func TestHostileAnswersAreProtocolErrors(t *testing.T) {
	for name, body := range map[string]string{
		"empty":             ``,
		"not JSON":          `<html>`,
		"null":              `null`,
		"a list":            `[]`,
		"a number":          `1`,
		"cut":               `{"name":"x"`,
		"two objects":       `{} {}`,
		"trailing garbage":  `{}x`,
		"wrong type":        `{"name":7}`,
		"number too large":  `{"n":1e400}`,
		"fraction":          `{"n":1.5}`,
		"invalid UTF-8":     "{\"name\":\"\xff\xfe\"}",
		"deep":              `{"x":` + strings.Repeat("[", 65) + strings.Repeat("]", 65) + `}`,
		"deeper than a cut": strings.Repeat(`{"x":`, 9000),
		"bad escape":        `{"name":"\x"}`,
		"ends in an escape": `{"name":"\`,
		"control character": "{\"name\":\"a\x00b\"}",
		"a megabyte":        `{"name":"` + strings.Repeat("a", 1<<20) + `"}`,
	} {
		t.Run(name, func(t *testing.T) {
			portal := newPortal(t, answerJSON(200, body))
			_, err := portal.client(t).Do(t.Context(), read(&answer{}))
			if client.KindOf(err) != client.Protocol {
				t.Errorf("got %v", err)
			}
			if n := len(portal.requests()); n != 1 {
				t.Errorf("asked %d times, want once", n)
			}
		})
	}
}

func TestHostileProblemsAreOnlyTheirStatus(t *testing.T) {
	for name, body := range map[string]string{
		"type is a sentence":  `{"type":"https://p.example/Maria Alvarez is unknown"}`,
		"type is endless":     `{"type":"https://p.example/` + strings.Repeat("a", 65) + `"}`,
		"wait of a century":   `{"retryAfterSeconds":9223372036854775807}`,
		"wait before the day": `{"retryAfterSeconds":-1}`,
	} {
		t.Run(name, func(t *testing.T) {
			portal := newPortal(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "application/problem+json; charset=utf-8")
				w.WriteHeader(http.StatusTooManyRequests)
				_, _ = io.WriteString(w, body)
			})
			_, err := portal.client(t).Do(t.Context(), write(""))
			wantKind(t, err, client.Throttled, "")
			fault, _ := errors.AsType[*client.Error](err)
			if fault.RetryAfter < 0 || fault.RetryAfter > time.Hour {
				t.Errorf("told to wait %v", fault.RetryAfter)
			}
		})
	}
}

func TestADecompressedAnswerIsBoundedToo(t *testing.T) {
	var bomb bytes.Buffer
	zip := gzip.NewWriter(&bomb)
	_, _ = zip.Write(bytes.Repeat([]byte(" "), 8<<20))
	_ = zip.Close()
	portal := newPortal(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(bomb.Bytes())
	})
	_, err := portal.client(t).Do(t.Context(), read(&answer{}))
	wantKind(t, err, client.Protocol, "answer-too-large")
}

func TestAnAnswerOfAnotherTypeIsNotRead(t *testing.T) {
	portal := newPortal(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		_, _ = io.WriteString(w, `{"name":"x"}`)
	})
	_, err := portal.client(t).Do(t.Context(), read(&answer{}))
	wantKind(t, err, client.Protocol, "not-json")
}

func TestAStatusThatTheContractDoesNotHave(t *testing.T) {
	portal := newPortal(t, answerJSON(http.StatusAccepted, `{}`))
	_, err := portal.client(t).Do(t.Context(), read(&answer{}))
	wantKind(t, err, client.Protocol, "unexpected-status")
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	other := newPortal(t, answerJSON(200, `{}`))
	portal := newPortal(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL+"/steal", http.StatusTemporaryRedirect)
	})
	_, err := portal.client(t).Do(t.Context(), write("k-1"))
	wantKind(t, err, client.Protocol, "unexpected-status")
	if n := len(other.requests()); n != 0 {
		t.Errorf("the other host was asked %d times", n)
	}
}
