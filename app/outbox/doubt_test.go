package outbox_test

import (
	"slices"
	"testing"

	"portaldesk/app/outbox"
	"portaldesk/client"
)

// failsAt has the portal fail at every request that holds a call with one of the notes.
func failsAt(kind client.Kind, notes ...string) func([]client.Call) error {
	return func(calls []client.Call) error {
		if slices.ContainsFunc(calls, func(call client.Call) bool { return slices.Contains(notes, call.Note) }) {
			return &client.Error{Op: "createCalls", Kind: kind}
		}
		return nil
	}
}

func TestACallThatThePortalAlwaysFailsAtHoldsUpNoOther(t *testing.T) {
	for _, kind := range []client.Kind{client.Unavailable, client.Protocol, client.OutcomeUnknown} {
		s, p := newPlace(t).open(t), newPortal()
		box := mustNew(t, s, p, outbox.Options{})
		calls := closedCalls(client.MaxBatch + 100)
		calls[3].Note, calls[client.MaxBatch-1].Note = "poison", "more poison"
		put(t, s, box, calls...)
		p.before = failsAt(kind, "poison", "more poison")
		for round := range 3 {
			if result, err := box.Deliver(t.Context()); client.KindOf(err) != kind || result.Delivered != 0 {
				t.Fatalf("%s, round %d: %+v, %v", kind, round+1, result, err)
			}
		}
		result, err := box.Deliver(t.Context())
		if want := (outbox.Result{Delivered: len(calls) - 2, Refused: 2}); err != nil || result != want || len(p.kept) != want.Delivered {
			t.Fatalf("%s: %+v, %v, %d records", kind, result, err, len(p.kept))
		}
		for _, entry := range list(t, box) {
			if entry.State != outbox.Refused || entry.Code != "portal-fails" || !slices.Contains([]string{"poison", "more poison"}, entry.Call.Note) {
				t.Errorf("%s: %s, %s, %q", kind, entry.State, entry.Code, entry.Call.Note)
			}
		}
		mended := calls[3]
		mended.Note = "good"
		if err := box.Mend(mended); err != nil {
			t.Fatal(err)
		}
		if result, err := box.Deliver(t.Context()); err != nil || result.Delivered != 1 {
			t.Errorf("%s, mended: %+v, %v", kind, result, err)
		}
	}
}

// An outage must not look like a refusal, however long it lasts, and the portal is not flooded with requests meanwhile.
func TestAnOutageRefusesNothingHoweverLong(t *testing.T) {
	s, p := newPlace(t).open(t), newPortal()
	box := mustNew(t, s, p, outbox.Options{})
	calls := closedCalls(2*client.MaxBatch + 3)
	put(t, s, box, calls...)
	p.order(always(client.Unavailable))
	for range 10 {
		before := len(p.sent)
		result, err := box.Deliver(t.Context())
		if client.KindOf(err) != client.Unavailable || result != (outbox.Result{Left: len(calls)}) {
			t.Fatalf("%+v, %v", result, err)
		}
		if requests := len(p.sent) - before; requests > 12 {
			t.Errorf("%d requests in a round", requests)
		}
	}
	p.order(nil)
	if result, err := box.Deliver(t.Context()); err != nil || result.Delivered != len(calls) {
		t.Errorf("afterwards %+v, %v", result, err)
	}
}

// The last call of the queue cannot be told from an outage that just began: it waits, and nothing waits for it.
func TestTheLastCallIsNotRefusedBeforeAnotherWent(t *testing.T) {
	s, p := newPlace(t).open(t), newPortal()
	box := mustNew(t, s, p, outbox.Options{})
	calls := closedCalls(3)
	calls[2].Note = "poison"
	put(t, s, box, calls...)
	p.before = failsAt(client.Unavailable, "poison")
	for range 4 {
		_, _ = box.Deliver(t.Context())
	}
	if entries := list(t, box); len(entries) != 1 || entries[0].State != outbox.Waiting || len(p.kept) != 2 {
		t.Fatalf("%d entries, %d records", len(entries), len(p.kept))
	}
	put(t, s, box, closedCalls(1)...)
	result, err := box.Deliver(t.Context())
	if err != nil || result.Delivered != 1 || result.Refused != 1 {
		t.Errorf("behind it another went: %+v, %v", result, err)
	}
}
