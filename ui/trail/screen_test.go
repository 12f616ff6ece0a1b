package trail_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/client"
	"portaldesk/ui/uitest"
)

func TestEntriesAreShownInWordsNewestFirst(t *testing.T) {
	w := newWorld(t, client.RoleSupervisor)
	w.writes(
		client.AuditEvent{AgentID: "agent-7", Action: "reset-password", Outcome: client.AuditRefused, Detail: "second-person", Account: "acc-9"},
		client.AuditEvent{AgentID: "agent-7", Action: "verify-caller", Outcome: client.AuditDone, Detail: "full-name:no-match:by-desk", Account: "acc-9"})
	w.enters()
	w.MustSee("3 found", "Reset password", "Refused", "No second person had agreed", "acc-9", "agent-7",
		"Prove the caller", "Full name: did not match (compared by the desk)", "Sign in to the desk", "K. Wright")
	seen := w.Words()
	if strings.Index(seen, "No second person") < strings.Index(seen, "did not match") {
		t.Errorf("the newest entry is not the first: %s", seen)
	}
	w.MustNotSee("You see your own entries only")
}

func TestTheFiltersNarrowTheListAndAreCleared(t *testing.T) {
	w := newWorld(t, client.RoleSupervisor)
	w.writes(unlocks("agent-7", 2)...)
	w.writes(client.AuditEvent{AgentID: "agent-8", Action: "sign-out-everywhere", Outcome: client.AuditFailed, Detail: "offline", Account: "acc-0001"})
	w.screen.SetAccount("acc-0001")
	w.enters()
	w.MustSee("4 found")

	w.chooses("Any outcome", "Failed")
	w.MustSee("1 found", "The portal could not be reached")
	w.MustNotSee("acc-0000")
	w.chooses("All agents", "agent-7")
	w.MustSee("No entry matches", "Clear the filters")
	w.Tap("Clear the filters")
	w.MustSee("4 found")

	w.chooses("Any action", "Unlock")
	w.MustSee("2 found", "acc-0000", "acc-0001")
	w.GoTo("This account only")
	w.Type(" ")
	w.MustSee("1 found", "acc-0001")
	w.MustNotSee("acc-0000")
	w.Tap("Clear")
	w.MustSee("4 found")
}

func TestThePeriodIsTypedInDays(t *testing.T) {
	w := newWorld(t, client.RoleSupervisor)
	w.enters()
	w.chooses("Any time", "From … to …")
	w.MustSee("1 found")
	w.GoTo("entry") // from
	w.Type("once upon a time")
	w.MustSee("Which days?", "No day that has been")
	w.Replace("yesterday")
	w.MustSee("1 found")
	w.GoTo("entry") // to
	w.Type(time.Now().UTC().AddDate(0, 0, -3).Format(time.DateOnly))
	w.MustSee("This is before the first day.")
	w.Replace("yesterday")
	w.MustSee("No entry matches")
}

func TestOlderEntriesAreReadAsTheListIsScrolled(t *testing.T) {
	w := newWorld(t, client.RoleSupervisor)
	w.fills(unlocks("agent-7", 250)...)
	w.enters()
	w.MustSee("100 shown, more as you scroll", "acc-0249")
	w.MustNotSee("acc-0120")
	for range 2 {
		w.Press(fyne.KeyEnd)
	}
	w.MustSee("251 found")
	w.Press(fyne.KeyEnd)
	w.MustSee("Sign in to the desk", "acc-0000")
}

// A page looks at some thousand entries; one that fits may be far behind them.
func TestARareEntryIsFoundBehindManyOthers(t *testing.T) {
	w := newWorld(t, client.RoleSupervisor)
	w.fills(unlocks("agent-7", 2050)...)
	w.enters()
	w.chooses("Any action", "Sign in to the desk")
	w.MustSee("1 found", "K. Wright")
}

func TestAnAnswerThatIsNotWantedAnyMoreIsDropped(t *testing.T) {
	w := newWorld(t, client.RoleSupervisor)
	w.writes(unlocks("agent-7", 3)...)
	w.After = nil
	w.screen.Enter()
	w.screen.Reload()
	if w.runner.Len() != 2 {
		t.Fatalf("%d questions were asked", w.runner.Len())
	}
	w.runner.Run(1)
	w.writes(unlocks("agent-7", 1)...)
	w.runner.Run(0)
	w.MustSee("4 found")
}

func TestWithoutTheRoleTheScreenSaysThatItShowsHerOwnEntries(t *testing.T) {
	w := newWorld(t, client.RoleAgent)
	w.writes(unlocks("agent-7", 2)...)
	w.enters()
	w.MustSee("You see your own entries only", "1 found", "Sign in to the desk")
	w.MustNotSee("All agents", "acc-0001")
}

func TestAnEntryIsReadWholeAndLeadsToItsAccount(t *testing.T) {
	w := newWorld(t, client.RoleSupervisor)
	w.writes(unlocks("agent-7", 1)...)
	w.enters()
	w.Press(fyne.KeyReturn)
	newest := w.entries()[0]
	w.MustSee("Entry 2 of the trail", "Unlock", "agent-7", newest.Hash[:32], newest.Prev[32:], newest.Desk)
	w.Tap("Only this account")
	w.MustSee("1 found")
	w.Press(fyne.KeyReturn)
	w.Tap("Open the account")
	w.MustNotSee("Entry 2 of the trail")
	if len(w.opened) != 1 || w.opened[0] != "acc-0000" {
		t.Errorf("opened were %v", w.opened)
	}
}

func TestATrailThatCannotBeReadSaysSo(t *testing.T) {
	w := newWorld(t, client.RoleSupervisor)
	w.must(w.desk.Close())
	w.enters()
	w.MustSee("The desk is closed", "Read again")
}

func TestTheListKeepsItsPlaceWhenTheScreenIsLeft(t *testing.T) {
	w := newWorld(t, client.RoleSupervisor)
	w.fills(unlocks("agent-7", 250)...)
	w.enters()
	w.Press(fyne.KeyEnd, fyne.KeyEnd)
	w.writes(unlocks("agent-9", 1)...)
	w.enters()
	w.MustSee("251 found")
	w.MustNotSee("agent-9")
	if got := uitest.Stop(w.Focused()); got != "list" {
		t.Errorf("the focus is on %s", got)
	}
}
