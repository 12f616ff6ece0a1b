package app_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/profile"
	"portaldesk/client"
)

// alone keeps the clinic's calls and trail on this computer.
func (c clinic) alone() clinic {
	c.Profile.Records.Kind = profile.RecordsLocal
	return c
}

func TestCallsThatStayHereAreKeptAlsoWhileThePortalIsGone(t *testing.T) {
	c := newClinic(t).alone()
	desk, account := c.talking(t, client.RoleSenior)
	if err := c.Portal.Stop(); err != nil {
		t.Fatal(err)
	}
	if _, err := desk.Search(t.Context(), client.Query{Text: "alvarez"}); client.KindOf(err) != client.Offline {
		t.Fatalf("portal stopped: %v", err)
	}
	delivered := make(chan struct{})
	defer desk.Subscribe(func(e app.Event) {
		if changed, ok := e.(app.OutboxChanged); ok && changed.Summary.Delivered == 1 {
			close(delivered)
		}
	})()
	stop := run(t, desk)
	id := apptest.CloseCall(t, desk, client.OutcomeResolved, "The portal is gone; the note is not.")
	select {
	case <-delivered:
	case <-time.After(time.Minute):
		t.Fatal("the note was not delivered while the portal was gone")
	}
	stop()
	if desk.Line.State().Online {
		t.Error("keeping a call here made the desk believe that the portal is back")
	}
	for range 2 { // also in the next run
		page, err := desk.PastCalls(t.Context(), client.CallQuery{Account: account.ID})
		if err != nil || len(page.Items) != 1 || page.Items[0].ID != id || page.Items[0].Note != "The portal is gone; the note is not." {
			t.Fatalf("%+v, %v", page, err)
		}
		desk = c.reopen(t, desk)
	}
}

func TestNothingThatStaysHereReachesThePortal(t *testing.T) {
	c := newClinic(t).alone()
	desk, account := c.talking(t, client.RoleSenior)
	apptest.CloseCall(t, desk, client.OutcomeResolved, "stays here")
	stop := run(t, desk)
	for desk.Outbox.Summary().Waiting > 0 {
		time.Sleep(time.Millisecond)
	}
	stop()
	if calls := c.calls(t); len(calls) != 0 {
		t.Errorf("the portal has %d calls", len(calls))
	}
	events, err := c.Beside(t, client.RoleSenior).AuditEvents(t.Context(), client.AuditQuery{Account: account.ID})
	if client.KindOf(err) == "" && slices.ContainsFunc(events.Items, func(e client.AuditEvent) bool { return e.Action == "close-call" }) {
		t.Error("the portal has the desk's trail")
	}
	if shipped, err := desk.Trail.Shipped(); err != nil || shipped != 0 {
		t.Errorf("%d entries of the trail were shipped, %v", shipped, err)
	}
	if !desk.About.Offers(client.ReadsCalls) || !desk.Session.May(client.ReadsCalls) || desk.About.Offers(client.KeepsAudit) {
		t.Errorf("the desk offers %+v", desk.About.Abilities)
	}
}

func TestPastCallsAreThePortalsWhereItKeepsThem(t *testing.T) {
	c := newClinic(t)
	desk, account := c.talking(t, client.RoleSenior)
	id := apptest.CloseCall(t, desk, client.OutcomeResolved, "kept there")
	if _, err := desk.Outbox.Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
	page, err := desk.PastCalls(t.Context(), client.CallQuery{Account: account.ID})
	if err != nil || len(page.Items) != 1 || page.Items[0].ID != id {
		t.Errorf("%+v, %v", page, err)
	}
	if left, _ := filepath.Glob(filepath.Join(c.Dir, "*.index.db")); len(left) != 0 {
		t.Errorf("an index was made for a portal that finds accounts by itself: %v", left)
	}
	if _, err := os.Stat(c.Workplace.Profiles.StorePath(c.Profile.ID)); err != nil {
		t.Error(err)
	}
}
