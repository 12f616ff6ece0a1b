package fhir

import (
	"reflect"
	"slices"
	"strings"

	"portaldesk/client"
)

// codeReused is the code for a call whose id another call on the server has.
const codeReused = "call-id-reused"

// handover is a batch of calls and what became of each so far.
type handover struct {
	op       string
	calls    []client.Call
	receipts []client.CallReceipt
}

func newHandover(op string, calls []client.Call) *handover {
	h := &handover{op: op, calls: calls, receipts: make([]client.CallReceipt, len(calls))}
	for i, call := range calls {
		h.receipts[i].ID = call.ID
		if wrong := check(call); len(wrong) > 0 {
			h.refuse(i, "call-invalid", wrong)
		}
	}
	return h
}

// open are the calls without a receipt.
func (h *handover) open() []int {
	var open []int
	for i, receipt := range h.receipts {
		if receipt.Status == "" {
			open = append(open, i)
		}
	}
	return open
}

func (h *handover) ids() []string {
	var ids []string
	for _, i := range h.open() {
		ids = append(ids, string(h.calls[i].ID))
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func (h *handover) refuse(i int, code string, fields []client.FieldError) {
	h.receipts[i].Status, h.receipts[i].Code, h.receipts[i].Fields = client.CallRefused, code, fields
}

// there settles a call that was found on the server.
func (h *handover) there(i int, found client.Call) {
	if !same(found, h.calls[i]) {
		h.refuse(i, codeReused, nil)
		return
	}
	h.receipts[i].Status = client.CallExisting
}

// became notes what the server answered for a call. What it did not make by itself just now stays open.
func (h *handover) became(i int, r result) {
	switch {
	case r.fault == nil && !r.there:
		h.receipts[i].Status = client.CallCreated
	case r.fault != nil && r.fault.Kind != client.Conflict:
		h.refuse(i, r.fault.Code, r.fault.Fields)
	}
}

// incomplete is an error while a call is open: the server says that it is there, or that somebody is making it, and does not
// find it.
func (h *handover) incomplete() error {
	if len(h.open()) > 0 {
		return fault(h.op, client.OutcomeUnknown, "not-found-after")
	}
	return nil
}

// same says whether two calls are one in every field.
func same(a, b client.Call) bool { return reflect.DeepEqual(plain(a), plain(b)) }

// plain is a call in the form in which it comes back.
func plain(call client.Call) client.Call {
	call.OpenedAt, call.ClosedAt = call.OpenedAt.Round(0).UTC(), call.ClosedAt.Round(0).UTC()
	call.Done = append([]client.Deed{}, call.Done...)
	for i := range call.Done {
		call.Done[i].At = call.Done[i].At.Round(0).UTC()
	}
	if strings.TrimSpace(call.Note) == "" {
		call.Note = ""
	}
	return call
}
