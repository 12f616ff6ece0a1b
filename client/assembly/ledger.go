package assembly

import (
	"context"
	"slices"

	"portaldesk/client"
)

// recordAbilities are those of where calls and the trail are kept.
var recordAbilities = []client.Ability{client.KeepsCalls, client.ReadsCalls, client.KeepsAudit, client.ReadsAudit}

// here is said of records that no server keeps.
var here = client.Offer{
	Reason:    "Calls and the trail are kept on this computer only.",
	WayAround: "To share them, name a server for records in the portal's settings.",
}

// ledger is where calls and the trail go. Without records it takes nothing.
type ledger struct{ records client.Records }

// offers puts what the records offer into the abilities. Before the agent is signed in they may not say; then all of it counts
// as offered, and the session's permissions tell.
func (l ledger) offers(ctx context.Context, abilities map[client.Ability]client.Offer) {
	offered, err := l.ask(ctx)
	for _, ability := range recordAbilities {
		abilities[ability] = client.Offer{Offered: true}
		if err == nil {
			abilities[ability] = offered[ability]
		}
	}
}

// ask answers all four offers.
func (l ledger) ask(ctx context.Context) (map[client.Ability]client.Offer, error) {
	if l.records == nil {
		none := map[client.Ability]client.Offer{}
		for _, ability := range recordAbilities {
			none[ability] = here
		}
		return none, nil
	}
	return l.records.RecordAbilities(ctx)
}

// permit makes the session's permissions say what the records allow. Records that are only gone for a while take nothing away:
// what is refused then waits in the outbox.
func (l ledger) permit(ctx context.Context, session client.Session) client.Session {
	permitted := slices.DeleteFunc(slices.Clone(session.Permissions), func(ability client.Ability) bool {
		return slices.Contains(recordAbilities, ability)
	})
	offered, err := l.ask(ctx)
	for _, ability := range recordAbilities {
		if err == nil && offered[ability].Offered || err != nil && !refused(err) {
			permitted = append(permitted, ability)
		}
	}
	session.Permissions = permitted
	return session
}

// refused says that the server answered no, as against not answering.
func refused(err error) bool {
	switch client.KindOf(err) {
	case client.Offline, client.Unavailable, client.Throttled, client.Canceled:
		return false
	}
	return true
}

// CreateCalls implements [client.CallLog].
func (l ledger) CreateCalls(ctx context.Context, calls []client.Call) ([]client.CallReceipt, error) {
	if l.records == nil {
		return nil, notOffered("createCalls")
	}
	return l.records.CreateCalls(ctx, calls)
}

// Calls implements [client.CallLog].
func (l ledger) Calls(ctx context.Context, query client.CallQuery) (client.Page[client.Call], error) {
	if l.records == nil {
		return client.Page[client.Call]{}, notOffered("listCalls")
	}
	return l.records.Calls(ctx, query)
}

// AmendCall implements [client.CallLog].
func (l ledger) AmendCall(ctx context.Context, amendment client.Amendment) (client.Call, error) {
	if l.records == nil {
		return client.Call{}, notOffered("amendCall")
	}
	return l.records.AmendCall(ctx, amendment)
}

// AppendAudit implements [client.AuditLog].
func (l ledger) AppendAudit(ctx context.Context, events []client.AuditEvent) error {
	if l.records == nil {
		return notOffered("appendAuditEvents")
	}
	return l.records.AppendAudit(ctx, events)
}

// AuditEvents implements [client.AuditLog].
func (l ledger) AuditEvents(ctx context.Context, query client.AuditQuery) (client.Page[client.AuditEvent], error) {
	if l.records == nil {
		return client.Page[client.AuditEvent]{}, notOffered("listAuditEvents")
	}
	return l.records.AuditEvents(ctx, query)
}
