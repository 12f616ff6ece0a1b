package app

import (
	"context"

	"portaldesk/client"
)

// watched is the portal's call log as the outbox uses it: what it sees is what the desk sees.
type watched struct {
	client.CallLog
	desk *Desk
}

func (w watched) CreateCalls(ctx context.Context, calls []client.Call) ([]client.CallReceipt, error) {
	receipts, err := w.CallLog.CreateCalls(ctx, calls)
	w.desk.saw(err)
	return receipts, err
}
