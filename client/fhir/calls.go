package fhir

import (
	"context"
	"net/http"

	"portaldesk/client"
)

// CreateCalls implements [client.CallLog]. What is already there is found first, so that a call whose answer was lost, in this
// run or in one long ago, is not made again where the server's condition alone would let two through.
func (c *Client) CreateCalls(ctx context.Context, calls []client.Call) ([]client.CallReceipt, error) {
	const op = client.OpCreateCalls
	if len(calls) == 0 {
		return nil, nil
	}
	if len(calls) > client.MaxBatch {
		return nil, fault(op, client.Invalid, "batch-too-large")
	}
	h := newHandover(op, calls)
	if err := c.settle(ctx, h); err != nil {
		return nil, err
	}
	if open := h.open(); len(open) > 0 {
		err := c.create(ctx, h, open)
		if client.KindOf(err) == client.OutcomeUnknown {
			err = c.recover(ctx, h, err)
		}
		if err != nil {
			return nil, err
		}
	}
	return h.receipts, nil
}

// settle gives a receipt to every call that the server has.
func (c *Client) settle(ctx context.Context, h *handover) error {
	found, err := c.find(ctx, h.op, h.ids())
	if err != nil {
		return err
	}
	for _, i := range h.open() {
		if kept, ok := found[h.calls[i].ID]; ok {
			h.there(i, kept.call)
		}
	}
	return nil
}

func (c *Client) create(ctx context.Context, h *handover, open []int) error {
	patients := c.patients(h.op)
	records := make([]record, len(open))
	for n, i := range open {
		call := h.calls[i]
		records[n] = callRecord(call, patients(ctx, call.Account), "")
	}
	results, err := c.send(ctx, h.op, records)
	if err != nil {
		return err
	}
	for n, i := range open {
		h.became(i, results[n])
	}
	// What somebody else made in between, or is kept twice, must be looked at to be believed.
	if err := c.settle(ctx, h); err != nil {
		return err
	}
	return h.incomplete()
}

// recover finds out after a lost answer whether all calls were kept. If not, the first attempt may still be on its way: the
// caller is told that it is not known, and hands the calls over again.
func (c *Client) recover(ctx context.Context, h *handover, lost error) error {
	if err := c.settle(ctx, h); err != nil || len(h.open()) > 0 {
		return lost
	}
	return nil
}

func callRecord(call client.Call, patient, amended string) record {
	return record{
		resource: communicationOf(call, patient, amended),
		method:   http.MethodPost, path: typeCommunication, unless: unless("identifier", systemCall, string(call.ID)),
	}
}
