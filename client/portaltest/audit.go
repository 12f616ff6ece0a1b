package portaltest

import (
	"strings"
	"time"

	"portaldesk/client"
)

func (s *suite) auditTests() []test {
	both := []client.Ability{client.KeepsAudit, client.ReadsAudit}
	return []test{
		on(client.ReadsAudit, test{name: "can be read", run: s.auditRead, reads: true}),
		{name: "kept once and listed newest first", run: s.auditKeptOnce, abilities: both, single: true},
		on(client.ReadsAudit, test{name: "only who is permitted reads it", run: s.auditReaders}),
		on(client.KeepsAudit, test{name: "an auditor adds nothing", run: s.auditorAppends}),
		on(client.KeepsAudit, test{name: "too many at once", run: s.auditBatch}),
		{name: "lost answer", run: s.lostAudit, needs: []need{losesAnswers}, abilities: both},
	}
}

// auditRead wants to learn of each entry who did what and when.
func (s *suite) auditRead(t *trial) {
	d := s.permitted(t, client.ReadsAudit)
	page, err := d.AuditEvents(t.Context(), client.AuditQuery{Limit: 20})
	s.offered(t, d, client.ReadsAudit, err)
	page = must(t, page, err)
	newestFirst(t, page.Items, func(e client.AuditEvent) time.Time { return e.At })
	for _, event := range page.Items {
		if event.AgentID == "" || event.Action == "" || event.At.IsZero() {
			t.Errorf("an entry says who %v, what %v, when %v", event.AgentID != "", event.Action != "", !event.At.IsZero())
		}
	}
	t.note("%d entries on the first page", len(page.Items))
}

// event is one entry of a desk's trail.
func (s *suite) event(d *desk, station string, about client.AccountID, seq uint64) client.AuditEvent {
	hash := strings.Repeat("0a", 32)
	return client.AuditEvent{
		ID: string(newKey()), Seq: seq, Prev: hash, Hash: hash,
		At:      s.about.Now.UTC().Truncate(time.Second).Add(time.Duration(seq) * time.Second),
		AgentID: d.session.Agent.ID, Desk: station, Action: "unlock", Account: about,
		Call: newCallID(), Outcome: client.AuditDone,
	}
}

// auditKeeper answers a desk that may add to the trail. Where none is kept, an entry must be refused as such.
func (s *suite) auditKeeper(t *trial) *desk {
	t.Helper()
	d := s.permitted(t, client.KeepsAudit)
	if !s.about.Offers(client.KeepsAudit) {
		s.offered(t, d, client.KeepsAudit, d.AppendAudit(t.Context(), []client.AuditEvent{s.event(d, "desk", "", 1)}))
	}
	return d
}

// trail are the entries about an account that came from a desk; a portal may list its own, and those of others, beside them.
func (s *suite) trail(t *trial, station string, about client.AccountID, limit int) []client.AuditEvent {
	t.Helper()
	d := s.permitted(t, client.ReadsAudit)
	var events []client.AuditEvent
	query := client.AuditQuery{Account: about, Limit: limit}
	for range 1000 {
		page, err := d.AuditEvents(t.Context(), query)
		page = must(t, page, err)
		for _, event := range page.Items {
			if event.Desk == station {
				events = append(events, event)
			}
		}
		if query.Cursor = page.Next; page.Next == "" {
			return events
		}
	}
	t.Fatalf("the pages do not end")
	return nil
}

func (s *suite) auditKeptOnce(t *trial) {
	d := s.auditKeeper(t)
	about, station := s.borrow(t, Reachable).ID, string(newKey())
	first, second, third := s.event(d, station, about, 1), s.event(d, station, about, 2), s.event(d, station, about, 3)
	for _, events := range [][]client.AuditEvent{{first, second}, {first, second}, {second, third}, {}} {
		if err := d.AppendAudit(t.Context(), events); err != nil {
			t.Fatalf("%v", err)
		}
	}
	s.readsAudit(t)
	if len(s.allPermitted(t, client.ReadsAudit)) == 0 {
		t.note("taken in; nobody who is signed in may read it back")
		return
	}
	for _, limit := range []int{2, 100} {
		if places := differs(s.trail(t, station, about, limit), []client.AuditEvent{third, second, first}); len(places) > 0 {
			t.Errorf("what is listed differs from what was sent in %v", places)
		}
	}
}

// readsAudit ends the test where the trail cannot be read.
func (s *suite) readsAudit(t *trial) {
	t.Helper()
	if !s.about.Offers(client.ReadsAudit) {
		d := s.permitted(t, client.ReadsAudit)
		_, err := d.AuditEvents(t.Context(), client.AuditQuery{Limit: 1})
		s.offered(t, d, client.ReadsAudit, err)
	}
}

func (s *suite) auditReaders(t *trial) {
	s.readsAudit(t)
	for _, d := range s.everybody(t) {
		_, err := d.AuditEvents(t.Context(), client.AuditQuery{Limit: 1})
		if d.session.May(client.ReadsAudit) && err != nil {
			t.Errorf("%s: %v", d.session.Agent.Role, err)
		}
		if !d.session.May(client.ReadsAudit) {
			s.want(t, err, client.Forbidden, "role-not-allowed")
		}
	}
}

func (s *suite) auditorAppends(t *trial) {
	d := s.desk(t, client.RoleAuditor)
	err := d.AppendAudit(t.Context(), []client.AuditEvent{s.event(d, "desk", "", 1)})
	s.offered(t, d, client.KeepsAudit, err)
	s.want(t, err, client.Forbidden, "role-not-allowed")
}

func (s *suite) auditBatch(t *trial) {
	d := s.auditKeeper(t)
	events := make([]client.AuditEvent, client.MaxBatch+1)
	for i := range events {
		events[i] = s.event(d, "desk", "", uint64(i))
	}
	s.want(t, d.AppendAudit(t.Context(), events), client.Invalid)
	if err := d.AppendAudit(t.Context(), events[1:]); err != nil {
		t.Errorf("%v", err)
	}
}

func (s *suite) lostAudit(t *trial) {
	d := s.auditKeeper(t)
	station := string(newKey())
	event := s.event(d, station, s.borrow(t, Reachable).ID, 1)
	s.target.Faults.DropReply("appendAuditEvents")
	if err := d.AppendAudit(t.Context(), []client.AuditEvent{event}); err != nil {
		s.want(t, err, client.OutcomeUnknown)
	}
	if err := d.AppendAudit(t.Context(), []client.AuditEvent{event}); err != nil {
		t.Fatalf("%v", err)
	}
	s.readsAudit(t)
	if got := s.trail(t, station, event.Account, 100); len(got) != 1 {
		t.Errorf("kept %d times", len(got))
	}
}
