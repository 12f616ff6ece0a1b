package demoportal

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
)

// keptCall is a call or an amendment, in the order of arrival.
type keptCall struct {
	client.Call
	Number int64 `json:"number"`
}

func (p *portal) callInstalled(_ string, before, row *keptCall) {
	if before == nil {
		p.lists.calls.Add(filed(row))
		p.lists.lastCall = max(p.lists.lastCall, row.Number)
	}
}

func createCall(x *exchange) (reply, error) {
	var call client.Call
	if err := x.decode(&call); err != nil {
		return reply{}, err
	}
	status, refusal := x.take(call)
	x.audited(refusalOrNil(refusal), call.Account, call.ID)
	if refusal != nil {
		return reply{}, refusal
	}
	kept := get(x.tx, x.portal.tables.calls, string(call.ID)).Call
	if status == client.CallExisting {
		return ok(kept), nil
	}
	return reply{status: http.StatusCreated, body: kept}, nil
}

func createCalls(x *exchange) (reply, error) {
	var batch struct {
		Calls []client.Call `json:"calls"`
	}
	if err := x.decode(&batch); err != nil {
		return reply{}, err
	}
	if n := len(batch.Calls); n < 1 || n > client.MaxBatch {
		return reply{}, refuse("call-invalid", field("calls", "wrong-number"))
	}
	receipts := make([]client.CallReceipt, len(batch.Calls))
	for i, call := range batch.Calls {
		status, refusal := x.take(call)
		receipts[i] = client.CallReceipt{ID: call.ID, Status: status}
		if refusal != nil {
			receipts[i] = client.CallReceipt{ID: call.ID, Status: client.CallRefused, Code: refusal.code, Fields: refusal.Fields}
		}
		x.audited(refusalOrNil(refusal), call.Account, call.ID)
	}
	return ok(map[string][]client.CallReceipt{"receipts": receipts}), nil
}

// refusalOrNil keeps a nil problem from becoming an error that is not nil.
func refusalOrNil(refusal *problem) error {
	if refusal == nil {
		return nil
	}
	return refusal
}

// take keeps a call once, for ever.
func (x *exchange) take(call client.Call) (client.CallStatus, *problem) {
	if refusal := x.checkCall(call); refusal != nil {
		return "", refusal
	}
	if found := get(x.tx, x.portal.tables.calls, string(call.ID)); found != nil {
		if sameCall(found.Call, call) {
			return client.CallExisting, nil
		}
		return "", refuse("call-id-reused", field("id", "reused"))
	}
	x.keepCall(call)
	return client.CallCreated, nil
}

func (x *exchange) keepCall(call client.Call) {
	next := x.portal.lists.lastCall + int64(len(x.changes)) + 1
	put(x.tx, x.portal.tables.calls, string(call.ID), &keptCall{Call: call, Number: next})
}

// sameCall compares contents: the same moment in another zone, or no deeds written as null, is the same.
func sameCall(a, b client.Call) bool {
	return digest(canonical(a)) == digest(canonical(b))
}

func canonical(call client.Call) string {
	call.OpenedAt, call.ClosedAt = call.OpenedAt.UTC(), call.ClosedAt.UTC()
	done := make([]client.Deed, len(call.Done))
	for i, deed := range call.Done {
		deed.At = deed.At.UTC()
		done[i] = deed
	}
	call.Done = done
	text, err := json.Marshal(call)
	if err != nil {
		return "" // a year beyond 9999 has no JSON form, and could not have been decoded
	}
	return string(text)
}

// amendCall adds an entry that names the call it amends. It is about the same caller, and took no time of its own.
func amendCall(x *exchange) (reply, error) {
	var body struct {
		ID   client.CallID `json:"id"`
		At   time.Time     `json:"at"`
		Note string        `json:"note"`
	}
	if err := x.decode(&body); err != nil {
		return reply{}, err
	}
	amended := get(x.tx, x.portal.tables.calls, x.path("callId"))
	if amended == nil {
		return reply{}, refuse("call-not-found")
	}
	if _, err := uuid.Parse(string(body.ID)); err != nil {
		return reply{}, refuse("call-invalid", field("id", "no-uuid"))
	}
	if strings.TrimSpace(body.Note) == "" {
		return reply{}, refuse("call-invalid", field("note", "missing"))
	}
	entry := amended.Call
	entry.ID, entry.Amends, entry.Note, entry.AgentID = body.ID, amended.ID, body.Note, x.agent.ID
	entry.OpenedAt, entry.ClosedAt = body.At, body.At
	entry.TalkSeconds, entry.HoldSeconds, entry.WrapSeconds, entry.Done = 0, 0, 0, []client.Deed{}
	entry.RepeatOf = ""
	status, refusal := x.take(entry)
	x.audited(refusalOrNil(refusal), entry.Account, entry.ID)
	if refusal != nil {
		return reply{}, refusal
	}
	if status == client.CallExisting {
		return ok(entry), nil
	}
	return reply{status: http.StatusCreated, body: entry}, nil
}
