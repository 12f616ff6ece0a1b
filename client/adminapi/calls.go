package adminapi

import (
	"context"
	"net/url"
	"slices"
	"time"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// CreateCalls implements [client.CallLog]. Each call's id is what keeps it single; the batch's own key only covers the
// attempts within this one call of the method, so that a later hand-over learns that the portal has the calls already.
func (r Records) CreateCalls(ctx context.Context, calls []client.Call) ([]client.CallReceipt, error) {
	const op = client.OpCreateCalls
	if len(calls) == 0 {
		return nil, nil
	}
	if len(calls) > client.MaxBatch {
		return nil, &client.Error{Op: op, Kind: client.Invalid, Code: "batch-too-large"}
	}
	var answer CallReceipts
	_, err := r.post(ctx, []string{"calls", "batch"}, transport.Request{
		Op: op, Key: newKey(), Body: CallBatch{Calls: sendable(calls)}, Out: &answer,
	})
	if err != nil {
		return nil, err
	}
	if !answersEach(calls, answer.Receipts) {
		return nil, unpromised(op, "receipts-mismatch")
	}
	return answer.Receipts, nil
}

// sendable are copies in which no list is missing.
func sendable(calls []client.Call) []client.Call {
	copies := slices.Clone(calls)
	for i := range copies {
		if copies[i].Done == nil {
			copies[i].Done = []client.Deed{}
		}
	}
	return copies
}

// answersEach says whether there is a receipt that can be believed for each call, in order.
func answersEach(calls []client.Call, receipts []client.CallReceipt) bool {
	return slices.EqualFunc(calls, receipts, func(call client.Call, receipt client.CallReceipt) bool {
		known := []client.CallStatus{client.CallCreated, client.CallExisting, client.CallRefused}
		return call.ID == receipt.ID && slices.Contains(known, receipt.Status)
	})
}

// Calls implements [client.CallLog].
func (r Records) Calls(ctx context.Context, query client.CallQuery) (client.Page[client.Call], error) {
	var page client.Page[client.Call]
	_, err := r.get(ctx, client.OpCalls, []string{"calls"}, callQuery(query), &page)
	return page, err
}

func callQuery(query client.CallQuery) url.Values {
	values := about(query.Account, query.Limit, query.Cursor)
	for name, value := range map[string]string{
		"agentId": query.AgentID,
		"from":    moment(query.From),
		"until":   moment(query.Until),
		"stage":   query.Reason.Stage,
		"cause":   query.Reason.Cause,
		"outcome": string(query.Outcome),
		"q":       query.Contains,
		"sort":    string(query.Order),
	} {
		if value != "" {
			values.Set(name, value)
		}
	}
	return values
}

// moment is a time as the contract writes it, to the nanosecond; empty for none.
func moment(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format(time.RFC3339Nano)
}

// about are the parameters of a list that may be about one account.
func about(account client.AccountID, limit int, cursor string) url.Values {
	values := paging(limit, cursor)
	if account != "" {
		values.Set("accountId", string(account))
	}
	return values
}

// AmendCall implements [client.CallLog].
func (r Records) AmendCall(ctx context.Context, amendment client.Amendment) (client.Call, error) {
	const op = client.OpAmendCall
	var entry client.Call
	_, err := r.post(ctx, []string{"calls", string(amendment.Call), "amendments"}, transport.Request{
		Op:   op,
		Key:  client.Key(amendment.ID),
		Body: AmendmentRequest{ID: amendment.ID, At: amendment.At, Note: amendment.Note},
		Out:  &entry,
		Want: createdOrThere,
	})
	if err == nil && (entry.ID != amendment.ID || entry.Amends != amendment.Call) {
		err = unpromised(op, "another-call")
	}
	if err != nil {
		return client.Call{}, err
	}
	return entry, nil
}
