//go:build servers

package fhir_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/fhir"
	"portaldesk/client/transport"
)

func TestServersKeepCallsAndTrail(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		offers, err := s.records(t, fhir.Options{}).RecordAbilities(t.Context())
		want := map[client.Ability]client.Offer{
			client.KeepsCalls: {Offered: true}, client.ReadsCalls: {Offered: true},
			client.KeepsAudit: {Offered: true}, client.ReadsAudit: {Offered: true},
		}
		same(t, want, must(t, offers, err))
	})
}

func TestServersWantTheToken(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		s.Token = "wrong"
		_, err := s.records(t, fhir.Options{}).Calls(t.Context(), client.CallQuery{})
		if client.KindOf(err) != client.Unauthenticated {
			t.Errorf("got %v", err)
		}
	})
}

func TestACallComesBackAsItWent(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		records := s.records(t, fhir.Options{})
		full := fullCall(newAccount())
		bare := client.Call{
			ID: client.CallID(uuid.NewString()), Account: full.Account, AgentID: "a", OpenedAt: full.OpenedAt.Add(-time.Hour),
			ClosedAt: full.OpenedAt.Add(-time.Hour), Caller: client.Caller{Relation: client.RelationPatient},
			Reason: client.Reason{Stage: "s", Cause: "c"}, Outcome: client.OutcomeAbandoned, Done: []client.Deed{},
		}
		for _, want := range []client.CallStatus{client.CallCreated, client.CallExisting} {
			for _, call := range []client.Call{full, bare} {
				receipts, err := records.CreateCalls(t.Context(), []client.Call{call})
				same(t, []client.CallReceipt{{ID: call.ID, Status: want}}, must(t, receipts, err))
			}
		}
		same(t, []client.Call{full, bare}, everyCall(t, records, full.Account, 10))
	})
}

func TestAnIDOfAnotherCallIsRefused(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		records := s.records(t, fhir.Options{})
		call := fullCall(newAccount())
		_, err := records.CreateCalls(t.Context(), []client.Call{call})
		must(t, 0, err)
		other := call
		other.Note = "another"
		receipts, err := records.CreateCalls(t.Context(), []client.Call{other})
		same(t, []client.CallReceipt{{ID: call.ID, Status: client.CallRefused, Code: "call-id-reused"}}, must(t, receipts, err))
	})
}

// The server refuses the second of three for a code that R4 does not take: the others are kept all the same.
func TestARefusedCallHoldsUpNone(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		about := newAccount()
		calls := []client.Call{fullCall(about), fullCall(about), fullCall(about)}
		calls[1].Done[0].What = "two  blanks"
		receipts, err := s.records(t, fhir.Options{}).CreateCalls(t.Context(), calls)
		must(t, receipts, err)
		if receipts[0].Status != client.CallCreated || receipts[2].Status != client.CallCreated {
			t.Errorf("the good ones: %+v", receipts)
		}
		if receipts[1].Status != client.CallRefused || receipts[1].Code != "record-refused" {
			t.Errorf("the bad one: %+v", receipts[1])
		}
		t.Logf("%+v", receipts[1])
	})
}

func TestAFullBatchOfCallsIsKept(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		calls := make([]client.Call, client.MaxBatch)
		about := newAccount()
		for i := range calls {
			calls[i] = fullCall(about)
			calls[i].Note = strings.Repeat("ñ", 200)
		}
		records := s.records(t, fhir.Options{})
		for _, status := range []client.CallStatus{client.CallCreated, client.CallExisting} {
			began := time.Now()
			receipts, err := records.CreateCalls(t.Context(), calls)
			for _, receipt := range must(t, receipts, err) {
				if receipt.Status != status {
					t.Fatalf("%+v, want %s", receipt, status)
				}
			}
			t.Logf("%d calls %s in %v", len(calls), status, time.Since(began).Round(time.Millisecond))
		}
		if got := everyCall(t, records, about, 100); len(got) != len(calls) {
			t.Errorf("%d calls are listed", len(got))
		}
	})
}

func TestCallsAreListedNewestFirstInPages(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		records := s.records(t, fhir.Options{})
		about := newAccount()
		var sent []client.Call
		for i := range 7 {
			call := fullCall(about)
			call.ClosedAt = call.OpenedAt.Add(time.Duration(i) * time.Second)
			sent = append(sent, call)
		}
		_, err := records.CreateCalls(t.Context(), append(sent, fullCall(newAccount())))
		must(t, 0, err)
		slices.Reverse(sent)
		same(t, sent, everyCall(t, records, about, 3))
		for _, cursor := range []string{"bm9uc2Vuc2U", "!", "eyJwYXRoIjoiL1BhdGllbnQiLCJxdWVyeSI6ImE9YiJ9"} {
			_, err = records.Calls(t.Context(), client.CallQuery{Account: about, Cursor: cursor})
			wantError(t, err, client.Invalid, "cursor-unknown")
		}
	})
}

func TestACallIsAmendedByAnEntryOfItsOwn(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		records := s.records(t, fhir.Options{Agent: func() string { return "agent-8" }})
		call := fullCall(newAccount())
		_, err := records.CreateCalls(t.Context(), []client.Call{call})
		must(t, 0, err)
		amendment := client.Amendment{ID: client.CallID(uuid.NewString()), Call: call.ID, At: call.ClosedAt.Add(time.Hour), Note: "Called back."}
		var entry client.Call
		for range 2 {
			entry, err = records.AmendCall(t.Context(), amendment)
			must(t, entry, err)
		}
		if entry.ID != amendment.ID || entry.Amends != call.ID || entry.Note != amendment.Note || entry.Account != call.Account || entry.AgentID != "agent-8" {
			t.Errorf("%+v", entry)
		}
		same(t, []client.Call{entry, call}, everyCall(t, records, call.Account, 10))
		amended := s.raw(t, "Communication", "identifier", "urn:portaldesk:call|"+string(amendment.ID))[0]["inResponseTo"]
		if text := fmt.Sprint(amended); !strings.Contains(text, "reference:Communication/") {
			t.Errorf("the amended record is not named: %s", text)
		}
		amendment.Call = client.CallID(uuid.NewString())
		_, err = records.AmendCall(t.Context(), amendment)
		wantError(t, err, client.NotFound, "call-not-found")
	})
}

func TestALostAnswerMakesNoSecondCall(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		var left atomic.Int32
		records := s.losing(t, &left)
		about := newAccount()
		one, some := fullCall(about), []client.Call{fullCall(about), fullCall(about), fullCall(about)}
		for _, calls := range [][]client.Call{{one}, some} {
			left.Store(1)
			receipts, err := records.CreateCalls(t.Context(), calls)
			for _, receipt := range must(t, receipts, err) {
				if receipt.Status != client.CallExisting {
					t.Errorf("%+v", receipt)
				}
			}
		}
		left.Store(1)
		amendment := client.Amendment{ID: client.CallID(uuid.NewString()), Call: one.ID, At: one.ClosedAt, Note: "x"}
		entry, err := records.AmendCall(t.Context(), amendment)
		must(t, entry, err)
		if n := s.count(t, "Communication", "_tag", `urn:portaldesk:account|`+escaped(about)); n != 5 {
			t.Errorf("the server has %d", n)
		}
	})
}

func escaped(about client.AccountID) string { return url.QueryEscape(string(about)) }

// Two desks that share an outbox file would do this; so does a desk whose first attempt is still under way when the next begins.
func TestTheSameCallsFromTwoSidesAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		doubles := 0
		for range 10 {
			about := newAccount()
			calls := []client.Call{fullCall(about), fullCall(about)}
			handOverAtOnce(t, s, calls, 4)
			if got := everyCall(t, s.records(t, fhir.Options{}), about, 1); len(got) != len(calls) {
				t.Errorf("%d calls are listed, of %d", len(got), len(calls))
			}
			doubles += s.count(t, "Communication", "_tag", "urn:portaldesk:account|"+escaped(about)) - len(calls)
		}
		t.Logf("the server made %d doubles, which no reader sees", doubles)
	})
}

func handOverAtOnce(t *testing.T, s server, calls []client.Call, sides int) {
	t.Helper()
	var busy sync.WaitGroup
	for range sides {
		records := s.records(t, fhir.Options{})
		busy.Go(func() {
			if err := handOver(t.Context(), records, calls); err != nil {
				t.Errorf("handed over: %v", err)
			}
		})
	}
	busy.Wait()
}

// handOver does what the outbox does: what is not known is handed over again.
func handOver(ctx context.Context, records client.Records, calls []client.Call) error {
	var err error
	for range 5 {
		var receipts []client.CallReceipt
		receipts, err = records.CreateCalls(ctx, calls)
		if client.KindOf(err) == client.OutcomeUnknown || client.KindOf(err) == client.Unavailable {
			continue
		}
		for _, receipt := range receipts {
			if receipt.Status == client.CallRefused {
				return fmt.Errorf("refused: %s", receipt.Code)
			}
		}
		return err
	}
	return err
}

func TestACallNamesThePatientOnlyWhenCertain(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		for mrn, certain := range map[string]bool{s.OnePatient: true, s.TwoPatient: false, "MRN-9999": false, "": false} {
			records := s.records(t, fhir.Options{Patients: &fhir.PatientMatch{
				System: s.MRNSystem,
				MRN:    func(context.Context, client.AccountID) (string, error) { return mrn, nil },
			}})
			call := fullCall(newAccount())
			_, err := records.CreateCalls(t.Context(), []client.Call{call})
			must(t, 0, err)
			subject := s.raw(t, "Communication", "identifier", "urn:portaldesk:call|"+string(call.ID))[0]["subject"]
			if got := subject != nil; got != certain {
				t.Errorf("with %q: subject %v", mrn, subject)
			}
			same(t, []client.Call{call}, everyCall(t, records, call.Account, 10))
		}
	})
}

func TestADoubleOnTheServerIsOneCall(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		records := s.records(t, fhir.Options{})
		call := fullCall(newAccount())
		_, err := records.CreateCalls(t.Context(), []client.Call{call})
		must(t, 0, err)
		id := "urn:portaldesk:call|" + string(call.ID)
		double := s.raw(t, "Communication", "identifier", id)[0]
		delete(double, "id")
		delete(double, "meta")
		double["meta"] = map[string]any{"tag": []map[string]string{{"system": "urn:portaldesk:account", "code": escaped(call.Account)}}}
		_, err = s.bare(t, s.config()).Do(t.Context(), transport.Request{
			Op: "test", Method: http.MethodPost, Path: "/Communication", Body: double, Want: []int{http.StatusCreated},
		})
		must(t, 0, err)
		if n := s.count(t, "Communication", "identifier", id); n != 2 {
			t.Fatalf("the server has %d", n)
		}
		for _, limit := range []int{1, 2, 10} {
			same(t, []client.Call{call}, everyCall(t, records, call.Account, limit))
		}
		receipts, err := records.CreateCalls(t.Context(), []client.Call{call})
		same(t, []client.CallReceipt{{ID: call.ID, Status: client.CallExisting}}, must(t, receipts, err))
	})
}
