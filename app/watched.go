package app

import (
	"context"

	"portaldesk/client"
)

// watched is the portal's call log as the desk uses it: what it sees is what the desk sees.
type watched struct {
	client.CallLog
	desk *Desk
}

func (w watched) CreateCalls(ctx context.Context, calls []client.Call) ([]client.CallReceipt, error) {
	receipts, err := w.CallLog.CreateCalls(ctx, calls)
	w.desk.saw(err)
	return receipts, err
}

func (w watched) AmendCall(ctx context.Context, amendment client.Amendment) (client.Call, error) {
	entry, err := w.CallLog.AmendCall(ctx, amendment)
	w.desk.saw(err)
	return entry, err
}

func (w watched) Calls(ctx context.Context, query client.CallQuery) (client.Page[client.Call], error) {
	page, err := w.CallLog.Calls(ctx, query)
	w.desk.saw(err)
	return page, err
}
