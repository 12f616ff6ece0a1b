package trail

import (
	"portaldesk/client"
)

// Review is what a reviewer looks at for a span of the trail.
type Review struct {
	// Entries is how many were read, Unreadable how many did not open.
	Entries, Unreadable int
	// Counts has how often each action went how.
	Counts map[string]map[client.AuditOutcome]int
	// Unproven has, for each account, how often a caller could not prove who they are.
	Unproven map[client.AccountID]int
}

// Refused is how many of the counted doings were refused.
func (r Review) Refused() (n int) {
	for _, outcomes := range r.Counts {
		n += outcomes[client.AuditRefused]
	}
	return n
}

// verifyCaller is the action of the desk whose refusals are counted for each account.
const verifyCaller = "verify-caller"

// Review counts the entries that f means. It reads a page at a time, newest first, and asks stop before each: an error ends it.
func (t *Trail) Review(f Filter, stop func() error) (Review, error) {
	r := Review{Counts: map[string]map[client.AuditOutcome]int{}, Unproven: map[client.AccountID]int{}}
	for before := uint64(0); ; {
		if err := stop(); err != nil {
			return Review{}, err
		}
		page, err := t.Page(f, maxLooked, before)
		if err != nil {
			return Review{}, err
		}
		r.count(page)
		if before = page.Next; before == 0 {
			return r, nil
		}
	}
}

func (r *Review) count(page Page) {
	r.Unreadable += page.Unreadable
	for _, e := range page.Entries {
		r.Entries++
		if r.Counts[e.Action] == nil {
			r.Counts[e.Action] = map[client.AuditOutcome]int{}
		}
		r.Counts[e.Action][e.Outcome]++
		if e.Action == verifyCaller && e.Account != "" && (e.Outcome == client.AuditRefused || e.Outcome == client.AuditFailed) {
			r.Unproven[e.Account]++
		}
	}
}
