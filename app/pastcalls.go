package app

import (
	"slices"
	"sync"

	"portaldesk/app/call"
	"portaldesk/app/store"
	"portaldesk/client"
)

// actionAmendCall is the trail's word for adding to a closed call.
const actionAmendCall = "amend-call"

// AmendCall queues an entry that adds to a closed call; the call itself never changes. Like the note of a call it is on the disk
// when this returns, goes out once, and waits while the portal is gone or while the call itself waits. The errors are
// *call.Incomplete, *call.Unfilled and *call.TooLong for the note, client.Forbidden where the agent's role keeps no calls, and those
// of the store and of the trail; after one of the trail the amendment is queued all the same.
func (d *Desk) AmendCall(of client.Call, note string) error {
	if !d.Session.May(client.KeepsCalls) {
		return &client.Error{Op: client.OpAmendCall, Kind: client.Forbidden, Code: "role-not-allowed"}
	}
	entry, err := call.Amendment(of, d.Session.Agent.ID, note, d.now())
	if err != nil {
		return err
	}
	if err := d.store.Update(func(tx *store.Tx) error { return d.Outbox.Put(tx, entry) }); err != nil {
		return err
	}
	return d.write(client.AuditEvent{Action: actionAmendCall, Call: entry.Amends, Account: entry.Account, Outcome: client.AuditDone})
}

// earlier remembers, by account, the newest call that another one could repeat: as it was read with the account, or closed here.
// It lives in memory.
type earlier struct {
	mu   sync.Mutex
	last map[client.AccountID]client.Call
}

func newEarlier() *earlier { return &earlier{last: map[client.AccountID]client.Call{}} }

// learn takes calls in. Only what tells whether a call repeats them is kept.
func (e *earlier) learn(calls ...client.Call) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, c := range calls {
		if call.AboutAccount(c) && c.ClosedAt.After(e.last[c.Account].ClosedAt) {
			e.last[c.Account] = client.Call{ID: c.ID, Account: c.Account, OpenedAt: c.OpenedAt, ClosedAt: c.ClosedAt, Outcome: c.Outcome}
		}
	}
}

func (e *earlier) about(account client.AccountID) []client.Call {
	e.mu.Lock()
	defer e.mu.Unlock()
	if last, known := e.last[account]; known {
		return []client.Call{last}
	}
	return nil
}

// callsBefore are the earlier calls about an account that the desk knows of: those it read or closed, and those that wait here since
// another run.
func (d *Desk) callsBefore(account client.AccountID) []client.Call {
	if account == "" {
		return nil
	}
	calls := slices.Clone(d.earlier.about(account))
	waiting, err := d.Outbox.About(account)
	if err != nil {
		d.log.Warn("outbox not read for earlier calls", "cause", err)
	}
	for _, entry := range waiting {
		calls = append(calls, entry.Call)
	}
	return calls
}
