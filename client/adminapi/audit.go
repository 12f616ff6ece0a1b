package adminapi

import (
	"context"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// AppendAudit implements [client.AuditLog]. Each event's id is what keeps it single, as with [Records.CreateCalls].
func (r Records) AppendAudit(ctx context.Context, events []client.AuditEvent) error {
	const op = client.OpAppendAudit
	if len(events) == 0 {
		return nil
	}
	if len(events) > client.MaxBatch {
		return &client.Error{Op: op, Kind: client.Invalid, Code: "batch-too-large"}
	}
	_, err := r.post(ctx, []string{"audit-events"}, transport.Request{
		Op: op, Key: newKey(), Body: AuditBatch{Events: events}, Want: noContent,
	})
	return err
}

// AuditEvents implements [client.AuditLog].
func (r Records) AuditEvents(ctx context.Context, query client.AuditQuery) (client.Page[client.AuditEvent], error) {
	var page client.Page[client.AuditEvent]
	_, err := r.get(ctx, client.OpAuditEvents, []string{"audit-events"}, about(query.Account, query.Limit, query.Cursor), &page)
	return page, err
}
