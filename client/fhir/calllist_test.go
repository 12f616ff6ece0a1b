package fhir_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"portaldesk/client"
)

// searchable is a server that says by what calls can be searched.
func searchable(parameters string) http.HandlerFunc {
	return answer(200, `{"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","rest":[{"mode":"server","resource":[
		{"type":"Communication","interaction":[{"code":"create"},{"code":"search-type"}],"searchParam":[`+parameters+`]}]}]}`)
}

func (f *fake) asks(t *testing.T, query client.CallQuery) url.Values {
	t.Helper()
	if _, err := f.records(t).Calls(t.Context(), query); err != nil {
		t.Fatal(err)
	}
	for _, went := range f.requests() {
		if strings.HasSuffix(went.path, "Communication") {
			values, err := url.ParseQuery(went.query)
			if err != nil {
				t.Fatal(err)
			}
			return values
		}
	}
	t.Fatal("nothing was asked for")
	return nil
}

func TestTheServerIsAskedForWhatItSaysItCanAnswer(t *testing.T) {
	at := time.Date(2026, 11, 22, 9, 0, 0, 500, time.UTC)
	query := client.CallQuery{From: at, Until: at.Add(time.Hour), Order: client.OldestCalls, AgentID: "a"}
	asked := newFake(t, searchable(`{"name":"sent","type":"date"}`), nobody).asks(t, query)
	if got := strings.Join(asked["sent"], " "); got != "ge2026-11-22T09:00:00Z le2026-11-22T10:00:01Z" || asked.Get("_sort") != "received" {
		t.Errorf("asked %v", asked)
	}
	if asked := newFake(t, searchable(""), nobody).asks(t, query); asked.Has("sent") {
		t.Errorf("a server that cannot search by time was asked %v", asked)
	}
}

func TestWhatTheServerCannotBeAskedIsLookedForInItsAnswer(t *testing.T) {
	call := shortCall()
	call.Note, call.Caller.Name, call.RepeatOf = "Señora Núñez", "Zoë", shortCall().ID
	other := shortCall()
	other.AgentID, other.OpenedAt, other.ClosedAt = "b", call.OpenedAt.Add(-time.Hour), call.ClosedAt.Add(-time.Hour)
	other.Outcome, other.Reason = client.OutcomeEscalated, client.Reason{Stage: "x", Cause: "y"}
	kept := recorded(t, "", writtenAs(t, other, call)...)
	for name, query := range map[string]client.CallQuery{
		"agent": {AgentID: "a"}, "from": {From: call.OpenedAt}, "stage": {Reason: client.Reason{Stage: "s"}},
		"cause": {Reason: client.Reason{Stage: "s", Cause: "c"}}, "outcome": {Outcome: client.OutcomeResolved},
		"note": {Contains: "SENORA nun"}, "name": {Contains: "zoe"},
	} {
		page, err := newFake(t, statement("", ""), kept).records(t).Calls(t.Context(), query)
		if err != nil || len(page.Items) != 1 || page.Items[0].ID != call.ID || page.Items[0].RepeatOf != call.RepeatOf || page.Total != -1 {
			t.Errorf("%s: %+v, %v", name, page, err)
		}
	}
}

func TestPagesOfOthersAreReadPast(t *testing.T) {
	mine, others := shortCall(), shortCall()
	others.AgentID = "b"
	next := "https://x.example/fhir/Communication?p="
	f := newFake(t, statement("", ""), inTurn(recorded(t, next+"2", writtenAs(t, others)...), recorded(t, next+"3", writtenAs(t, others)...),
		recorded(t, next+"4", writtenAs(t, mine)...)))
	page, err := f.records(t).Calls(t.Context(), client.CallQuery{AgentID: "a"})
	if err != nil || len(page.Items) != 1 || page.Next == "" || len(f.requests()) != 3 {
		t.Errorf("%+v, %v after %d requests", page, err, len(f.requests()))
	}
}

func TestTheOldestFirstAndNoOrderThatNobodyKnows(t *testing.T) {
	early, late := shortCall(), shortCall()
	late.OpenedAt, late.ClosedAt = late.OpenedAt.Add(time.Hour), late.ClosedAt.Add(time.Hour)
	records := newFake(t, statement("", ""), recorded(t, "", writtenAs(t, late, early)...)).records(t)
	page, err := records.Calls(t.Context(), client.CallQuery{Order: client.OldestCalls})
	if err != nil || len(page.Items) != 2 || page.Items[0].ID != early.ID {
		t.Errorf("%+v, %v", page, err)
	}
	for _, order := range []client.CallOrder{client.LongestCalls, "strange"} {
		if _, err := records.Calls(t.Context(), client.CallQuery{Order: order}); client.KindOf(err) != client.NotOffered {
			t.Errorf("%s: %v", order, err)
		}
	}
}
