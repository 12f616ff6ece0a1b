package portaltest

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"portaldesk/client"
)

func (s *suite) callTests() []test {
	tests := []test{
		{"created once, however often it comes", s.createdOnce},
		{"id of another call", s.callIDReused},
		{"a refused call does not hold up the others", s.refusedCall},
		{"a full batch", s.fullBatch},
		{"listed newest first, in pages", s.listsCalls},
		{"amended by a linked entry", s.amends},
		{"amending nothing", s.amendsNothing},
		{"an auditor keeps no calls", s.auditorCalls},
		{"nothing is nothing", s.noCalls},
	}
	if s.target.Faults.DropReply != nil {
		tests = append(tests, test{"lost answer", s.lostCalls})
	}
	return tests
}

// call is a closed call about an account.
func (s *suite) call(d *desk, about client.AccountID) client.Call {
	opened := s.about.Now.Add(-10 * time.Minute).UTC().Truncate(time.Second)
	return client.Call{
		ID: newCallID(), Account: about, AgentID: d.session.Agent.ID,
		Caller:   client.Caller{Relation: client.RelationPatient, Level: client.Identified},
		OpenedAt: opened, ClosedAt: opened.Add(5 * time.Minute),
		TalkSeconds: 240, HoldSeconds: 20, WrapSeconds: 40,
		Reason:  client.Reason{Stage: "sign-in", Cause: "locked"},
		Outcome: client.OutcomeResolved, Note: "Unlocked; knows where to go next. ñ 漢", Language: "en",
		Done: []client.Deed{{At: opened.Add(time.Minute), What: "unlock", Result: "done"}},
	}
}

// send hands calls over and answers what became of each.
func send(t *testing.T, d *desk, calls ...client.Call) []client.CallStatus {
	t.Helper()
	receipts, err := d.CreateCalls(t.Context(), calls)
	receipts = must(t, receipts, err)
	if len(receipts) != len(calls) {
		t.Fatalf("%d receipts for %d calls", len(receipts), len(calls))
	}
	statuses := make([]client.CallStatus, len(receipts))
	for i, receipt := range receipts {
		if statuses[i] = receipt.Status; receipt.ID != calls[i].ID {
			t.Errorf("receipt %d is of another call", i)
		}
	}
	return statuses
}

// kept are the calls the portal has about an account.
func kept(t *testing.T, d *desk, about client.AccountID, limit int) []client.Call {
	t.Helper()
	var calls []client.Call
	query := client.CallQuery{Account: about, Limit: limit}
	for range 100 {
		page, err := d.Calls(t.Context(), query)
		page = must(t, page, err)
		calls = append(calls, page.Items...)
		if query.Cursor = page.Next; page.Next == "" {
			return calls
		}
	}
	t.Fatal("the pages do not end")
	return nil
}

func (s *suite) createdOnce(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	call := s.call(d, s.take(t, Reachable).ID)
	for _, status := range []client.CallStatus{client.CallCreated, client.CallExisting, client.CallExisting} {
		if got := send(t, d, call)[0]; got != status {
			t.Errorf("%s, want %s", got, status)
		}
	}
	if diff := cmp.Diff([]client.Call{call}, kept(t, d, call.Account, 10)); diff != "" {
		t.Error(diff)
	}
}

func (s *suite) callIDReused(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	call := s.call(d, s.take(t, Reachable).ID)
	send(t, d, call)
	other := call
	other.Note = "another note"
	receipts, err := d.CreateCalls(t.Context(), []client.Call{other})
	if receipt := must(t, receipts, err)[0]; receipt.Status != client.CallRefused || receipt.Code != "call-id-reused" {
		t.Errorf("%+v", receipt)
	}
	if got := kept(t, d, call.Account, 10); len(got) != 1 || got[0].Note != call.Note {
		t.Error("the call changed")
	}
}

func (s *suite) refusedCall(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	about := s.take(t, Reachable).ID
	first, bad, last := s.call(d, about), s.call(d, about), s.call(d, about)
	bad.ClosedAt = bad.OpenedAt.Add(-time.Minute)
	receipts, err := d.CreateCalls(t.Context(), []client.Call{first, bad, last})
	receipts = must(t, receipts, err)
	if receipts[0].Status != client.CallCreated || receipts[2].Status != client.CallCreated {
		t.Errorf("the good ones: %+v", receipts)
	}
	if refused := receipts[1]; refused.Status != client.CallRefused || refused.Code == "" || len(refused.Fields) == 0 {
		t.Errorf("the bad one: %+v", refused)
	}
}

func (s *suite) fullBatch(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	calls := make([]client.Call, client.MaxBatch)
	for i := range calls {
		calls[i] = s.call(d, "")
	}
	if statuses := slices.Compact(send(t, d, calls...)); !slices.Equal(statuses, []client.CallStatus{client.CallCreated}) {
		t.Errorf("%v", statuses)
	}
	_, err := d.CreateCalls(t.Context(), append(calls, s.call(d, "")))
	want(t, err, client.Invalid)
}

func (s *suite) listsCalls(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	about := s.take(t, Reachable).ID
	var sent []client.Call
	for i := range 7 {
		call := s.call(d, about)
		later := time.Duration(i) * time.Second
		call.OpenedAt, call.ClosedAt = call.OpenedAt.Add(later), call.ClosedAt.Add(later)
		sent = append(sent, call)
	}
	send(t, d, sent...)
	got := kept(t, d, about, 3)
	newestFirst(t, got, func(c client.Call) time.Time { return c.ClosedAt })
	slices.Reverse(got)
	if diff := cmp.Diff(sent, got); diff != "" {
		t.Error(diff)
	}
	_, err := d.Calls(t.Context(), client.CallQuery{Account: about, Cursor: "bm9uc2Vuc2U"})
	want(t, err, client.Invalid, "cursor-unknown")
}

func (s *suite) amends(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	call := s.call(d, s.take(t, Reachable).ID)
	send(t, d, call)
	amendment := client.Amendment{ID: newCallID(), Call: call.ID, At: call.ClosedAt.Add(time.Minute), Note: "Called back: all is well."}
	for range 2 {
		entry, err := d.AmendCall(t.Context(), amendment)
		entry = must(t, entry, err)
		if entry.ID != amendment.ID || entry.Amends != call.ID || entry.Note != amendment.Note || entry.Account != call.Account {
			t.Errorf("%+v", entry)
		}
	}
	got := kept(t, d, call.Account, 10)
	if len(got) != 2 || !slices.ContainsFunc(got, func(c client.Call) bool { return cmp.Equal(c, call) }) {
		t.Errorf("%d entries, or the call itself changed", len(got))
	}
}

func (s *suite) amendsNothing(t *testing.T) {
	amendment := client.Amendment{ID: newCallID(), Call: newCallID(), At: s.about.Now, Note: "x"}
	_, err := s.desk(t, client.RoleAgent).AmendCall(t.Context(), amendment)
	want(t, err, client.NotFound, "call-not-found")
}

func (s *suite) auditorCalls(t *testing.T) {
	d := s.desk(t, client.RoleAuditor)
	_, err := d.CreateCalls(t.Context(), []client.Call{s.call(d, "")})
	want(t, err, client.Forbidden, "role-not-allowed")
	if _, err = d.Calls(t.Context(), client.CallQuery{Limit: 1}); err != nil {
		t.Errorf("reading: %v", err)
	}
}

func (s *suite) noCalls(t *testing.T) {
	if receipts, err := s.desk(t, client.RoleAgent).CreateCalls(t.Context(), nil); err != nil || len(receipts) != 0 {
		t.Errorf("%v, %v", receipts, err)
	}
}

func (s *suite) lostCalls(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	call := s.call(d, s.take(t, Reachable).ID)
	s.target.Faults.DropReply("createCalls")
	if _, err := d.CreateCalls(t.Context(), []client.Call{call}); err != nil {
		want(t, err, client.OutcomeUnknown)
	}
	if got := send(t, d, call)[0]; got != client.CallExisting {
		t.Errorf("%s", got)
	}
	if got := kept(t, d, call.Account, 10); len(got) != 1 {
		t.Errorf("kept %d times", len(got))
	}
}
