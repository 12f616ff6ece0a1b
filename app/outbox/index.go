package outbox

import (
	"slices"
	"strings"
	"time"

	"portaldesk/client"
)

// Summary counts what is in the outbox.
type Summary struct {
	// Waiting and NeedsAttention are this agent's calls that are sent by themselves, and that were refused.
	Waiting        int
	NeedsAttention int
	// OfOthers are undelivered calls of another agent: they go when that agent signs in.
	OfOthers int
	// Unreadable are entries that the store could not give back. They are kept as they are and hold up nothing.
	Unreadable int
	OldestAt   time.Time // of this agent's waiting calls; zero when nothing waits
	Delivered  int       // in this run
}

// item is what is kept in memory of one entry.
type item struct {
	position string
	agentID  string
	account  client.AccountID
	amends   bool // it is an amendment
	state    State
	queuedAt time.Time
	bytes    int
	attempts int
	lastKind client.Kind
	// left says that it is to be taken out at the next count.
	left bool
}

// index is the queue in memory, in the order of positions, and its summary. It is not safe for concurrent use.
type index struct {
	agentID string
	items   []*item
	summary Summary
}

func comparePosition(it *item, position string) int { return strings.Compare(it.position, position) }

// add takes an entry in. Nearly always it is the last; the commits of two calls may be told in either order.
func (x *index) add(it *item) {
	at, found := slices.BinarySearchFunc(x.items, it.position, comparePosition)
	if found {
		return
	}
	x.items = slices.Insert(x.items, at, it)
	x.count(it)
}

// find answers the entry at a position, nil when it has left.
func (x *index) find(position string) *item {
	at, found := slices.BinarySearchFunc(x.items, position, comparePosition)
	if !found {
		return nil
	}
	return x.items[at]
}

// mine lists this agent's entries that keep says yes to, oldest first, as copies.
func (x *index) mine(keep func(*item) bool) []item {
	var found []item
	for _, it := range x.items {
		if it.agentID == x.agentID && keep(it) {
			found = append(found, *it)
		}
	}
	return found
}

// take moves entries as their receipts say, and answers how many were delivered. They count at the next recount.
func (x *index) take(parcels []parcel, receipts []client.CallReceipt) (delivered int) {
	for i, p := range parcels {
		it := x.find(p.position)
		if receipts[i].Status == client.CallRefused {
			it.state, it.lastKind = Refused, ""
			it.attempts++
			continue
		}
		it.left = true
		delivered++
	}
	x.summary.Delivered += delivered
	return delivered
}

// mend lets a refused entry wait again.
func (x *index) mend(position string, bytes int) {
	if it := x.find(position); it != nil {
		it.state, it.bytes, it.lastKind = Waiting, bytes, ""
	}
	x.recount()
}

// setAside takes entries out that could not be read.
func (x *index) setAside(positions []string) {
	for _, position := range positions {
		if it := x.find(position); it != nil {
			it.left = true
			x.summary.Unreadable++
		}
	}
	x.recount()
}

// recount takes out what has left, and counts anew.
func (x *index) recount() {
	x.items = slices.DeleteFunc(x.items, func(it *item) bool { return it.left })
	x.summary = Summary{Delivered: x.summary.Delivered, Unreadable: x.summary.Unreadable}
	for _, it := range x.items {
		x.count(it)
	}
}

func (x *index) count(it *item) {
	switch {
	case it.agentID != x.agentID:
		x.summary.OfOthers++
	case it.state == Refused:
		x.summary.NeedsAttention++
	default:
		x.summary.Waiting++
		if oldest := x.summary.OldestAt; oldest.IsZero() || it.queuedAt.Before(oldest) {
			x.summary.OldestAt = it.queuedAt
		}
	}
}
