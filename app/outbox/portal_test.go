package outbox_test

import (
	"context"
	"encoding/json"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/app/outbox"
	"portaldesk/app/store"
	"portaldesk/client"
)

// portal takes calls as the contract says, and misbehaves as the test orders.
type portal struct {
	mu sync.Mutex
	// kept is every record, as JSON, by id; sent every batch, as ids.
	kept map[client.CallID]string
	sent [][]client.CallID
	// bytes are the forms in which each call was ever sent.
	bytes map[client.CallID]map[string]bool
	// refuse answers why a call is refused, "" when it is not; before answers for the whole request, after the work
	// was done; tamper changes the receipts.
	refuse        func(client.Call) string
	before, after func([]client.Call) error
	tamper        func([]client.CallReceipt) []client.CallReceipt
	// amended is every amendment that ever came; amend answers why it is not taken, nil when it is.
	amended []client.Amendment
	amend   func(client.Amendment) error
	times   []time.Time
}

func newPortal() *portal {
	return &portal{kept: map[client.CallID]string{}, bytes: map[client.CallID]map[string]bool{}}
}

func (p *portal) CreateCalls(_ context.Context, calls []client.Call) ([]client.CallReceipt, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.note(calls)
	if p.before != nil {
		if err := p.before(calls); err != nil {
			return nil, err
		}
	}
	var receipts []client.CallReceipt
	for _, call := range calls {
		receipts = append(receipts, p.take(call))
	}
	if p.after != nil {
		if err := p.after(calls); err != nil {
			return nil, err
		}
	}
	if p.tamper != nil {
		receipts = p.tamper(receipts)
	}
	return receipts, nil
}

func (p *portal) note(calls []client.Call) {
	var ids []client.CallID
	for _, call := range calls {
		text, _ := json.Marshal(call)
		if p.bytes[call.ID] == nil {
			p.bytes[call.ID] = map[string]bool{}
		}
		p.bytes[call.ID][string(text)] = true
		ids = append(ids, call.ID)
	}
	p.sent = append(p.sent, ids)
	p.times = append(p.times, time.Now())
}

func (p *portal) take(call client.Call) client.CallReceipt {
	if p.refuse != nil {
		if code := p.refuse(call); code != "" {
			return client.CallReceipt{ID: call.ID, Status: client.CallRefused, Code: code,
				Fields: []client.FieldError{{Field: "note", Code: code}}}
		}
	}
	text, _ := json.Marshal(call)
	known, found := p.kept[call.ID]
	switch {
	case !found:
		p.kept[call.ID] = string(text)
		return client.CallReceipt{ID: call.ID, Status: client.CallCreated}
	case known == string(text):
		return client.CallReceipt{ID: call.ID, Status: client.CallExisting}
	default:
		return client.CallReceipt{ID: call.ID, Status: client.CallRefused, Code: "call-id-reused"}
	}
}

func (p *portal) Calls(context.Context, client.CallQuery) (client.Page[client.Call], error) {
	return client.Page[client.Call]{}, &client.Error{Op: "listCalls", Kind: client.NotOffered}
}

func (p *portal) AmendCall(_ context.Context, amendment client.Amendment) (client.Call, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.amended = append(p.amended, amendment)
	if p.amend != nil {
		if err := p.amend(amendment); err != nil {
			return client.Call{}, err
		}
	}
	return client.Call{ID: amendment.ID, Amends: amendment.Call, Note: amendment.Note}, nil
}

// attempts is how many requests came, and the times at which they did.
func (p *portal) attempts() []time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]time.Time(nil), p.times...)
}

// order sets what the portal answers to whole requests from now on.
func (p *portal) order(before func([]client.Call) error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.before = before
}

func failure(kind client.Kind) error { return &client.Error{Op: "createCalls", Kind: kind} }

func always(kind client.Kind) func([]client.Call) error {
	return func([]client.Call) error { return failure(kind) }
}

func mustNew(t testing.TB, s *store.Store, log client.CallLog, o outbox.Options) *outbox.Outbox {
	t.Helper()
	if o.AgentID == "" {
		o.AgentID = "agent-1"
	}
	box, err := outbox.New(s, log, o)
	if err != nil {
		t.Fatal(err)
	}
	return box
}

// closedCall is a call the portal takes.
func closedCall(agent, note string) client.Call {
	opened := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	return client.Call{
		ID: client.CallID(uuid.NewString()), AgentID: agent, Caller: client.Caller{Relation: client.RelationPatient},
		OpenedAt: opened, ClosedAt: opened.Add(5 * time.Minute), TalkSeconds: 200,
		Reason: client.Reason{Stage: "sign-in", Cause: "locked"}, Outcome: client.OutcomeResolved,
		Note: note, Language: "en", Done: []client.Deed{},
	}
}

func put(t testing.TB, s *store.Store, box *outbox.Outbox, calls ...client.Call) {
	t.Helper()
	err := s.Update(func(tx *store.Tx) error {
		for _, call := range calls {
			if err := box.Put(tx, call); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func closedCalls(n int) []client.Call {
	calls := make([]client.Call, n)
	for i := range calls {
		calls[i] = closedCall("agent-1", "note")
	}
	return calls
}

func list(t *testing.T, box *outbox.Outbox) []outbox.Entry {
	t.Helper()
	entries, err := box.List()
	if err != nil {
		t.Fatal(err)
	}
	return entries
}
