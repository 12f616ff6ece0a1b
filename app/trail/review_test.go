package trail_test

import (
	"testing"
	"time"

	"portaldesk/app/trail"
	"portaldesk/client"
)

const (
	intent  = client.AuditIntent
	done    = client.AuditDone
	refused = client.AuditRefused
)

func (d *desk) reviewed(t *testing.T, f trail.Filter, open func(time.Time) bool) trail.Review {
	t.Helper()
	review, err := d.trail.Review(f, open, noStop)
	must(t, err)
	return review
}

func did(agent, action string, account client.AccountID, outcome client.AuditOutcome, detail string) client.AuditEvent {
	return client.AuditEvent{AgentID: agent, Action: action, Account: account, Outcome: outcome, Detail: detail}
}

func TestAReviewTalliesWhatEachAgentDid(t *testing.T) {
	d := newDesk(t)
	d.append(t, did("a", "unlock", "x", intent, ""))
	d.append(t, did("a", "unlock", "x", done, ""))
	d.append(t, did("a", "unlock", "y", refused, "proof"))
	d.append(t, did("b", "verify-caller", "y", done, "full-name:no-match:by-desk"))
	d.append(t, did("b", "verify-caller", "y", done, "birth-date:match:by-desk"))
	closed := func(time.Time) bool { return false }
	review := d.reviewed(t, trail.Filter{}, closed)
	if got, want := review.Agents["a"], (trail.Tally{Entries: 3, Done: 1, Refused: 1, AfterHours: 2}); got != want {
		t.Errorf("a: %+v, want %+v", got, want)
	}
	if got, want := review.Agents["b"], (trail.Tally{Entries: 2, Done: 2, Unproven: 1, AfterHours: 2}); got != want {
		t.Errorf("b: %+v, want %+v", got, want)
	}
	if review.AfterHours() != 4 || !review.HoursKnown || review.Unproven["y"] != 1 {
		t.Errorf("%+v", review)
	}
	if review := d.reviewed(t, trail.Filter{}, nil); review.AfterHours() != 0 || review.HoursKnown {
		t.Errorf("without hours: %+v", review)
	}
}

func TestAnIntentWithoutAnEndIsNamed(t *testing.T) {
	d := newDesk(t)
	d.append(t, did("a", "unlock", "x", intent, "")) // the desk died
	d.append(t, did("a", "unlock", "x", intent, ""))
	d.append(t, did("a", "unlock", "x", done, ""))
	d.append(t, did("a", "unlock", "y", intent, "")) // and again
	d.append(t, did("b", "unlock", "y", done, ""))
	review := d.reviewed(t, trail.Filter{}, nil)
	if len(review.Unfinished) != 2 || review.Unfinished[0].Account != "y" || review.Unfinished[1].Seq != 1 {
		t.Errorf("%+v", review.Unfinished)
	}
}

func TestAResetSoonAfterAChangedContactIsNamed(t *testing.T) {
	d := newDesk(t)
	d.append(t, did("a", "reset-password", "x", done, "")) // before the contact was changed
	d.append(t, did("a", "correct-contact", "x", done, ""))
	d.append(t, did("a", "correct-contact", "y", refused, ""))
	d.append(t, did("b", "reset-password", "y", done, ""))
	d.append(t, did("b", "access-code", "x", done, ""))
	d.append(t, did("b", "reset-password", "x", refused, ""))
	review := d.reviewed(t, trail.Filter{}, nil)
	if len(review.AfterContact) != 1 {
		t.Fatalf("%+v", review.AfterContact)
	}
	if found := review.AfterContact[0]; found.Changed.Seq != 2 || found.LetIn.Seq != 5 {
		t.Errorf("%+v", found)
	}
}

// The contact may have been changed just before the week that is looked at.
func TestAContactThatWasChangedBeforeTheSpanIsSeenAndNotCounted(t *testing.T) {
	d := newDesk(t)
	d.append(t, did("a", "correct-contact", "x", done, ""))
	changed, err := d.trail.List(1, 0)
	must(t, err)
	time.Sleep(time.Millisecond)
	d.append(t, did("b", "reset-password", "x", done, ""))
	review := d.reviewed(t, trail.Filter{From: changed[0].At.Add(1)}, nil)
	if len(review.AfterContact) != 1 || review.Entries != 1 || review.Counts["correct-contact"] != nil {
		t.Errorf("%+v", review)
	}
}

func TestExportsAndLooksAreNamed(t *testing.T) {
	d := newDesk(t)
	for _, e := range []client.AuditEvent{did("a", "export", "", intent, "csv"), did("a", "export", "", done, "csv"),
		did("a", "export-calls", "", done, ""), did("b", "review", "", done, "2026-11-16/2026-11-22")} {
		d.append(t, e)
	}
	review := d.reviewed(t, trail.Filter{}, nil)
	if len(review.Exports) != 2 || len(review.Reviews) != 1 || len(review.Unfinished) != 0 {
		t.Errorf("%+v", review)
	}
}
