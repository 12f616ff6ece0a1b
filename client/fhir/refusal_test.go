package fhir_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"portaldesk/client"
	"portaldesk/client/transport"
)

func TestRefusalsOfASearch(t *testing.T) {
	for status, want := range map[int]struct {
		kind client.Kind
		code string
	}{
		400: {client.Invalid, "record-refused"}, 401: {client.Unauthenticated, transport.SessionEnded}, 403: {client.Forbidden, "role-not-allowed"},
		404: {client.NotFound, "record-not-found"}, 405: {client.NotOffered, "not-offered"}, 409: {client.Conflict, "version-conflict"},
		410: {client.NotFound, "record-not-found"}, 412: {client.Conflict, "multiple-matches"}, 418: {client.Protocol, "unexpected-status"},
		422: {client.Invalid, "record-refused"}, 429: {client.Throttled, ""}, 500: {client.Unavailable, ""}, 503: {client.Unavailable, ""},
	} {
		f := newFake(t, statement("", ""), answer(status, outcome("processing", "")))
		_, err := f.records(t).Calls(t.Context(), client.CallQuery{})
		if status == 401 {
			if client.KindOf(err) != client.Unauthenticated {
				t.Errorf("401: got %v", err)
			}
			continue
		}
		wantError(t, err, want.kind, want.code)
		if strings.Contains(err.Error(), "Maria") {
			t.Error("the error repeats the server's words")
		}
	}
}

func TestAGatewaysPageIsNoRefusal(t *testing.T) {
	f := newFake(t, statement("", ""), func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(404)
	})
	_, err := f.records(t).Calls(t.Context(), client.CallQuery{})
	if client.KindOf(err) != client.Protocol {
		t.Errorf("got %v", err)
	}
}

func TestARefusedCallSaysWhere(t *testing.T) {
	for place, field := range map[string]string{
		"Communication.note[0].text":                                "note",
		"Bundle.entry[0].resource.ofType(Communication).payload[1]": "done",
		"Communication": "record", "Maria Alvarez": "record",
	} {
		f := newFake(t, statement("", ""), split(nobody, answer(422, outcome("value", place))))
		call := shortCall()
		receipts, err := f.records(t).CreateCalls(t.Context(), []client.Call{call})
		if err != nil {
			t.Fatal(err)
		}
		want := []client.CallReceipt{{
			ID: call.ID, Status: client.CallRefused, Code: "record-refused", Fields: []client.FieldError{{Field: field, Code: "value"}},
		}}
		if diff := cmp.Diff(want, receipts); diff != "" {
			t.Error(diff)
		}
	}
}

func TestACallThatCannotBeIsRefusedHere(t *testing.T) {
	f := newFake(t, statement("", ""), split(nobody, answer(201, `{}`)))
	good, bad := shortCall(), shortCall()
	bad.ClosedAt, bad.Note = bad.OpenedAt.Add(-1), "a\x00b"
	bad.ID, bad.AgentID, bad.HoldSeconds = "../1", "", -1
	receipts, err := f.records(t).CreateCalls(t.Context(), []client.Call{bad, good})
	if err != nil {
		t.Fatal(err)
	}
	want := []client.CallReceipt{
		{ID: bad.ID, Status: client.CallRefused, Code: "call-invalid", Fields: []client.FieldError{
			{Field: "id", Code: "no-uuid"}, {Field: "agentId", Code: "missing"}, {Field: "closedAt", Code: "before-opened"},
			{Field: "holdSeconds", Code: "negative"}, {Field: "note", Code: "not-text"},
		}},
		{ID: good.ID, Status: client.CallCreated},
	}
	if diff := cmp.Diff(want, receipts); diff != "" {
		t.Error(diff)
	}
	if n := len(f.writes()); n != 1 {
		t.Errorf("%d calls were sent", n)
	}
}

func TestTooManyCallsAtOnce(t *testing.T) {
	_, err := newFake(t, statement("", ""), nobody).records(t).CreateCalls(t.Context(), make([]client.Call, client.MaxBatch+1))
	wantError(t, err, client.Invalid, "batch-too-large")
}
