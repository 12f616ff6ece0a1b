package ledger

import (
	"context"
	"slices"

	"portaldesk/app/store"
	"portaldesk/client"
)

// The sizes of a page, as in the published contract.
const (
	defaultLimit = 25
	maxLimit     = 100
)

// Calls implements [client.CallLog].
func (l *Ledger) Calls(ctx context.Context, query client.CallQuery) (client.Page[client.Call], error) {
	var page client.Page[client.Call]
	if err := ctx.Err(); err != nil {
		return page, &client.Error{Op: opList, Kind: client.Canceled, Err: err}
	}
	lines, err := l.listed(query.Account)
	if err != nil {
		return page, failure(opList, err)
	}
	first, known := after(lines, query.Cursor)
	if !known {
		return page, &client.Error{Op: opList, Kind: client.Invalid, Code: "cursor-unknown",
			Fields: []client.FieldError{{Field: "cursor", Code: "unknown"}}}
	}
	last := min(first+limitOf(query), len(lines))
	page.Total = len(lines)
	if last < len(lines) {
		page.Next = lines[last-1].position
	}
	page.Items, err = l.load(lines[first:last])
	return page, failure(opList, err)
}

// after is where the page begins whose cursor is the position of the last line before it.
func after(lines []line, cursor string) (first int, known bool) {
	if cursor == "" {
		return 0, true
	}
	at := slices.IndexFunc(lines, func(l line) bool { return l.position == cursor })
	return at + 1, at >= 0
}

func limitOf(query client.CallQuery) int {
	if query.Limit <= 0 {
		return defaultLimit
	}
	return min(query.Limit, maxLimit)
}

func (l *Ledger) load(lines []line) ([]client.Call, error) {
	calls := make([]client.Call, len(lines))
	err := l.store.View(func(tx *store.Tx) error {
		for i, each := range lines {
			if _, err := tx.Get(entriesBucket, each.position, &calls[i]); err != nil {
				return err
			}
		}
		return nil
	})
	return calls, err
}

// AmendCall implements [client.CallLog]. The entry is about the same caller as the call, and took no time of its own.
func (l *Ledger) AmendCall(ctx context.Context, amendment client.Amendment) (client.Call, error) {
	if err := ctx.Err(); err != nil {
		return client.Call{}, &client.Error{Op: opAmend, Kind: client.Canceled, Err: err}
	}
	var entry client.Call
	err := l.store.Update(func(tx *store.Tx) error {
		amended, found, err := keptCall(tx, amendment.Call)
		if err != nil {
			return err
		}
		if !found {
			return &client.Error{Op: opAmend, Kind: client.NotFound, Code: "call-not-found"}
		}
		entry = l.entryOf(amended, amendment)
		receipt, err := l.take(tx, entry)
		if err == nil && receipt.Status == client.CallRefused {
			err = &client.Error{Op: opAmend, Kind: client.Invalid, Code: receipt.Code, Fields: receipt.Fields}
		}
		return err
	})
	if err != nil {
		return client.Call{}, failure(opAmend, err)
	}
	return entry, nil
}

func (l *Ledger) entryOf(amended client.Call, amendment client.Amendment) client.Call {
	entry := amended
	entry.ID, entry.Amends, entry.Note, entry.AgentID = amendment.ID, amended.ID, amendment.Note, l.agentID
	entry.OpenedAt, entry.ClosedAt = amendment.At, amendment.At
	entry.TalkSeconds, entry.HoldSeconds, entry.WrapSeconds, entry.Done = 0, 0, 0, []client.Deed{}
	return plain(entry)
}
