package trail

import (
	"errors"
	"time"

	"portaldesk/app/store"
	"portaldesk/client"
)

// Filter says which entries are meant. Zero fields do not filter.
type Filter struct {
	Agent   string
	Account client.AccountID
	Action  string
	Outcome client.AuditOutcome
	// From is the first moment that is meant, To the first one that is not any more.
	From, To time.Time
}

// Matches says whether an entry is meant.
func (f Filter) Matches(e client.AuditEvent) bool {
	return (f.Agent == "" || e.AgentID == f.Agent) &&
		(f.Account == "" || e.Account == f.Account) &&
		(f.Action == "" || e.Action == f.Action) &&
		(f.Outcome == "" || e.Outcome == f.Outcome) &&
		!e.At.Before(f.From) && (f.To.IsZero() || e.At.Before(f.To))
}

// maxLooked bounds the entries that one page looks at, so that a filter that matches little does not hold up its reader.
const maxLooked = 2000

// Page is a part of the trail, newest entry first.
type Page struct {
	Entries []client.AuditEvent
	// Next is where the next page begins, for [Trail.Page]; 0 when the filter's oldest entry was passed.
	Next uint64
	// Until is when the oldest entry that was looked at happened: a page with few entries and a Next was cut there.
	Until time.Time
	// Unreadable is how many entries did not open; [Trail.Verify] names them.
	Unreadable int
}

// Page answers the entries that f means before the number before, newest first, at most limit of them; 0 begins with the
// newest. It looks at 2,000 entries at most: Next says whether there is more to look at. The times of a chain never go back,
// so it ends at the first entry before f.From.
func (t *Trail) Page(f Filter, limit int, before uint64) (Page, error) {
	p := pager{filter: f, limit: limit}
	end := ""
	if before > 0 {
		end = key(before)
	}
	err := t.store.View(func(tx *store.Tx) error { return tx.Back(entries, end, p.visit) })
	return p.page, err
}

type pager struct {
	filter        Filter
	limit, looked int
	last          uint64 // the number that was looked at last
	page          Page
}

func (p *pager) visit(id string, decode func(any) error) error {
	if p.looked >= maxLooked || len(p.page.Entries) >= p.limit {
		p.page.Next = p.last
		return store.ErrStop
	}
	seq, err := numberOf(id)
	if err != nil {
		return err
	}
	p.looked++
	p.last = seq
	var e client.AuditEvent
	switch err := decode(&e); {
	case errors.Is(err, store.ErrDamaged):
		p.page.Unreadable++
		return nil
	case err != nil:
		return err
	case e.At.Before(p.filter.From):
		return store.ErrStop
	}
	p.page.Until = e.At
	if p.filter.Matches(e) {
		p.page.Entries = append(p.page.Entries, e)
	}
	return nil
}
