package ledger

import (
	"context"

	"portaldesk/app/store"
	"portaldesk/client"
	"portaldesk/client/callbook"
)

// The sizes of a page, as in the published contract.
const (
	defaultLimit = 25
	maxLimit     = 100
)

// mostRead is how many calls are read from the store for one page of a search by text: what a signature lets through is nearly
// always meant, but a word of two letters has none.
const mostRead = 2000

// Calls implements [client.CallLog]. How many calls have a text is not counted: that would mean to read them all.
func (l *Ledger) Calls(ctx context.Context, query client.CallQuery) (client.Page[client.Call], error) {
	page := client.Page[client.Call]{Total: -1}
	if err := ctx.Err(); err != nil {
		return page, &client.Error{Op: opList, Kind: client.Canceled, Err: err}
	}
	if !callbook.Knows(query.Order) {
		return page, &client.Error{Op: opList, Kind: client.NotOffered, Code: "order-not-offered"}
	}
	after, known := markIn(query.Cursor, query.Order)
	if !known {
		return page, &client.Error{Op: opList, Kind: client.Invalid, Code: "cursor-unknown",
			Fields: []client.FieldError{{Field: "cursor", Code: "unknown"}}}
	}
	err := l.list(query, after, &reader{ctx: ctx, sieve: callbook.SieveOf(query), read: map[string]client.Call{}}, &page)
	return page, failure(opList, err)
}

// list fills a page. The store is looked into after the book, so that what is in the one is in the other.
func (l *Ledger) list(query client.CallQuery, after *callbook.Mark, in *reader, page *client.Page[client.Call]) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.read {
		if err := l.readRows(); err != nil {
			return err
		}
	}
	return l.store.View(func(tx *store.Tx) error {
		in.tx = tx
		if in.sieve.Text() == "" {
			page.Total = l.book.Count(query, nil)
		}
		found, err := l.book.Page(query, after, limitOf(query), in.holds())
		if err != nil {
			return err
		}
		if found.Next != nil {
			page.Next = cursorOf(*found.Next, query.Order)
		}
		page.Items, err = in.calls(found.Rows)
		return err
	})
}

func limitOf(query client.CallQuery) int {
	if query.Limit <= 0 {
		return defaultLimit
	}
	return min(query.Limit, maxLimit)
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
	entry.RepeatOf = ""
	return plain(entry)
}
