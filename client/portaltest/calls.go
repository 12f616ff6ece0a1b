package portaltest

import (
	"slices"
	"time"

	"portaldesk/client"
)

func (s *suite) callTests() []test {
	tests := []test{
		on(client.ReadsCalls, test{name: "can be listed", run: s.callsListed, reads: true}),
		on(client.KeepsCalls, test{name: "kept once, however often it comes", run: s.createdOnce, single: true}),
		on(client.KeepsCalls, test{name: "id of another call", run: s.callIDReused, needs: []need{promised(Published)}}),
		on(client.KeepsCalls, test{name: "a refused call does not hold up the others", run: s.refusedCall, needs: []need{promised(Published)}}),
		on(client.KeepsCalls, test{name: "a full batch", run: s.fullBatch}),
		on(client.KeepsCalls, test{name: "nothing is nothing", run: s.noCalls}),
		on(client.KeepsCalls, test{name: "lost answer", run: s.lostCalls, needs: []need{losesAnswers}}),
		{name: "listed newest first, in pages", run: s.listsCalls},
		{name: "amended by a linked entry", run: s.amends},
		on(client.KeepsCalls, test{name: "amending nothing", run: s.amendsNothing}),
		on(client.KeepsCalls, test{name: "an auditor keeps no calls", run: s.auditorCalls}),
	}
	tests = append(tests, s.callFilterTests()...)
	for i := range tests {
		if tests[i].abilities == nil {
			tests[i].abilities = []client.Ability{client.KeepsCalls, client.ReadsCalls}
		}
	}
	return tests
}

// callKeeper answers a desk that may keep calls. Where they are not kept, one must be refused as such.
func (s *suite) callKeeper(t *trial) *desk {
	t.Helper()
	d := s.permitted(t, client.KeepsCalls)
	if !s.about.Offers(client.KeepsCalls) {
		_, err := d.CreateCalls(t.Context(), []client.Call{s.call(d, "")})
		s.offered(t, d, client.KeepsCalls, err)
	}
	return d
}

func (s *suite) callsListed(t *trial) {
	d := s.permitted(t, client.ReadsCalls)
	query := client.CallQuery{Limit: 5}
	for range 3 {
		page, err := d.Calls(t.Context(), query)
		s.offered(t, d, client.ReadsCalls, err)
		page = must(t, page, err)
		if len(page.Items) > 5 {
			t.Errorf("%d calls, asked for at most 5", len(page.Items))
		}
		newestFirst(t, page.Items, func(c client.Call) time.Time { return c.ClosedAt })
		if query.Cursor = page.Next; page.Next == "" {
			return
		}
	}
}

// call is a closed call about an account.
func (s *suite) call(d *desk, about client.AccountID) client.Call {
	opened := s.about.Now.Add(-10 * time.Minute).UTC().Truncate(time.Second)
	return client.Call{
		ID: newCallID(), Account: about, AgentID: d.session.Agent.ID,
		Caller:   client.Caller{Relation: client.RelationPatient, Level: client.Identified, Number: "+1 555 0100"},
		OpenedAt: opened, ClosedAt: opened.Add(5 * time.Minute),
		TalkSeconds: 240, HoldSeconds: 20, WrapSeconds: 40,
		Reason:  client.Reason{Stage: "sign-in", Cause: "locked"},
		Outcome: client.OutcomeResolved, Note: "Unlocked; knows where to go next. ñ 漢", Language: "en",
		Done: []client.Deed{{At: opened.Add(time.Minute), What: "unlock", Result: "done"}},
	}
}

// send hands calls over and answers what became of each.
func send(t *trial, d *desk, calls ...client.Call) []client.CallStatus {
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

// kept are those of the calls sent that the portal has about an account, in its order. Others may be there beside them. Where
// calls are kept and cannot be read, there is nothing to be seen.
func (s *suite) kept(t *trial, about client.AccountID, limit int, sent ...client.Call) []client.Call {
	t.Helper()
	if !s.about.Offers(client.ReadsCalls) {
		return sent
	}
	d := s.permitted(t, client.ReadsCalls)
	known := map[client.CallID]bool{}
	for _, call := range sent {
		known[call.ID] = true
	}
	var calls []client.Call
	query := client.CallQuery{Account: about, Limit: limit}
	for range 1000 {
		page, err := d.Calls(t.Context(), query)
		page = must(t, page, err)
		calls = append(calls, slices.DeleteFunc(page.Items, func(c client.Call) bool { return !known[c.ID] && !known[c.Amends] })...)
		if query.Cursor = page.Next; page.Next == "" {
			return calls
		}
	}
	t.Fatalf("the pages do not end")
	return nil
}

func (s *suite) createdOnce(t *trial) {
	d := s.callKeeper(t)
	call := s.call(d, s.borrow(t, Reachable).ID)
	for _, status := range []client.CallStatus{client.CallCreated, client.CallExisting, client.CallExisting} {
		if got := send(t, d, call)[0]; got != status {
			t.Errorf("%s, want %s", got, status)
		}
	}
	if places := differs(s.kept(t, call.Account, 10, call), []client.Call{call}); len(places) > 0 {
		t.Errorf("what is kept differs from what was sent in %v", places)
	}
}

func (s *suite) callIDReused(t *trial) {
	d := s.callKeeper(t)
	call := s.call(d, s.borrow(t, Reachable).ID)
	send(t, d, call)
	other := call
	other.Note = "another note"
	receipts, err := d.CreateCalls(t.Context(), []client.Call{other})
	if receipt := must(t, receipts, err)[0]; receipt.Status != client.CallRefused || receipt.Code != "call-id-reused" {
		t.Errorf("%s with code %q", receipt.Status, receipt.Code)
	}
	if got := s.kept(t, call.Account, 10, call); len(got) != 1 || got[0].Note != call.Note {
		t.Errorf("the call changed")
	}
}

func (s *suite) refusedCall(t *trial) {
	d := s.callKeeper(t)
	about := s.borrow(t, Reachable).ID
	first, bad, last := s.call(d, about), s.call(d, about), s.call(d, about)
	bad.ClosedAt = bad.OpenedAt.Add(-time.Minute)
	receipts, err := d.CreateCalls(t.Context(), []client.Call{first, bad, last})
	receipts = must(t, receipts, err)
	if receipts[0].Status != client.CallCreated || receipts[2].Status != client.CallCreated {
		t.Errorf("the good ones: %s and %s", receipts[0].Status, receipts[2].Status)
	}
	if refused := receipts[1]; refused.Status != client.CallRefused || refused.Code == "" || len(refused.Fields) == 0 {
		t.Errorf("the bad one: %s with code %q", refused.Status, refused.Code)
	}
}

func (s *suite) fullBatch(t *trial) {
	d := s.callKeeper(t)
	calls := make([]client.Call, client.MaxBatch)
	for i := range calls {
		calls[i] = s.call(d, "")
	}
	if statuses := slices.Compact(send(t, d, calls...)); !slices.Equal(statuses, []client.CallStatus{client.CallCreated}) {
		t.Errorf("%v", statuses)
	}
	_, err := d.CreateCalls(t.Context(), append(calls, s.call(d, "")))
	s.want(t, err, client.Invalid)
}

func (s *suite) noCalls(t *trial) {
	if receipts, err := s.callKeeper(t).CreateCalls(t.Context(), nil); err != nil || len(receipts) != 0 {
		t.Errorf("%d receipts, %v", len(receipts), err)
	}
}

func (s *suite) lostCalls(t *trial) {
	d := s.callKeeper(t)
	call := s.call(d, s.borrow(t, Reachable).ID)
	s.target.Faults.DropReply("createCalls")
	if _, err := d.CreateCalls(t.Context(), []client.Call{call}); err != nil {
		s.want(t, err, client.OutcomeUnknown)
	}
	if got := send(t, d, call)[0]; got != client.CallExisting {
		t.Errorf("%s", got)
	}
	if got := s.kept(t, call.Account, 10, call); len(got) != 1 {
		t.Errorf("kept %d times", len(got))
	}
}
