//go:build servers

package fhir_test

import (
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/fhir"
)

func TestTheTrailComesBackAsItWent(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		records := s.records(t, fhir.Options{})
		about := newAccount()
		var sent []client.AuditEvent
		for i, action := range []string{"sign-in", "open-account", "verify-caller", "reset-password", "close-call", "something-new"} {
			e := event(about, 1<<63+uint64(i))
			e.Action, e.At = action, e.At.Add(time.Duration(i)*time.Nanosecond)
			e.Outcome = []client.AuditOutcome{client.AuditDone, client.AuditIntent, client.AuditRefused, client.AuditFailed, client.AuditUnknown}[i%5]
			sent = append(sent, e)
		}
		sent[1].Detail, sent[1].Call, sent[1].AgentID = "", "", ""
		for _, some := range [][]client.AuditEvent{sent[:1], sent[:3], sent[2:], {}} {
			if err := records.AppendAudit(t.Context(), some); err != nil {
				t.Fatal(err)
			}
		}
		slices.Reverse(sent)
		same(t, sent, everyEvent(t, records, about, 100))
	})
}

func TestTheTrailIsListedNewestFirstInPages(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		records := s.records(t, fhir.Options{})
		about := newAccount()
		var sent []client.AuditEvent
		for i := range 7 {
			e := event(about, uint64(i))
			e.At = e.At.Add(time.Duration(i) * time.Second)
			sent = append(sent, e)
		}
		if err := records.AppendAudit(t.Context(), append(sent, event(newAccount(), 8), event("", 9))); err != nil {
			t.Fatal(err)
		}
		slices.Reverse(sent)
		same(t, sent, everyEvent(t, records, about, 2))
		page, err := records.AuditEvents(t.Context(), client.AuditQuery{Limit: 3})
		newest := must(t, page, err).Items // others may have added to this server's trail meanwhile
		if len(newest) != 3 || newest[0].At.Before(newest[1].At) || newest[1].At.Before(newest[2].At) || newest[0].At.Before(sent[0].At) {
			t.Errorf("without an account: %d entries, not the newest first", len(newest))
		}
	})
}

func TestAFullBatchOfTheTrailIsKeptOnce(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		records := s.records(t, fhir.Options{})
		about := newAccount()
		events := make([]client.AuditEvent, client.MaxBatch)
		for i := range events {
			events[i] = event(about, uint64(i))
		}
		for range 2 {
			began := time.Now()
			if err := records.AppendAudit(t.Context(), events); err != nil {
				t.Fatal(err)
			}
			t.Logf("%d entries in %v", len(events), time.Since(began).Round(time.Millisecond))
		}
		if got := everyEvent(t, records, about, 100); len(got) != len(events) {
			t.Errorf("%d entries are listed", len(got))
		}
		wantError(t, records.AppendAudit(t.Context(), append(events, event(about, 1))), client.Invalid, "batch-too-large")
	})
}

func TestALostAnswerMakesNoSecondEntry(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		var left atomic.Int32
		records := s.losing(t, &left)
		about := newAccount()
		for _, events := range [][]client.AuditEvent{{event(about, 1)}, {event(about, 2), event(about, 3), event(about, 4)}} {
			for lost := range int32(3) {
				left.Store(lost)
				err := records.AppendAudit(t.Context(), events)
				if err != nil && client.KindOf(err) != client.OutcomeUnknown {
					t.Error(err)
				}
			}
			left.Store(0)
			if err := records.AppendAudit(t.Context(), events); err != nil {
				t.Error(err)
			}
		}
		if n := s.count(t, "AuditEvent", "_tag", "urn:portaldesk:account|"+escaped(about)); n != 4 {
			t.Errorf("the server has %d", n)
		}
	})
}

// elements are those that an entry is written in; none of them holds what somebody typed.
var elements = []string{
	"resourceType", "id", "meta", "extension", "type", "subtype", "action", "recorded", "outcome", "outcomeDesc", "agent", "source", "entity",
}

// What a server is given to keep says nothing of what was said.
func TestTheTrailOnTheServerIsCodedAndSilent(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		e := event(newAccount(), 1)
		if err := s.records(t, fhir.Options{}).AppendAudit(t.Context(), []client.AuditEvent{e}); err != nil {
			t.Fatal(err)
		}
		kept := s.raw(t, "AuditEvent", "_tag", "urn:portaldesk:account|"+escaped(e.Account))[0]
		kind, _ := kept["type"].(map[string]any)
		if kind["code"] != "110113" || kept["action"] != "U" || kept["outcome"] != "0" {
			t.Errorf("type %v, action %v, outcome %v", kind["code"], kept["action"], kept["outcome"])
		}
		for element := range kept {
			if !slices.Contains(elements, element) {
				t.Errorf("it has an element %s", element)
			}
		}
		bad := e
		bad.ID = "../" + uuid.NewString()
		wantError(t, s.records(t, fhir.Options{}).AppendAudit(t.Context(), []client.AuditEvent{bad}), client.Invalid, "event-invalid")
	})
}
