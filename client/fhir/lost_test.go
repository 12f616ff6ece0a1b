package fhir_test

import (
	"net/http"
	"strings"
	"testing"

	"portaldesk/client"
)

func wantStatus(t *testing.T, receipts []client.CallReceipt, err error, want client.CallStatus) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	for _, receipt := range receipts {
		if receipt.Status != want {
			t.Errorf("%+v, want %s", receipt, want)
		}
	}
}

func TestACallThatIsThereIsNotSent(t *testing.T) {
	call := shortCall()
	f := newFake(t, statement("", ""), recorded(t, "", writtenAs(t, call)...))
	receipts, err := f.records(t).CreateCalls(t.Context(), []client.Call{call})
	wantStatus(t, receipts, err, client.CallExisting)
	if n := len(f.writes()); n != 0 {
		t.Errorf("sent %d times", n)
	}
}

func TestACallIsSentUnderItsCondition(t *testing.T) {
	call := shortCall()
	written := writtenAs(t, call)
	if want := "identifier=urn%3Aportaldesk%3Acall%7C" + string(call.ID); len(written) != 1 || written[0].unless != want {
		t.Errorf("sent %+v", written)
	}
}

func TestALostAnswerIsSettledByASearch(t *testing.T) {
	call := shortCall()
	there := recorded(t, "", writtenAs(t, call)...)
	f := newFake(t, statement("", ""), split(inTurn(nobody, there), drop))
	receipts, err := f.records(t).CreateCalls(t.Context(), []client.Call{call})
	wantStatus(t, receipts, err, client.CallExisting)
	if n := len(f.writes()); n != 1 {
		t.Errorf("sent %d times", n)
	}
}

// The first attempt may still be under way: sending again at once would race with it.
func TestALostAnswerThatNoSearchSettlesIsNotKnown(t *testing.T) {
	f := newFake(t, statement(batches, ""), split(nobody, drop))
	_, err := f.records(t).CreateCalls(t.Context(), []client.Call{shortCall(), shortCall()})
	if client.KindOf(err) != client.OutcomeUnknown {
		t.Errorf("got %v", err)
	}
	if n := len(f.writes()); n != 1 {
		t.Errorf("sent %d times", n)
	}
}

func TestWhatSomebodyElseMadeMeanwhileIsThere(t *testing.T) {
	call := shortCall()
	there := recorded(t, "", writtenAs(t, call)...)
	other := call
	other.Note = "another"
	for name, status := range map[string]int{"condition met": 200, "doubles": 412, "being written": 409} {
		t.Run(name, func(t *testing.T) {
			f := newFake(t, statement("", ""), split(inTurn(nobody, there), answer(status, outcome("duplicate", ""))))
			receipts, err := f.records(t).CreateCalls(t.Context(), []client.Call{call})
			wantStatus(t, receipts, err, client.CallExisting)

			f = newFake(t, statement("", ""), split(inTurn(nobody, there), answer(status, outcome("duplicate", ""))))
			receipts, err = f.records(t).CreateCalls(t.Context(), []client.Call{other})
			wantStatus(t, receipts, err, client.CallRefused)

			f = newFake(t, statement("", ""), split(nobody, answer(status, outcome("duplicate", ""))))
			_, err = f.records(t).CreateCalls(t.Context(), []client.Call{call})
			wantError(t, err, client.OutcomeUnknown, "not-found-after")
		})
	}
}

// entries answers a bundle with these statuses, and single creates with a 201.
func entries(kind string, statuses ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/fhir" {
			answer(201, `{}`)(w, r)
			return
		}
		list := make([]string, len(statuses))
		for i, status := range statuses {
			list[i] = `{"response":{"status":"` + status + `","outcome":` + outcome("value", "Communication.note") + `}}`
		}
		answer(200, `{"resourceType":"Bundle","type":"`+kind+`","entry":[`+strings.Join(list, ",")+`]}`)(w, r)
	}
}

func TestABundleAnswersForEachCall(t *testing.T) {
	f := newFake(t, statement(batches, ""), split(nobody, entries("batch-response", "201 Created", "422", "503", "nonsense")))
	receipts, err := f.records(t).CreateCalls(t.Context(), []client.Call{shortCall(), shortCall(), shortCall(), shortCall()})
	if err != nil {
		t.Fatal(err)
	}
	want := []client.CallStatus{client.CallCreated, client.CallRefused, client.CallCreated, client.CallCreated}
	for i, receipt := range receipts {
		if receipt.Status != want[i] {
			t.Errorf("%d: %+v, want %s", i, receipt, want[i])
		}
	}
	if n := len(f.writes()); n != 3 {
		t.Errorf("%d writes; want the bundle, and those two alone that it did not answer for", n)
	}
}

func TestATransactionThatFailsGoesOneByOne(t *testing.T) {
	f := newFake(t, statement(transactions, ""), split(nobody, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/fhir" {
			answer(422, outcome("value", ""))(w, r)
			return
		}
		answer(201, `{}`)(w, r)
	}))
	receipts, err := f.records(t).CreateCalls(t.Context(), []client.Call{shortCall(), shortCall()})
	wantStatus(t, receipts, err, client.CallCreated)
	if n := len(f.writes()); n != 3 {
		t.Errorf("%d writes", n)
	}
}

func TestABundleThatAnswersForOthersIsNotBelieved(t *testing.T) {
	for name, writes := range map[string]http.HandlerFunc{
		"too few": entries("batch-response", "201"), "too many": entries("batch-response", "201", "201", "201"),
		"of another kind": entries("searchset", "201", "201"),
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake(t, statement(batches, ""), split(nobody, writes))
			_, err := f.records(t).CreateCalls(t.Context(), []client.Call{shortCall(), shortCall()})
			wantError(t, err, client.Protocol, "entries-mismatch")
		})
	}
}

func TestARefusalOfTheAgentStopsTheBatch(t *testing.T) {
	f := newFake(t, statement("", ""), split(nobody, answer(403, outcome("forbidden", ""))))
	_, err := f.records(t).CreateCalls(t.Context(), []client.Call{shortCall(), shortCall()})
	wantError(t, err, client.Forbidden, "role-not-allowed")
	if n := len(f.writes()); n != 1 {
		t.Errorf("%d writes", n)
	}
}
