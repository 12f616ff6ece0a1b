package trail_test

import (
	"testing"

	"portaldesk/client"
	"portaldesk/ui/uitest"
)

func (w *world) looks() {
	w.t.Helper()
	w.enters()
	w.screen.Look()
	w.runner.All()
}

func TestTheWeeklyLookNamesWhatIsWorthALook(t *testing.T) {
	w := newWorld(t, client.RoleSupervisor)
	w.writes(
		client.AuditEvent{AgentID: "agent-7", Action: "correct-contact", Outcome: client.AuditDone, Account: "acc-9"},
		client.AuditEvent{AgentID: "agent-8", Action: "reset-password", Outcome: client.AuditIntent, Account: "acc-9"},
		client.AuditEvent{AgentID: "agent-8", Action: "reset-password", Outcome: client.AuditDone, Account: "acc-9"},
		client.AuditEvent{AgentID: "agent-7", Action: "verify-caller", Outcome: client.AuditDone, Detail: "full-name:no-match", Account: "acc-3"},
		client.AuditEvent{AgentID: "agent-7", Action: "unlock", Outcome: client.AuditRefused, Detail: "proof", Account: "acc-3"},
		client.AuditEvent{AgentID: "agent-7", Action: "unlock", Outcome: client.AuditIntent, Account: "acc-4"},
		client.AuditEvent{AgentID: "agent-8", Action: "export", Outcome: client.AuditDone, Detail: "csv"})
	w.looks()
	w.MustSee("Nobody has marked it as reviewed in the last five weeks.",
		"Let in anew within three days of a changed contact: 1", "acc-9: contact changed", "by agent-7, then “Reset password”",
		"Failed proofs of a caller: 1", "acc-3: 1", "Refused: 1", "Begun, and its end is not known: 1", "Files written out of the desk: 1",
		"Nothing failed.", "Every entry can be read.", "Reset password: 1 done")

	w.Tap("Mark as reviewed")
	w.MustSee("Marked as reviewed", "Your look is an entry of the trail.")
	if newest := w.entries()[0]; newest.Action != "review" || newest.AgentID != w.desk.Session.Agent.ID {
		t.Errorf("the newest entry is %+v", newest)
	}
	w.Tap("Close")
	w.looks()
	w.MustSee("Last reviewed today", "by K. Wright")
}

func TestWhoSeesOnlyHerOwnEntriesCannotMarkTheWeek(t *testing.T) {
	w := newWorld(t, client.RoleAgent)
	w.looks()
	w.GoTo("Mark as reviewed")
	w.MustSee("Not yours to mark")
	if got := uitest.Stop(w.Focused()); got != "Mark as reviewed" {
		t.Fatalf("the focus is on %s", got)
	}
	w.Tap("Mark as reviewed")
	for _, e := range w.entries() {
		if e.Action == "review" {
			t.Error("the week is marked")
		}
	}
}
