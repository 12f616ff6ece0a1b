package portaltest

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"portaldesk/client"
)

func (s *suite) auditTests() []test {
	tests := []test{
		{"kept once and listed newest first", s.auditKeptOnce},
		{"only supervisors and auditors read it", s.auditReaders},
		{"an auditor adds nothing", s.auditorAppends},
		{"too many at once", s.auditBatch},
	}
	if s.target.Faults.DropReply != nil {
		tests = append(tests, test{"lost answer", s.lostAudit})
	}
	return tests
}

// event is one entry of a desk's trail.
func (s *suite) event(d *desk, about client.AccountID, seq uint64) client.AuditEvent {
	hash := strings.Repeat("0a", 32)
	return client.AuditEvent{
		ID: string(newKey()), Seq: seq, Prev: hash, Hash: hash,
		At:      s.about.Now.UTC().Truncate(time.Second).Add(time.Duration(seq) * time.Second),
		AgentID: d.session.Agent.ID, Desk: "desk-1", Action: "unlock", Account: about,
		Call: newCallID(), Outcome: client.AuditDone,
	}
}

// trail are the entries about an account that came from the desk; a portal may list its own beside them.
func (s *suite) trail(t *testing.T, about client.AccountID, limit int) []client.AuditEvent {
	t.Helper()
	var events []client.AuditEvent
	query := client.AuditQuery{Account: about, Limit: limit}
	for range 1000 {
		page, err := s.desk(t, client.RoleAuditor).AuditEvents(t.Context(), query)
		page = must(t, page, err)
		for _, event := range page.Items {
			if event.Desk == "desk-1" {
				events = append(events, event)
			}
		}
		if query.Cursor = page.Next; page.Next == "" {
			return events
		}
	}
	t.Fatal("the pages do not end")
	return nil
}

func (s *suite) auditKeptOnce(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	about := s.take(t, Reachable).ID
	first, second, third := s.event(d, about, 1), s.event(d, about, 2), s.event(d, about, 3)
	for _, events := range [][]client.AuditEvent{{first, second}, {first, second}, {second, third}, {}} {
		if err := d.AppendAudit(t.Context(), events); err != nil {
			t.Fatal(err)
		}
	}
	for _, limit := range []int{2, 100} {
		if diff := cmp.Diff([]client.AuditEvent{third, second, first}, s.trail(t, about, limit)); diff != "" {
			t.Error(diff)
		}
	}
}

func (s *suite) auditReaders(t *testing.T) {
	for _, role := range roles {
		d := s.desk(t, role)
		_, err := d.AuditEvents(t.Context(), client.AuditQuery{Limit: 1})
		if permitted(d, client.ReadsAudit) && err != nil {
			t.Errorf("%s: %v", role, err)
		}
		if !permitted(d, client.ReadsAudit) {
			want(t, err, client.Forbidden, "role-not-allowed")
		}
	}
}

func (s *suite) auditorAppends(t *testing.T) {
	d := s.desk(t, client.RoleAuditor)
	want(t, d.AppendAudit(t.Context(), []client.AuditEvent{s.event(d, "", 1)}), client.Forbidden, "role-not-allowed")
}

func (s *suite) auditBatch(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	events := make([]client.AuditEvent, client.MaxBatch+1)
	for i := range events {
		events[i] = s.event(d, "", uint64(i))
	}
	want(t, d.AppendAudit(t.Context(), events), client.Invalid)
	if err := d.AppendAudit(t.Context(), events[1:]); err != nil {
		t.Error(err)
	}
}

func (s *suite) lostAudit(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	event := s.event(d, s.take(t, Reachable).ID, 1)
	s.target.Faults.DropReply("appendAuditEvents")
	if err := d.AppendAudit(t.Context(), []client.AuditEvent{event}); err != nil {
		want(t, err, client.OutcomeUnknown)
	}
	if err := d.AppendAudit(t.Context(), []client.AuditEvent{event}); err != nil {
		t.Fatal(err)
	}
	if got := s.trail(t, event.Account, 100); len(got) != 1 {
		t.Errorf("kept %d times", len(got))
	}
}
