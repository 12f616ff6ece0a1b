package fhir

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
)

// AppendAudit implements [client.AuditLog]. In R4 an AuditEvent has no identifier. Where the server lets us, the entry's id is
// the resource's own (PUT AuditEvent/ID), so that sending it again makes no second one; elsewhere a tag stands for it, under
// the same care as with calls.
func (c *Client) AppendAudit(ctx context.Context, events []client.AuditEvent) error {
	const op = client.OpAppendAudit
	if len(events) == 0 {
		return nil
	}
	if len(events) > client.MaxBatch {
		return fault(op, client.Invalid, "batch-too-large")
	}
	if slices.ContainsFunc(events, func(e client.AuditEvent) bool { return uuid.Validate(e.ID) != nil }) {
		return &client.Error{Op: op, Kind: client.Invalid, Code: "event-invalid", Fields: []client.FieldError{{Field: "id", Code: "no-uuid"}}}
	}
	can, err := c.abilities(ctx, op)
	if err != nil {
		return err
	}
	if can.names() && !c.namesAreRefused() {
		kept, err := c.putEvents(ctx, op, events)
		if err != nil || kept {
			return err
		}
	}
	return c.postEvents(ctx, op, events)
}

func (c *Client) namesAreRefused() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.namesRefused
}

// putEvents keeps the entries under their own ids. false: the server refuses such names, and from now on is not asked again.
func (c *Client) putEvents(ctx context.Context, op string, events []client.AuditEvent) (bool, error) {
	records := make([]record, len(events))
	for i, event := range events {
		records[i] = record{resource: auditEventOf(event, true), method: http.MethodPut, path: typeAuditEvent + "/" + event.ID}
	}
	// The first goes alone: whether names are taken must be known before the others are sent.
	first, err := c.sendOne(ctx, op, records[0])
	if err != nil {
		return false, err
	}
	if first.fault != nil {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.namesRefused = refusesNames(first.fault)
		return false, nil
	}
	results, err := c.send(ctx, op, records[1:])
	if err != nil {
		return false, err
	}
	return true, firstFault(results)
}

// refusesNames tells a server that takes no ids of ours from one that took offence at an entry.
func refusesNames(refused *client.Error) bool {
	return refused.Kind == client.NotFound || refused.Kind == client.NotOffered
}

// firstFault is why an entry was not kept. That somebody is writing the same one at this moment passes.
func firstFault(results []result) error {
	for _, r := range results {
		if r.fault != nil && r.fault.Kind == client.Conflict {
			return fault(r.fault.Op, client.Unavailable, r.fault.Code)
		}
		if r.fault != nil {
			return r.fault
		}
	}
	return nil
}

// postEvents keeps those of the entries that are not there yet.
func (c *Client) postEvents(ctx context.Context, op string, events []client.AuditEvent) error {
	there, err := c.findEvents(ctx, op, events)
	if err != nil {
		return err
	}
	var records []record
	for _, event := range events {
		if !there[event.ID] {
			records = append(records, record{
				resource: auditEventOf(event, false),
				method:   http.MethodPost, path: typeAuditEvent, unless: unless("_tag", systemEvent, event.ID),
			})
		}
	}
	results, err := c.send(ctx, op, records)
	if client.KindOf(err) == client.OutcomeUnknown {
		there, settled := c.findEvents(ctx, op, events)
		if settled == nil && !slices.ContainsFunc(events, func(e client.AuditEvent) bool { return !there[e.ID] }) {
			return nil
		}
	}
	if err != nil {
		return err
	}
	return firstFault(results)
}

func (c *Client) findEvents(ctx context.Context, op string, events []client.AuditEvent) (map[string]bool, error) {
	there := map[string]bool{}
	for some := range slices.Chunk(events, maxSearch) {
		ids := make([]string, len(some))
		for i, event := range some {
			ids[i] = event.ID
		}
		query := url.Values{"_tag": {anyOf(systemEvent, ids)}, "_count": {strconv.Itoa(maxPage)}}
		err := c.each(ctx, op, typeAuditEvent, query, func(resource json.RawMessage) {
			if event, ok := readEvent(resource); ok {
				there[event.ID] = true
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return there, nil
}

// AuditEvents implements [client.AuditLog].
func (c *Client) AuditEvents(ctx context.Context, query client.AuditQuery) (client.Page[client.AuditEvent], error) {
	parameters := url.Values{"_tag": {token(systemTrail, tagTrail)}, "_sort": {"-date"}}
	if query.Account != "" {
		parameters.Set("_tag", aboutAccount(query.Account))
	}
	return listing[client.AuditEvent]{
		op: client.OpAuditEvents, kind: typeAuditEvent, query: parameters,
		read: func(resource json.RawMessage) (client.AuditEvent, bool) {
			event, ok := readEvent(resource)
			return event, ok && (query.Account == "" || event.Account == query.Account)
		},
		key: func(event client.AuditEvent) string { return event.ID },
		at:  func(event client.AuditEvent) time.Time { return event.At },
		seq: func(event client.AuditEvent) uint64 { return event.Seq },
	}.page(ctx, c, query.Limit, query.Cursor)
}
