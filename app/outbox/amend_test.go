package outbox_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/app/outbox"
	"portaldesk/client"
)

// amending is an amendment to a call, as it is put into the outbox.
func amending(of client.Call, note string) client.Call {
	entry := of
	entry.ID, entry.Amends, entry.Note = client.CallID(uuid.NewString()), of.ID, note
	entry.OpenedAt = of.ClosedAt.Add(time.Hour)
	entry.ClosedAt, entry.TalkSeconds = entry.OpenedAt, 0
	return entry
}

func delivers(t *testing.T, box *outbox.Outbox, want outbox.Result) {
	t.Helper()
	if result, err := box.Deliver(t.Context()); err != nil || result != want {
		t.Errorf("%+v (%v), want %+v", result, err, want)
	}
}

func TestAnAmendmentGoesByItsOwnWayAfterItsCall(t *testing.T) {
	s, p := newPlace(t).open(t), newPortal()
	box := mustNew(t, s, p, outbox.Options{})
	call := closedCall("agent-1", "note")
	amendment := amending(call, "added")
	put(t, s, box, call, amendment, closedCall("agent-1", "another"))
	delivers(t, box, outbox.Result{Delivered: 3})
	want := client.Amendment{ID: amendment.ID, Call: call.ID, At: amendment.OpenedAt, Note: "added"}
	if len(p.amended) != 1 || p.amended[0] != want || len(p.kept) != 2 {
		t.Errorf("%+v, %d calls", p.amended, len(p.kept))
	}
	delivers(t, box, outbox.Result{})
}

func TestAnAmendmentWaitsForACallThatWasRefusedAlsoInTheNextRun(t *testing.T) {
	where, p := newPlace(t), newPortal()
	s := where.open(t)
	box := mustNew(t, s, p, outbox.Options{})
	call := closedCall("agent-1", "bad")
	p.refuse = func(c client.Call) string { return map[bool]string{true: "too-long"}[c.Note == "bad"] }
	put(t, s, box, call, amending(call, "added"))
	delivers(t, box, outbox.Result{Refused: 1, Left: 1})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	box = mustNew(t, where.open(t), p, outbox.Options{})
	delivers(t, box, outbox.Result{Left: 1})
	if len(p.amended) != 0 {
		t.Fatal("the amendment came before its call")
	}
	call.Note = "good"
	if err := box.Mend(call); err != nil {
		t.Fatal(err)
	}
	delivers(t, box, outbox.Result{Delivered: 2})
	if len(p.amended) != 1 {
		t.Errorf("%d amendments", len(p.amended))
	}
}

func TestARefusedAmendmentNeedsAttentionAndHoldsUpNothing(t *testing.T) {
	kinds := []client.Kind{client.NotFound, client.Invalid, client.KeyReused, client.Conflict, client.NotOffered, client.Forbidden}
	for _, kind := range kinds {
		s, p := newPlace(t).open(t), newPortal()
		box := mustNew(t, s, p, outbox.Options{})
		gone := closedCall("agent-1", "elsewhere")
		refused, taken := amending(gone, "added"), amending(gone, "more")
		put(t, s, box, refused, taken, closedCall("agent-1", "note"))
		p.amend = func(a client.Amendment) error {
			if a.ID == refused.ID {
				return &client.Error{Op: "amendCall", Kind: kind, Code: "because"}
			}
			return nil
		}
		delivers(t, box, outbox.Result{Delivered: 2, Refused: 1})
		if entries := list(t, box); len(entries) != 1 || entries[0].State != outbox.Refused || entries[0].Code != "because" {
			t.Errorf("%s: %+v", kind, entries)
		}
		delivers(t, box, outbox.Result{})
		if len(p.amended) != 2 {
			t.Errorf("%s: a refused amendment was sent again by itself", kind)
		}
		p.amend = nil
		if err := box.Mend(refused); err != nil {
			t.Fatal(err)
		}
		delivers(t, box, outbox.Result{Delivered: 1})
	}
}

func TestAnAmendmentWhoseAnswerIsLostIsSentAgainAsItWas(t *testing.T) {
	for _, kind := range []client.Kind{client.OutcomeUnknown, client.Offline, client.Unavailable, client.Unauthenticated} {
		where, p := newPlace(t), newPortal()
		s := where.open(t)
		box := mustNew(t, s, p, outbox.Options{})
		put(t, s, box, amending(closedCall("agent-1", "delivered long ago"), "added"))
		p.amend = func(client.Amendment) error { return failure(kind) }
		if result, err := box.Deliver(t.Context()); client.KindOf(err) != kind || result.Left != 1 {
			t.Errorf("%s: %+v, %v", kind, result, err)
		}
		if entry := list(t, box)[0]; entry.State != outbox.Waiting || entry.LastKind != kind || entry.Attempts != 1 {
			t.Errorf("%+v", entry)
		}
		p.amend = nil
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		delivers(t, mustNew(t, where.open(t), p, outbox.Options{}), outbox.Result{Delivered: 1})
		if len(p.amended) != 2 || p.amended[0] != p.amended[1] {
			t.Errorf("%s: %+v", kind, p.amended)
		}
	}
}

func TestWhatWaitsAboutAnAccount(t *testing.T) {
	where := newPlace(t)
	s := where.open(t)
	mine, other, theirs := closedCall("agent-1", "a"), closedCall("agent-1", "b"), closedCall("agent-2", "c")
	mine.Account, other.Account, theirs.Account = "x", "y", "x"
	put(t, s, mustNew(t, s, newPortal(), outbox.Options{}), mine, other, theirs)
	entries, err := mustNew(t, s, newPortal(), outbox.Options{}).About("x") // as the next run reads it
	var notes []string
	for _, e := range entries {
		notes = append(notes, e.Call.Note)
	}
	if err != nil || !slices.Equal(notes, []string{"a", "c"}) {
		t.Errorf("%v, %v", notes, err)
	}
}
