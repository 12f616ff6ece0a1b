package fhir

import (
	"context"

	"portaldesk/client"
)

// AmendCall implements [client.CallLog]. The entry is a Communication of its own, in response to the call's.
func (c *Client) AmendCall(ctx context.Context, amendment client.Amendment) (client.Call, error) {
	const op = client.OpAmendCall
	found, err := c.find(ctx, op, []string{string(amendment.ID), string(amendment.Call)})
	if err != nil {
		return client.Call{}, err
	}
	amended, ok := found[amendment.Call]
	if !ok {
		return client.Call{}, fault(op, client.NotFound, "call-not-found")
	}
	entry := c.amendmentOf(amended.call, amendment)
	h := newHandover(op, []client.Call{entry})
	if before, ok := found[amendment.ID]; ok {
		h.there(0, before.call)
		return before.call, h.failure()
	}
	if err := c.createAmendment(ctx, h, amended.reference); err != nil {
		return client.Call{}, err
	}
	return entry, h.failure()
}

// amendmentOf is about the same caller as the call, and took no time of its own.
func (c *Client) amendmentOf(amended client.Call, amendment client.Amendment) client.Call {
	entry := amended
	entry.ID, entry.Amends, entry.Note, entry.AgentID = amendment.ID, amended.ID, amendment.Note, ""
	entry.OpenedAt, entry.ClosedAt = amendment.At.UTC(), amendment.At.UTC()
	entry.TalkSeconds, entry.HoldSeconds, entry.WrapSeconds, entry.Done = 0, 0, 0, []client.Deed{}
	entry.RepeatOf = ""
	if c.options.Agent != nil {
		entry.AgentID = c.options.Agent()
	}
	return entry
}

func (c *Client) createAmendment(ctx context.Context, h *handover, amended string) error {
	if len(h.open()) == 0 {
		return h.failure()
	}
	call := h.calls[0]
	became, err := c.sendOne(ctx, h.op, callRecord(call, c.patients(h.op)(ctx, call.Account), amended))
	if client.KindOf(err) == client.OutcomeUnknown {
		return c.recover(ctx, h, err)
	}
	if err != nil {
		return err
	}
	h.became(0, became)
	if err := c.settle(ctx, h); err != nil {
		return err
	}
	return h.incomplete()
}

// failure is why the only call of a handover was refused, nil when it was not.
func (h *handover) failure() error {
	receipt := h.receipts[0]
	if receipt.Status != client.CallRefused {
		return nil
	}
	kind := client.Invalid
	if receipt.Code == codeReused {
		kind = client.KeyReused
	}
	return &client.Error{Op: h.op, Kind: kind, Code: receipt.Code, Fields: receipt.Fields}
}
