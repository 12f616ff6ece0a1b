package demoportal_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/demoportal"
)

func newCall(d *desk, account client.AccountID) client.Call {
	closed := d.clock.Now()
	return client.Call{
		ID: client.CallID(uuid.NewString()), Account: account, AgentID: "agent-mortiz",
		Caller:   client.Caller{Relation: client.RelationPatient, Level: client.Identified},
		OpenedAt: closed.Add(-4 * time.Minute), ClosedAt: closed, TalkSeconds: 200, WrapSeconds: 40,
		Reason: client.Reason{Stage: "sign-in", Cause: "locked"}, Outcome: client.OutcomeResolved, Note: "ok", Language: "en",
		Done: []client.Deed{},
	}
}

func TestACallIsKeptOnceWhateverItsKey(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	call := newCall(d, d.one("active"))
	d.post("/calls", call).is(201)
	moved := call
	moved.OpenedAt = call.OpenedAt.In(time.FixedZone("", 3600))
	d.post("/calls", moved).is(200)
	other := call
	other.Note = "another note"
	d.post("/calls", other).refused(409, "call-id-reused")
	if page := read[client.Page[client.Call]](d.get("/calls?accountId=" + string(call.Account)).is(200)); page.Total != 1 || page.Items[0].Note != "ok" {
		t.Errorf("%+v", page)
	}
}

func TestABatchTakesWhatIsGoodAndSaysWhatIsNot(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	good, bad := newCall(d, ""), newCall(d, "no such account")
	bad.Outcome = "whatever"
	answer := d.post("/calls/batch", map[string]any{"calls": []client.Call{good, bad, good}}).is(200)
	receipts := read[struct{ Receipts []client.CallReceipt }](answer).Receipts
	for i, want := range []client.CallStatus{client.CallCreated, client.CallRefused, client.CallExisting} {
		if receipts[i].Status != want {
			t.Errorf("receipt %d: %+v, want %s", i, receipts[i], want)
		}
	}
	if receipts[1].Code != "call-invalid" || len(receipts[1].Fields) != 2 {
		t.Errorf("refused: %+v", receipts[1])
	}
	d.post("/calls/batch", map[string]any{"calls": []client.Call{}}).refused(400, "call-invalid")
	d.post("/calls/batch", map[string]any{"calls": make([]client.Call, 501)}).refused(400, "call-invalid")
}

func TestABareOtherIsNoReason(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	call := newCall(d, "")
	call.Reason = client.Reason{Stage: "sign-in", Cause: "other"}
	d.post("/calls", call).refused(400, "call-invalid")
	call.Reason.Detail = "wanted the address"
	d.post("/calls", call).is(201)
}

func TestAnAmendmentIsAnEntryOfItsOwn(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	call := newCall(d, d.one("active"))
	d.post("/calls", call).is(201)
	amendment := map[string]any{"id": uuid.NewString(), "at": d.clock.Now().Add(time.Hour), "note": "she called again"}
	path := "/calls/" + string(call.ID) + "/amendments"
	entry := read[client.Call](d.post(path, amendment).is(201))
	if entry.Amends != call.ID || entry.Note != "she called again" || entry.TalkSeconds != 0 {
		t.Errorf("%+v", entry)
	}
	d.post(path, amendment).is(200)
	page := read[client.Page[client.Call]](d.get("/calls").is(200))
	if page.Total != 2 || page.Items[0].ID != entry.ID || page.Items[1].Note != "ok" {
		t.Errorf("%+v", page)
	}
	d.post("/calls/"+uuid.NewString()+"/amendments", amendment).refused(404, "call-not-found")
}

func TestCallsComeInPagesNewestFirst(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	for range 7 {
		d.clock.Advance(time.Second)
		d.post("/calls", newCall(d, "")).is(201)
	}
	var seen []client.Call
	for path := "/calls?limit=3"; ; {
		page := read[client.Page[client.Call]](d.get(path).is(200))
		seen = append(seen, page.Items...)
		if page.Next == "" {
			break
		}
		d.post("/calls", newCall(d, "")).is(201)
		path = "/calls?limit=3&cursor=" + page.Next
	}
	for i := 1; i < len(seen); i++ {
		if !seen[i].OpenedAt.Before(seen[i-1].OpenedAt) {
			t.Errorf("call %d is not older than the one before it", i)
		}
	}
	if len(seen) != 7 {
		t.Errorf("%d calls seen, want the 7 that were there", len(seen))
	}
	d.get("/calls?cursor=AAAA").refused(400, "cursor-unknown")
	d.get("/calls?limit=101").refused(400, "query-invalid")
}

func TestThePortalsOwnTrailHoldsWhatWasDoneAndRefused(t *testing.T) {
	d := start(t, demoportal.Options{})
	agent, supervisor := d.as("mortiz"), d.as("kwright")
	id := d.one(demoportal.TraitAdult)
	agent.do(agent.operation(id, "sign-out", agent.prove(id), nil)).is(200)
	agent.do(agent.operation(id, "sign-out", proof{}, nil)).refused(400, "call-required")
	event := client.AuditEvent{
		ID: uuid.NewString(), Seq: 1, Hash: "00", At: d.clock.Now(), AgentID: "agent-mortiz", Desk: "desk-1",
		Action: "sign-out", Account: id, Outcome: client.AuditDone,
	}
	for range 2 {
		agent.post("/audit-events", map[string]any{"events": []client.AuditEvent{event}}).is(http.StatusNoContent)
	}
	event.ID, event.Desk = uuid.NewString(), demoportal.PortalDesk
	agent.post("/audit-events", map[string]any{"events": []client.AuditEvent{event}}).refused(400, "event-invalid")
	page := read[client.Page[client.AuditEvent]](supervisor.get("/audit-events?limit=100&accountId=" + string(id)).is(200))
	counts := map[string]int{}
	for _, e := range page.Items {
		counts[e.Desk+" "+e.Action+" "+string(e.Outcome)+" "+e.Detail]++
	}
	for _, want := range []string{"desk-1 sign-out done ", "portal signOutEverywhere done ", "portal signOutEverywhere refused call-required"} {
		if counts[want] != 1 {
			t.Errorf("%q is in the trail %d times", want, counts[want])
		}
	}
}
