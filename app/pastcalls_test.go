package app_test

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/call"
	"portaldesk/app/outbox"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/trail"
	"portaldesk/client"
	"portaldesk/client/demoportal"
)

// closed is the call of that id as the portal has it.
func (c clinic) closed(t *testing.T, id client.CallID) client.Call {
	t.Helper()
	for _, call := range c.calls(t) {
		if call.ID == id {
			return call
		}
	}
	t.Fatal("the portal does not have the call")
	return client.Call{}
}

func delivered(t *testing.T, desk *app.Desk) {
	t.Helper()
	if _, err := desk.Outbox.Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// talkAgain has one more call about the account on the screen.
func talkAgain(t *testing.T, desk *app.Desk, outcome client.CallOutcome) client.CallID {
	t.Helper()
	apptest.StartCall(t, desk)
	return apptest.CloseCall(t, desk, outcome, "again")
}

func TestACallNamesTheOneThatItRepeats(t *testing.T) {
	c := newClinic(t)
	desk, account := c.talking(t, client.RoleSenior)
	first := apptest.CloseCall(t, desk, client.OutcomeResolved, "first")
	second := talkAgain(t, desk, client.OutcomeResolved) // the first still waits
	delivered(t, desk)
	third := talkAgain(t, desk, client.OutcomeAbandoned) // does not count
	fourth := talkAgain(t, desk, client.OutcomeResolved) // what it repeats has left the outbox
	if err := desk.AmendCall(c.closed(t, second), "an amendment is no call"); err != nil {
		t.Fatal(err)
	}
	desk = c.reopen(t, desk) // nothing of it is in memory any more; the fourth waits
	if _, err := desk.StartCall("en"); err != nil {
		t.Fatal(err)
	}
	desk.Calls.Current().SetAccount(account.ID)
	fifth := apptest.CloseCall(t, desk, client.OutcomeResolved, "fifth")
	delivered(t, desk)
	desk = c.reopen(t, desk) // neither here nor there: only the portal knows
	find(t, desk, patient)
	sixth := talkAgain(t, desk, client.OutcomeResolved)
	delivered(t, desk)
	for id, want := range map[client.CallID]client.CallID{first: "", second: first, third: "", fourth: second, fifth: fourth, sixth: fifth} {
		if got := c.closed(t, id).RepeatOf; got != want {
			t.Errorf("repeats %q, want %q (first %s, second %s)", got, want, first, second)
		}
	}
}

func TestAnAmendmentIsDeliveredOnceAfterItsCallAlsoFromOffline(t *testing.T) {
	c := newClinic(t)
	desk, account := c.talking(t, client.RoleSenior)
	id := apptest.CloseCall(t, desk, client.OutcomeResolved, "first")
	waiting, err := desk.Outbox.List()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Portal.Stop(); err != nil {
		t.Fatal(err)
	}
	if err := desk.AmendCall(waiting[0].Call, "  She called back.  "); err != nil {
		t.Fatal(err)
	}
	if _, err := desk.Outbox.Deliver(t.Context()); !unreached(err) {
		t.Errorf("portal stopped: %v", err)
	}
	waiting, err = desk.Outbox.List()
	if err != nil || len(waiting) != 2 || waiting[1].Call.Amends != id || waiting[1].State != outbox.Waiting {
		t.Fatalf("%+v, %v", waiting, err)
	}
	if err := c.Portal.Restart(); err != nil {
		t.Fatal(err)
	}
	desk = c.reopen(t, desk)
	c.Portal.Faults().DropReplies("amendCall", 5)
	if _, err := desk.Outbox.Deliver(t.Context()); client.KindOf(err) != client.OutcomeUnknown {
		t.Errorf("answers lost: %v", err)
	}
	c.Portal.Faults().Clear()
	delivered(t, desk)
	page, err := desk.PastCalls(t.Context(), client.CallQuery{Account: account.ID})
	if err != nil || len(page.Items) != 2 {
		t.Fatalf("%d entries, %v", len(page.Items), err)
	}
	entry := page.Items[0]
	if entry.Amends != id || entry.Note != "She called back." || entry.AgentID != desk.Session.Agent.ID || entry.ID != waiting[1].Call.ID {
		t.Errorf("%+v", entry)
	}
	list, err := desk.TrailPage(trail.Filter{Action: "amend-call"}, 10, 0)
	if err != nil || len(list.Entries) != 1 || list.Entries[0].Call != id || list.Entries[0].Account != account.ID {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestAnAmendmentThatThePortalRefusesNeedsAttention(t *testing.T) {
	c := newClinic(t)
	desk := c.SignIn(t, client.RoleSenior)
	nowhere := client.Call{ID: client.CallID(uuid.NewString()), OpenedAt: time.Now(), ClosedAt: time.Now()}
	if err := desk.AmendCall(nowhere, "to nothing"); err != nil {
		t.Fatal(err)
	}
	delivered(t, desk)
	if sum := desk.Outbox.Summary(); sum.NeedsAttention != 1 || sum.Waiting != 0 {
		t.Errorf("%+v", sum)
	}
	if _, is := errors.AsType[*call.Incomplete](desk.AmendCall(nowhere, " ")); !is {
		t.Error("an empty note was taken")
	}
}

func TestAnAmendmentOfWhatStaysHere(t *testing.T) {
	c := newClinic(t).alone()
	desk, account := c.talking(t, client.RoleSenior)
	id := apptest.CloseCall(t, desk, client.OutcomeResolved, "stays here")
	delivered(t, desk)
	page, err := desk.PastCalls(t.Context(), client.CallQuery{Account: account.ID})
	if err != nil || len(page.Items) != 1 {
		t.Fatalf("%+v, %v", page, err)
	}
	if err := desk.AmendCall(page.Items[0], "added"); err != nil {
		t.Fatal(err)
	}
	delivered(t, desk)
	page, err = desk.PastCalls(t.Context(), client.CallQuery{Account: account.ID})
	if err != nil || len(page.Items) != 2 || page.Items[0].Amends != id || len(c.calls(t)) != 0 {
		t.Errorf("%+v, %v", page, err)
	}
}

// exported are the rows of an export that worked.
func exported(t *testing.T, desk *app.Desk, query client.CallQuery) [][]string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "calls.csv")
	written, err := desk.ExportCalls(t.Context(), path, query)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff"))).ReadAll()
	if err != nil || len(rows) != written+1 {
		t.Fatalf("%d rows, %d written, %v", len(rows), written, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	return rows
}

func TestExportedCallsAreAllThereAndNoFormula(t *testing.T) {
	c := clinic{apptest.New(t, secrettest.Ring(t), demoportal.Options{Accounts: 300, Calls: 250})}
	desk, _ := c.talking(t, client.RoleSenior)
	evil := "=HYPERLINK(\"https://evil.example\";\"a, b\")\nsecond line"
	id := apptest.CloseCall(t, desk, client.OutcomeEscalated, evil)
	delivered(t, desk)
	rows := exported(t, desk, client.CallQuery{Limit: 3, Cursor: "of another page"})
	if len(rows) != 252 || rows[0][0] != "id" || rows[1][0] != string(id) || rows[1][17] != "'"+evil {
		t.Errorf("%d rows, the first is %q", len(rows), rows[1])
	}
	seen := map[string]bool{}
	for _, row := range rows[1:] {
		seen[row[0]] = true
		for _, cell := range row {
			if strings.IndexAny(cell, "=+-@\t\r") == 0 {
				t.Errorf("a cell begins with %q", cell[:1])
			}
		}
	}
	if len(seen) != 251 {
		t.Errorf("%d different calls", len(seen))
	}
	escalated := exported(t, desk, client.CallQuery{Outcome: client.OutcomeEscalated, Order: client.OldestCalls})
	for i, row := range escalated[1:] {
		if row[12] != "escalated" || i > 0 && row[1] < escalated[i][1] {
			t.Errorf("row %d is %q of %s", i, row[12], row[1])
		}
	}
	list, err := desk.TrailPage(trail.Filter{Action: "export-calls"}, 10, 0)
	var outcomes []client.AuditOutcome
	for _, e := range list.Entries {
		outcomes = append(outcomes, e.Outcome)
	}
	if want := "[done intent done intent]"; err != nil || fmt.Sprint(outcomes) != want {
		t.Errorf("%v, want %s (%v)", outcomes, want, err)
	}
}

func TestAnExportOfCallsThatFailsLeavesTheFileThatWasThere(t *testing.T) {
	c := clinic{apptest.New(t, secrettest.Ring(t), demoportal.Options{Accounts: 300, Calls: 250})}
	desk := c.SignIn(t, client.RoleSenior)
	dir := t.TempDir()
	path := filepath.Join(dir, "calls.csv")
	if err := os.WriteFile(path, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if written, err := desk.ExportCalls(stopped, path, client.CallQuery{}); client.KindOf(err) != client.Canceled || written != 0 {
		t.Errorf("stopped: %d, %v", written, err)
	}
	if err := c.Portal.Stop(); err != nil {
		t.Fatal(err)
	}
	if _, err := desk.ExportCalls(t.Context(), path, client.CallQuery{}); client.KindOf(err) != client.Offline {
		t.Errorf("portal stopped: %v", err)
	}
	left, err := os.ReadDir(dir)
	if text, _ := os.ReadFile(path); err != nil || len(left) != 1 || string(text) != "before" {
		t.Errorf("%v, %q, %v", left, text, err)
	}
	list, err := desk.TrailPage(trail.Filter{Action: "export-calls", Outcome: client.AuditFailed}, 10, 0)
	if err != nil || len(list.Entries) != 2 {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestWithoutTheRightToReadCallsNothingIsExported(t *testing.T) {
	offer := client.Offer{Reason: "Not here.", WayAround: "Ask there."}
	without := map[client.Ability]client.Offer{client.ReadsCalls: offer}
	c := clinic{apptest.New(t, secrettest.Ring(t), demoportal.Options{Accounts: 300, Without: without})}
	desk, path := c.SignIn(t, client.RoleSenior), filepath.Join(t.TempDir(), "calls.csv")
	if _, err := desk.ExportCalls(t.Context(), path, client.CallQuery{}); client.KindOf(err) != client.NotOffered {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file is there: %v", err)
	}
	if list, err := desk.TrailPage(trail.Filter{Action: "export-calls"}, 10, 0); err != nil || len(list.Entries) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
}
