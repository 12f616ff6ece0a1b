//go:build servers

package fhir_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/fhir"
	"portaldesk/client/transport"
)

// server is a running FHIR server, as its script describes it.
type server struct {
	URL        string `json:"url"`
	CAFile     string `json:"caFile"`
	Token      string `json:"token"`
	MRNSystem  string `json:"mrnSystem"`
	OnePatient string `json:"onePatient"`
	TwoPatient string `json:"twoPatients"`
}

// onEach runs a test on every FHIR server.
func onEach(t *testing.T, run func(t *testing.T, s server)) {
	folder := os.Getenv("PORTALDESK_SERVERS")
	if folder == "" {
		t.Fatal("PORTALDESK_SERVERS names no folder of running servers")
	}
	for _, name := range []string{"fhir", "hapi"} {
		t.Run(name, func(t *testing.T) {
			described, err := os.ReadFile(filepath.Join(folder, name, "server.json"))
			if err != nil {
				t.Fatal(err)
			}
			var s server
			if err := json.Unmarshal(described, &s); err != nil {
				t.Fatal(err)
			}
			run(t, s)
		})
	}
}

func (s server) config() transport.Config {
	return transport.Config{BaseURL: s.URL, CAFile: s.CAFile, Dialect: fhir.Dialect(), Timeout: time.Minute}
}

// bare is a client of the server without the records in front of it.
func (s server) bare(t *testing.T, config transport.Config) *transport.Client {
	t.Helper()
	return signed(t, config, s.Token)
}

func (s server) records(t *testing.T, options fhir.Options) *fhir.Client {
	t.Helper()
	return fhir.New(s.bare(t, s.config()), options)
}

// losing records at a server whose answers to writes are lost as often as left says; the server has done the work.
func (s server) losing(t *testing.T, left *atomic.Int32) *fhir.Client {
	t.Helper()
	config := s.config()
	config.Wrap = func(inner http.RoundTripper) http.RoundTripper {
		return roundTrip(func(r *http.Request) (*http.Response, error) {
			answer, err := inner.RoundTrip(r)
			if err != nil || r.Method == http.MethodGet || left.Add(-1) < 0 {
				return answer, err
			}
			_, _ = io.Copy(io.Discard, answer.Body)
			answer.Body.Close()
			return nil, errors.New("the line went dead")
		})
	}
	return fhir.New(s.bare(t, config), fhir.Options{})
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// count asks the server itself how many resources match.
func (s server) count(t *testing.T, kind string, query ...string) int {
	t.Helper()
	return len(s.raw(t, kind, query...))
}

// raw reads resources as the server has them.
func (s server) raw(t *testing.T, kind string, query ...string) []map[string]any {
	t.Helper()
	values := map[string][]string{"_count": {"100"}}
	for i := 0; i < len(query); i += 2 {
		values[query[i]] = []string{query[i+1]}
	}
	var found struct {
		Entry []struct{ Resource map[string]any }
	}
	_, err := s.bare(t, s.config()).Do(t.Context(), transport.Request{
		Op: "test", Method: http.MethodGet, Path: "/" + kind, Query: values, Out: &found,
		Header: http.Header{"Cache-Control": {"no-cache"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	all := make([]map[string]any, len(found.Entry))
	for i, entry := range found.Entry {
		all[i] = entry.Resource
	}
	return all
}

func newAccount() client.AccountID {
	return client.AccountID("account/" + uuid.NewString() + ", |$\\1")
}

// fullCall has something in every field.
func fullCall(about client.AccountID) client.Call {
	opened := time.Now().UTC().Add(-10 * time.Minute)
	return client.Call{
		ID: client.CallID(uuid.NewString()), Account: about, AgentID: "agent-7",
		Caller:   client.Caller{Relation: client.RelationParent, Name: "Ana Núñez", Level: client.ProvenByOOB},
		OpenedAt: opened, ClosedAt: opened.Add(5*time.Minute + 123456789),
		TalkSeconds: 240, HoldSeconds: 0, WrapSeconds: 40,
		Reason:  client.Reason{Stage: "sign-in", Cause: "other", Detail: "screen stays white"},
		Outcome: client.OutcomeFollowUp, Note: " First line.\n\n\t*second*, ñ 漢 <b>&amp;</b> \n", Language: "es",
		Done: []client.Deed{
			{At: opened.Add(time.Minute + 1), What: "unlock", Result: "done"},
			{At: opened.Add(2 * time.Minute), What: "reset-password", Result: "unknown"},
		},
	}
}

func must[T any](t *testing.T, value T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func same(t *testing.T, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// everyCall reads all pages.
func everyCall(t *testing.T, records client.Records, about client.AccountID, limit int) []client.Call {
	t.Helper()
	var all []client.Call
	query := client.CallQuery{Account: about, Limit: limit}
	for range 100 {
		page, err := records.Calls(t.Context(), query)
		all = append(all, must(t, page, err).Items...)
		if query.Cursor = page.Next; query.Cursor == "" {
			return all
		}
	}
	t.Fatal("the pages do not end")
	return nil
}

func everyEvent(t *testing.T, records client.Records, about client.AccountID, limit int) []client.AuditEvent {
	t.Helper()
	var all []client.AuditEvent
	query := client.AuditQuery{Account: about, Limit: limit}
	for range 100 {
		page, err := records.AuditEvents(t.Context(), query)
		all = append(all, must(t, page, err).Items...)
		if query.Cursor = page.Next; query.Cursor == "" {
			return all
		}
	}
	t.Fatal("the pages do not end")
	return nil
}

func hash(text string) string { return strings.Repeat(text, 32) }

func event(about client.AccountID, seq uint64) client.AuditEvent {
	return client.AuditEvent{
		ID: uuid.NewString(), Seq: seq, Prev: hash("0a"), Hash: hash("f1"), At: time.Now().UTC(), AgentID: "agent-7", Desk: uuid.NewString(),
		Action: "reset-password", Account: about, Call: client.CallID(uuid.NewString()), Outcome: client.AuditDone, Detail: "password-reset.link",
	}
}
