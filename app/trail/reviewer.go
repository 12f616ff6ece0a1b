package trail

import (
	"slices"
	"strings"
	"time"

	"portaldesk/client"
)

// What a review knows of the actions of the desk.
const (
	verifyCaller   = "verify-caller"
	correctContact = "correct-contact"
	actionExport   = "export" // of the trail, and of whatever an action that begins so names
	actionReview   = "review"
	noMatch        = ":no-match" // in the detail of a proof that went wrong
)

// LetsIn are the operations after which whoever holds the account's contacts can sign in.
func LetsIn() []string { return []string{"reset-password", "access-code", "resend-invitation"} }

// reviewer counts entries, newest first.
type reviewer struct {
	review Review
	filter Filter
	open   func(time.Time) bool
	// ended has the doings whose next entry is their end; let has, for each account, what let somebody in since its contact
	// was last changed.
	ended map[doing]bool
	let   map[client.AccountID][]client.AuditEvent
}

// doing is what an intent and its end have in common.
type doing struct {
	agent, action string
	account       client.AccountID
	call          client.CallID
}

func newReviewer(f Filter, open func(time.Time) bool) *reviewer {
	return &reviewer{filter: f, open: open, ended: map[doing]bool{}, let: map[client.AccountID][]client.AuditEvent{},
		review: Review{Counts: map[string]map[client.AuditOutcome]int{}, Agents: map[string]Tally{},
			Unproven: map[client.AccountID]int{}, HoursKnown: open != nil}}
}

func (r *reviewer) take(page Page) {
	r.review.Unreadable += page.Unreadable
	for _, e := range page.Entries {
		if !e.At.Before(r.filter.From) {
			r.count(e)
			r.remember(e)
		}
		r.follow(e)
	}
}

func (r *reviewer) count(e client.AuditEvent) {
	r.review.Entries++
	if r.review.Counts[e.Action] == nil {
		r.review.Counts[e.Action] = map[client.AuditOutcome]int{}
	}
	r.review.Counts[e.Action][e.Outcome]++
	tally := r.review.Agents[e.AgentID]
	tally.add(e)
	if unproven(e) {
		tally.Unproven++
		r.review.Unproven[e.Account]++
	}
	if r.open != nil && e.Outcome != client.AuditIntent && !r.open(e.At) {
		tally.AfterHours++
	}
	r.review.Agents[e.AgentID] = tally
}

func (t *Tally) add(e client.AuditEvent) {
	t.Entries++
	switch e.Outcome {
	case client.AuditDone:
		t.Done++
	case client.AuditRefused:
		t.Refused++
	case client.AuditFailed:
		t.Failed++
	case client.AuditUnknown:
		t.Unknown++
	}
}

// unproven says that a caller could not prove who they are: a detail did not match, or the portal refused.
func unproven(e client.AuditEvent) bool {
	return e.Action == verifyCaller && e.Account != "" &&
		(e.Outcome == client.AuditRefused || e.Outcome == client.AuditFailed || strings.Contains(e.Detail, noMatch))
}

// remember keeps the entries that are worth a look of their own. The end of a doing comes before its intent here.
func (r *reviewer) remember(e client.AuditEvent) {
	key := doing{e.AgentID, e.Action, e.Account, e.Call}
	switch {
	case e.Outcome != client.AuditIntent:
		r.ended[key] = true
	case r.ended[key]:
		delete(r.ended, key)
	case r.filter.Outcome == "":
		r.review.Unfinished = append(r.review.Unfinished, e)
	}
	switch {
	case strings.HasPrefix(e.Action, actionExport) && e.Outcome != client.AuditIntent:
		r.review.Exports = append(r.review.Exports, e)
	case e.Action == actionReview:
		r.review.Reviews = append(r.review.Reviews, e)
	case slices.Contains(LetsIn(), e.Action) && happened(e):
		r.let[e.Account] = append(r.let[e.Account], e)
	}
}

// happened says that something was done, or may have been.
func happened(e client.AuditEvent) bool {
	return e.Outcome == client.AuditDone || e.Outcome == client.AuditUnknown
}

// follow finds what let somebody in soon after the contact of the account was changed.
func (r *reviewer) follow(e client.AuditEvent) {
	if e.Action != correctContact || !happened(e) {
		return
	}
	for _, let := range r.let[e.Account] {
		if let.At.Sub(e.At) <= ContactCools {
			r.review.AfterContact = append(r.review.AfterContact, AfterContact{e, let})
		}
	}
	delete(r.let, e.Account)
}
