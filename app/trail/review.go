package trail

import (
	"time"

	"portaldesk/client"
)

// Review is what a reviewer looks at for a span of the trail.
type Review struct {
	// Entries is how many were read, Unreadable how many did not open.
	Entries, Unreadable int
	// Counts has how often each action went how.
	Counts map[string]map[client.AuditOutcome]int
	// Agents has what each agent did.
	Agents map[string]Tally
	// Unproven has, for each account, how often a caller could not prove who they are.
	Unproven map[client.AccountID]int
	// Unfinished are the intents without an end, newest first: the desk died in between, or it goes on now.
	Unfinished []client.AuditEvent
	// AfterContact are the changes of a contact after which, within [ContactCools], somebody was let in anew; newest first.
	AfterContact []AfterContact
	// Exports and Reviews are the entries about what left the desk and who looked at the trail before, newest first.
	Exports, Reviews []client.AuditEvent
	// HoursKnown says that what was done outside the desk's hours was counted.
	HoursKnown bool
}

// Tally is how what one agent did went. Entries counts all of her entries, intents too.
type Tally struct {
	Entries, Done, Refused, Failed, Unknown int
	// Unproven is how often a caller could not prove who they are, AfterHours what was done while the desk was closed.
	Unproven, AfterHours int
}

// AfterContact is a contact of an account that was changed, and what then let somebody in.
type AfterContact struct{ Changed, LetIn client.AuditEvent }

// ContactCools is how long after a change of a contact a reset is worth a look: whoever takes an account over does both.
const ContactCools = 72 * time.Hour

// Refused is how many of the counted doings were refused.
func (r Review) Refused() int { return r.Outcome(client.AuditRefused) }

// Outcome is how many of the counted doings went like that.
func (r Review) Outcome(outcome client.AuditOutcome) (n int) {
	for _, outcomes := range r.Counts {
		n += outcomes[outcome]
	}
	return n
}

// AfterHours is how many doings there were while the desk was closed.
func (r Review) AfterHours() (n int) {
	for _, tally := range r.Agents {
		n += tally.AfterHours
	}
	return n
}

// Review counts the entries that f means. open says whether the desk was open at a moment; nil when its hours are not known.
// It reads a page at a time, newest first, and asks stop before each: an error ends it.
func (t *Trail) Review(f Filter, open func(time.Time) bool, stop func() error) (Review, error) {
	r := newReviewer(f, open)
	wide := f
	if !f.From.IsZero() {
		wide.From = f.From.Add(-ContactCools) // a contact that was changed before may be what a reset follows
	}
	for before := uint64(0); ; {
		if err := stop(); err != nil {
			return Review{}, err
		}
		page, err := t.Page(wide, maxLooked, before)
		if err != nil {
			return Review{}, err
		}
		r.take(page)
		if before = page.Next; before == 0 {
			return r.review, nil
		}
	}
}
