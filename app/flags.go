package app

import (
	"sync"

	"portaldesk/app/redflag"
	"portaldesk/app/trail"
	"portaldesk/client"
)

// Flags are the reasons to pause before something is done to an account, the grave ones first. What happened before is known
// once the account was opened. It asks nobody.
func (d *Desk) Flags(account client.Account) []redflag.Flag {
	past := d.watch.of(account.ID)
	e := redflag.Evidence{Now: d.now(), Policy: d.About.Verification, Account: account, Calls: past.calls, Trail: past.entries}
	if current := d.Calls.Current(); current != nil {
		draft := current.Draft()
		e.Call, e.Since = draft.ID, draft.OpenedAt
		e.ProxyID = d.road.check(draft.ID, account.ID).caller.ProxyID
		e.NumberAccounts = d.numbers.accounts(draft.Caller.Number, account.ID, e.Now)
	}
	return redflag.Find(e)
}

// pastLength is how many entries of the trail about an account are read with it.
const pastLength = 200

// pastEntries are this desk's own entries about an account that flags are found by.
func (d *Desk) pastEntries(id client.AccountID) []client.AuditEvent {
	page, err := d.Trail.Page(trail.Filter{Account: id, From: d.now().Add(-redflag.ResetSpan)}, pastLength, 0)
	if err != nil {
		d.log.Warn("trail not read for red flags", "cause", err)
	}
	return page.Entries
}

// watch is what happened to the account on the screen before and since it was opened, for [Desk.Flags]. It lives in memory; the
// calls and the trail keep it.
type watch struct {
	mu      sync.Mutex
	account client.AccountID
	past    past
}

type past struct {
	calls   []client.Call
	entries []client.AuditEvent
}

// saw takes in what was read of an account.
func (w *watch) saw(account client.AccountID, calls []client.Call, entries []client.AuditEvent) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.account, w.past = account, past{calls, entries}
}

// add takes in what has just been written down.
func (w *watch) add(entry client.AuditEvent) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if entry.Account != "" && entry.Account == w.account {
		w.past.entries = append(w.past.entries[:len(w.past.entries):len(w.past.entries)], entry)
	}
}

func (w *watch) of(account client.AccountID) past {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.account != account {
		return past{}
	}
	return w.past
}

// countCaller counts the account of the open call with the number that it comes from.
func (d *Desk) countCaller(account client.AccountID) {
	current := d.Calls.Current()
	if current == nil || account == "" {
		return
	}
	if err := d.numbers.count(current.Draft().Caller.Number, account, d.now()); err != nil {
		d.log.Warn("caller's number not counted", "cause", err)
	}
}
