package scorecard

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"portaldesk/client"
)

// guard is a portal that changes nothing but one account, and nothing at all until it is told which. It stands behind every
// test, so that no mistake in one can touch a patient. It notes what was done.
type guard struct {
	client.Portal

	mu      sync.Mutex
	account client.AccountID
	opened  map[client.AccountID]bool
	seen    map[client.AccountID]bool
	entered map[string]bool // audit events
	looked  int
	done    []string
}

func newGuard(portal client.Portal) *guard {
	return &guard{Portal: portal, opened: map[client.AccountID]bool{}, seen: map[client.AccountID]bool{}, entered: map[string]bool{}}
}

// allow lets one account be changed.
func (g *guard) allow(account client.AccountID) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.account = account
}

// changes are the sentences about what was changed, in order.
func (g *guard) changes() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return append([]string{}, g.done...)
}

// traces is what reading has left in the portal's own trail.
func (g *guard) traces() Traces {
	g.mu.Lock()
	defer g.mu.Unlock()
	return Traces{LookUps: g.looked, AccountsOpened: len(g.opened)}
}

var errGuarded = errors.New("nothing but the test account may be changed")

// may refuses a write that is not about the test account.
func (g *guard) may(op string, account client.AccountID) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.account == "" || account != g.account {
		return &client.Error{Op: op, Kind: client.Canceled, Code: "guarded", Err: errGuarded}
	}
	return nil
}

// noted notes a write that the portal did, or may have done.
func (g *guard) noted(what string, err error) {
	switch client.KindOf(err) {
	case "", client.OutcomeUnknown, client.Protocol:
	default:
		return
	}
	if err != nil {
		what += " (the portal's answer does not tell whether it was done)"
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.done = append(g.done, what+".")
}

func (g *guard) Search(ctx context.Context, query client.Query) (client.Page[client.AccountRow], error) {
	page, err := g.Portal.Search(ctx, query)
	g.mu.Lock()
	defer g.mu.Unlock()
	g.looked++
	for _, row := range page.Items {
		g.seen[row.ID] = true
	}
	return page, err
}

// listed is how many accounts have been seen in look-ups.
func (g *guard) listed() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.seen)
}

func (g *guard) Account(ctx context.Context, id client.AccountID) (client.Account, error) {
	account, err := g.Portal.Account(ctx, id)
	if err == nil {
		g.mu.Lock()
		g.opened[id] = true
		g.mu.Unlock()
	}
	return account, err
}

func (g *guard) BeginVerification(
	ctx context.Context, account client.AccountID, begin client.BeginVerification, key client.Key,
) (client.Verification, error) {
	if err := g.may(client.OpBeginVerification, account); err != nil {
		return client.Verification{}, err
	}
	return g.Portal.BeginVerification(ctx, account, begin, key)
}

func (g *guard) SendCode(ctx context.Context, id client.VerificationID, contact client.ContactID, key client.Key) (client.Verification, error) {
	v, err := g.Portal.SendCode(ctx, id, contact, key)
	g.noted("A code was sent to the owner of the account", err)
	return v, err
}

func (g *guard) CreateCalls(ctx context.Context, calls []client.Call) ([]client.CallReceipt, error) {
	for _, call := range calls {
		if err := g.may(client.OpCreateCalls, call.Account); err != nil {
			return nil, err
		}
	}
	receipts, err := g.Portal.CreateCalls(ctx, calls)
	if slices.ContainsFunc(receipts, func(r client.CallReceipt) bool { return r.Status == client.CallCreated }) || err != nil {
		g.noted("A call was put into the portal's log", err)
	}
	return receipts, err
}

func (g *guard) AmendCall(context.Context, client.Amendment) (client.Call, error) {
	return client.Call{}, g.may(client.OpAmendCall, "")
}

func (g *guard) AppendAudit(ctx context.Context, events []client.AuditEvent) error {
	for _, event := range events {
		if err := g.may(client.OpAppendAudit, event.Account); err != nil {
			return err
		}
	}
	err := g.Portal.AppendAudit(ctx, events)
	if fresh := g.enter(events); fresh > 0 {
		g.noted(fmt.Sprintf("Added to the portal's copy of the trail: %d", fresh), err)
	}
	return err
}

// enter counts the events that have not been sent before.
func (g *guard) enter(events []client.AuditEvent) (fresh int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, event := range events {
		if !g.entered[event.ID] {
			fresh++
		}
		g.entered[event.ID] = true
	}
	return fresh
}

// SignOut is left to whoever opened the session.
func (g *guard) SignOut(context.Context) error { return g.may(client.OpSignOut, "") }
