package calls

import (
	"slices"

	queue "portaldesk/app/outbox"
	"portaldesk/client"
)

// entry is one call on the list. State is empty for a call that is delivered.
type entry struct {
	client.Call
	State queue.State
}

// book is what is listed: what waits here, and below it the pages that were read so far. Nothing in it takes longer the more
// pages there are.
type book struct {
	query   client.CallQuery // without a cursor
	waiting []queue.Entry    // those that fit the question and are on no page
	calls   []*client.Call
	at      map[client.CallID]int // in calls
	next    string
	total   int
	// asked says that there is an answer; err why there is none.
	asked bool
	err   error
}

// answer is one page, or why there is none, and what waits that fits the question.
type answer struct {
	query   client.CallQuery
	page    client.Page[client.Call]
	err     error
	waiting []queue.Entry
	of      inbox // which the waiting were sifted from
}

// inbox is what waited when it was read last, and how many calls had been delivered by then. seq counts how often it was read.
type inbox struct {
	entries   []queue.Entry
	delivered int
	seq       int
}

func newBook(first answer) book {
	b := book{query: first.query, at: map[client.CallID]int{}, total: first.page.Total, asked: true, err: first.err}
	b.add(first.page)
	return b
}

// add takes one more page in. A call that was closed since the first page was read moves the others on, so that one of them
// may come twice.
func (b *book) add(page client.Page[client.Call]) {
	for i := range page.Items {
		if _, twice := b.at[page.Items[i].ID]; !twice {
			b.at[page.Items[i].ID] = len(b.calls)
			b.calls = append(b.calls, &page.Items[i])
		}
	}
	b.next = page.Next
}

// wait puts on top what is not delivered yet.
func (b *book) wait(entries []queue.Entry) {
	b.waiting = slices.DeleteFunc(entries, func(e queue.Entry) bool {
		_, delivered := b.at[e.Call.ID]
		return delivered
	})
}

func (b *book) len() int { return len(b.waiting) + len(b.calls) }

// row is the call in a row; false where there is none.
func (b *book) row(at int) (entry, bool) {
	switch {
	case at < 0 || at >= b.len():
		return entry{}, false
	case at < len(b.waiting):
		return entry{b.waiting[at].Call, b.waiting[at].State}, true
	default:
		return entry{Call: *b.calls[at-len(b.waiting)]}, true
	}
}

// find is the row of a call, -1 for none.
func (b *book) find(id client.CallID) int {
	if at, listed := b.at[id]; listed {
		return at + len(b.waiting)
	}
	return slices.IndexFunc(b.waiting, func(e queue.Entry) bool { return e.Call.ID == id })
}
