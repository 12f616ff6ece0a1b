package fhir_test

import (
	"encoding/json"
	"encoding/pem"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/fhir"
	"portaldesk/client/transport"
)

// fake is a server that answers as it was recorded or ordered, over TLS, and keeps what it was asked.
type fake struct {
	*httptest.Server
	// metadata is what it says of itself.
	metadata http.HandlerFunc
	mu       sync.Mutex
	asked    []asked
}

type asked struct {
	method, path, query, unless, body string
}

// newFake answers everything but /metadata with the handler.
func newFake(t *testing.T, metadata, handler http.HandlerFunc) *fake {
	t.Helper()
	f := &fake{metadata: metadata}
	f.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/fhir/metadata" {
			f.metadata(w, r)
			return
		}
		body, _ := io.ReadAll(r.Body)
		f.mu.Lock()
		f.asked = append(f.asked, asked{
			r.Method, strings.TrimPrefix(r.URL.Path, "/fhir"), r.URL.RawQuery, r.Header.Get("If-None-Exist"), string(body),
		})
		f.mu.Unlock()
		handler(w, r)
	}))
	f.Config.ErrorLog = log.New(io.Discard, "", 0)
	f.StartTLS()
	t.Cleanup(f.Close)
	return f
}

func (f *fake) requests() []asked {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]asked(nil), f.asked...)
}

// writes are the requests that are not searches.
func (f *fake) writes() []asked {
	var writes []asked
	for _, r := range f.requests() {
		if r.method != http.MethodGet {
			writes = append(writes, r)
		}
	}
	return writes
}

func (f *fake) records(t *testing.T) *fhir.Client {
	t.Helper()
	return f.recordsWith(t, fhir.Options{})
}

func (f *fake) recordsWith(t *testing.T, options fhir.Options) *fhir.Client {
	t.Helper()
	config := transport.Config{
		BaseURL: f.URL + "/fhir", Dialect: fhir.Dialect(), Timeout: 5 * time.Second,
		CAPEM: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: f.Certificate().Raw}),
	}
	return fhir.New(signed(t, config, "t"), options)
}

func answer(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/fhir+json;charset=utf-8")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// statement says what the server can do: its bundles, and more members of AuditEvent.
func statement(order, audit string) http.HandlerFunc {
	return answer(200, `{"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","rest":[{"mode":"server","interaction":[`+order+`],"resource":[
		{"type":"Communication","interaction":[{"code":"create"},{"code":"search-type"}],"conditionalCreate":true},
		{"type":"AuditEvent","interaction":[{"code":"create"},{"code":"update"},{"code":"search-type"}]`+audit+`}]}]}`)
}

var (
	batches      = `{"code":"batch"}`
	transactions = `{"code":"transaction"}`
	nobody       = answer(200, `{"resourceType":"Bundle","type":"searchset","total":0}`)
)

// drop loses the answer, the request having been read.
func drop(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

// split answers searches and writes.
func split(searches, writes http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			searches(w, r)
			return
		}
		writes(w, r)
	}
}

// inTurn answers the n-th request with the n-th handler, and the last one from then on.
func inTurn(handlers ...http.HandlerFunc) http.HandlerFunc {
	var mu sync.Mutex
	n := 0
	return func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		handler := handlers[min(n, len(handlers)-1)]
		n++
		mu.Unlock()
		handler(w, r)
	}
}

func outcome(code, place string) string {
	return `{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"` + code + `","diagnostics":"Maria Alvarez is not welcome","expression":["` + place + `"]}]}`
}

// shortCall is a call that a server may keep.
func shortCall() client.Call {
	opened := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	return client.Call{
		ID: client.CallID(uuid.NewString()), Account: "acc-1", AgentID: "a", OpenedAt: opened, ClosedAt: opened.Add(time.Minute), Note: "n",
		Caller: client.Caller{Relation: client.RelationPatient}, Reason: client.Reason{Stage: "s", Cause: "c"},
		Outcome: client.OutcomeResolved, Done: []client.Deed{},
	}
}

// recorded is the bundle in which a server answers the resources written to it before.
func recorded(t *testing.T, next string, writes ...asked) http.HandlerFunc {
	t.Helper()
	bundle := map[string]any{"resourceType": "Bundle", "type": "searchset"}
	var entries []any
	for _, w := range writes {
		var resource map[string]any
		if err := json.Unmarshal([]byte(w.body), &resource); err != nil {
			t.Fatal(err)
		}
		resource["id"] = uuid.NewString()
		entries = append(entries, map[string]any{"resource": resource, "search": map[string]string{"mode": "match"}})
	}
	bundle["entry"] = entries
	if next != "" {
		bundle["link"] = []any{map[string]string{"relation": "next", "url": next}}
	}
	body, err := json.Marshal(bundle)
	if err != nil {
		t.Fatal(err)
	}
	return answer(200, string(body))
}

// writtenAs are the resources that a call is written as.
func writtenAs(t *testing.T, calls ...client.Call) []asked {
	t.Helper()
	f := newFake(t, statement("", ""), split(nobody, answer(201, `{}`)))
	if _, err := f.records(t).CreateCalls(t.Context(), calls); err != nil {
		t.Fatal(err)
	}
	return f.writes()
}
