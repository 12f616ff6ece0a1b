package app_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/operation"
	"portaldesk/app/trail"
	"portaldesk/client"
)

func newestEntry(t *testing.T, desk *app.Desk) client.AuditEvent {
	t.Helper()
	list, err := desk.Trail.List(1, 0)
	if err != nil || len(list) == 0 {
		t.Fatalf("%v, %v", list, err)
	}
	return list[0]
}

func TestAReviewIsAnEntryAndFoundAgain(t *testing.T) {
	c := newClinic(t)
	desk, err := c.Workplace.SignIn(t.Context(), c.Profile, c.supervisor(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = desk.Close() })
	since := time.Now().AddDate(0, 0, -35)
	if _, found, err := desk.LastReview(t.Context(), since); found || err != nil {
		t.Fatalf("%v, %v", found, err)
	}
	from := time.Date(2026, time.November, 16, 0, 0, 0, 0, time.UTC)
	if err := desk.MarkReviewed(from, from.AddDate(0, 0, 7)); err != nil {
		t.Fatal(err)
	}
	last, found, err := desk.LastReview(t.Context(), since)
	if err != nil || !found || last.Detail != "2026-11-16/2026-11-22" || last.AgentID != desk.Session.Agent.ID {
		t.Errorf("%+v, %v, %v", last, found, err)
	}
	if _, found, _ := desk.LastReview(t.Context(), time.Now().Add(time.Hour)); found {
		t.Error("a review before that moment was found")
	}
}

func TestWhoReadsHerOwnEntriesOnlyCannotReviewTheDesk(t *testing.T) {
	c := newClinic(t)
	desk := c.SignIn(t, client.RoleAgent)
	before := newestEntry(t, desk)
	if err := desk.MarkReviewed(time.Now(), time.Now()); client.KindOf(err) != client.Forbidden {
		t.Errorf("got %v", err)
	}
	if newestEntry(t, desk).Seq != before.Seq {
		t.Error("it is in the trail")
	}
}

func TestACheckOfTheTrailIsAnEntryUnlessItWasStopped(t *testing.T) {
	c := newClinic(t)
	desk := c.SignIn(t, client.RoleAgent)
	report, err := desk.VerifyTrail(t.Context(), func(int) {})
	if err != nil || !report.Intact() {
		t.Fatalf("%+v, %v", report, err)
	}
	checked := newestEntry(t, desk)
	if checked.Action != "verify-trail" || checked.Outcome != client.AuditDone {
		t.Errorf("%+v", checked)
	}
	for range 1000 {
		if _, err := desk.Trail.Append(client.AuditEvent{Action: "unlock", Outcome: client.AuditDone}); err != nil {
			t.Fatal(err)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	_, err = desk.VerifyTrail(ctx, func(int) { stop() })
	if !errors.Is(err, context.Canceled) || newestEntry(t, desk).Action == "verify-trail" {
		t.Errorf("stopped: %v", err)
	}
}

// A review counts what lets somebody in by the ids of the operations.
func TestAReviewKnowsTheOperationsOfTheDesk(t *testing.T) {
	for _, id := range append(trail.LetsIn(), "correct-contact") {
		if _, known := operation.ByID(operation.ID(id)); !known {
			t.Errorf("there is no operation %q", id)
		}
	}
}
