package outbox_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"portaldesk/app/outbox"
	"portaldesk/app/store"
	"portaldesk/client"
)

func TestEverythingIsDeliveredInBatchesOldestFirst(t *testing.T) {
	s, p := newPlace(t).open(t), newPortal()
	box := mustNew(t, s, p, outbox.Options{})
	calls := closedCalls(client.MaxBatch + 7)
	for part := range slices.Chunk(calls, 100) {
		put(t, s, box, part...)
	}
	result, err := box.Deliver(t.Context())
	if want := (outbox.Result{Delivered: len(calls)}); err != nil || result != want {
		t.Fatalf("delivered %+v (%v)", result, err)
	}
	var want, got []client.CallID
	for _, call := range calls {
		want = append(want, call.ID)
	}
	if len(p.sent) != 2 || len(p.sent[0]) != client.MaxBatch {
		t.Errorf("%d requests", len(p.sent))
	}
	for _, batch := range p.sent {
		got = append(got, batch...)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("order (-put +sent):\n%s", diff)
	}
	if summary := box.Summary(); summary != (outbox.Summary{Delivered: len(calls)}) || len(list(t, box)) != 0 {
		t.Errorf("afterwards: %+v", summary)
	}
}

func TestABatchOfLongNotesIsBoundedInBytes(t *testing.T) {
	s, p := newPlace(t).open(t), newPortal()
	box := mustNew(t, s, p, outbox.Options{})
	for range 80 {
		put(t, s, box, closedCall("agent-1", strings.Repeat("n", 20_000)))
	}
	if result, err := box.Deliver(t.Context()); err != nil || result.Delivered != 80 {
		t.Fatalf("%+v (%v)", result, err)
	}
	for _, batch := range p.sent {
		if len(batch)*20_000 > 1<<20 {
			t.Errorf("a request of %d long notes", len(batch))
		}
	}
}

func TestLineTroubleStopsTheRoundAndKeepsEverything(t *testing.T) {
	kinds := []client.Kind{
		client.Offline, client.OutcomeUnknown, client.Untrusted, client.Canceled, client.Unauthenticated, client.Forbidden,
		client.NotOffered, client.Throttled, client.InProgress, client.Unavailable, client.Protocol,
	}
	for _, kind := range kinds {
		t.Run(string(kind), func(t *testing.T) {
			s, p := newPlace(t).open(t), newPortal()
			box := mustNew(t, s, p, outbox.Options{})
			calls := closedCalls(client.MaxBatch + 1)
			put(t, s, box, calls...)
			p.order(always(kind))
			result, err := box.Deliver(t.Context())
			if client.KindOf(err) != kind || result != (outbox.Result{Left: len(calls)}) || len(p.sent) != 1 {
				t.Fatalf("%+v, %v after %d requests", result, err, len(p.sent))
			}
			if entry := list(t, box)[0]; entry.State != outbox.Waiting || entry.LastKind != kind || entry.Attempts != 1 {
				t.Errorf("%s, %s, %d attempts", entry.State, entry.LastKind, entry.Attempts)
			}
			p.order(nil)
			if result, err := box.Deliver(t.Context()); err != nil || result.Delivered != len(calls) {
				t.Errorf("afterwards %+v (%v)", result, err)
			}
		})
	}
}

func TestReceiptsThatDoNotMatchAreBelievedNowhere(t *testing.T) {
	type receipts = []client.CallReceipt
	for name, tamper := range map[string]func(receipts) receipts{
		"none":           func(receipts) receipts { return nil },
		"one missing":    func(r receipts) receipts { return r[1:] },
		"one too many":   func(r receipts) receipts { return append(r, r[0]) },
		"another id":     func(r receipts) receipts { r[1].ID = "6f1c1f2e-7d55-4d8e-9a3b-0a4f4b6f0c11"; return r },
		"empty id":       func(r receipts) receipts { r[2].ID = ""; return r },
		"other order":    func(r receipts) receipts { slices.Reverse(r); return r },
		"one twice":      func(r receipts) receipts { r[1] = r[0]; return r },
		"unknown status": func(r receipts) receipts { r[0].Status = "maybe"; return r },
		"no status":      func(r receipts) receipts { r[2].Status = ""; return r },
	} {
		t.Run(name, func(t *testing.T) {
			s, p := newPlace(t).open(t), newPortal()
			box := mustNew(t, s, p, outbox.Options{})
			put(t, s, box, closedCalls(3)...)
			p.tamper = tamper
			if result, err := box.Deliver(t.Context()); client.KindOf(err) != client.Protocol || result.Left != 3 || len(list(t, box)) != 3 {
				t.Fatalf("%+v, %v", result, err)
			}
			p.tamper = nil
			if result, err := box.Deliver(t.Context()); err != nil || result.Delivered != 3 || len(p.kept) != 3 {
				t.Errorf("afterwards %+v (%v), %d records", result, err, len(p.kept))
			}
		})
	}
}

func TestRefusedCallWaitsForTheAgentAndGoesOnceMended(t *testing.T) {
	where, p := newPlace(t), newPortal()
	s := where.open(t)
	box := mustNew(t, s, p, outbox.Options{})
	calls := closedCalls(3)
	calls[1].Note = "bad"
	put(t, s, box, calls...)
	p.refuse = func(call client.Call) string {
		if call.Note == "bad" {
			return "too-rude"
		}
		return ""
	}
	if result, err := box.Deliver(t.Context()); err != nil || result != (outbox.Result{Delivered: 2, Refused: 1}) {
		t.Fatalf("%+v (%v)", result, err)
	}
	s.Close()
	s = where.open(t)
	box = mustNew(t, s, p, outbox.Options{})
	entry := list(t, box)[0]
	want := outbox.Entry{
		Call: calls[1], State: outbox.Refused, QueuedAt: entry.QueuedAt, Attempts: 1, Code: "too-rude",
		Fields: []client.FieldError{{Field: "note", Code: "too-rude"}},
	}
	if diff := cmp.Diff(want, entry); diff != "" || box.Summary().NeedsAttention != 1 {
		t.Errorf("refused (-want +got):\n%s", diff)
	}
	if result, _ := box.Deliver(t.Context()); result != (outbox.Result{}) || len(p.sent) != 1 {
		t.Errorf("a refused call was sent again by itself: %+v", result)
	}
	mended := calls[1]
	mended.Note = "good"
	if err := box.Mend(mended); err != nil {
		t.Fatal(err)
	}
	if summary := box.Summary(); summary.Waiting != 1 || summary.NeedsAttention != 0 {
		t.Errorf("after mending: %+v", summary)
	}
	want = outbox.Entry{Call: mended, State: outbox.Waiting, QueuedAt: entry.QueuedAt, Attempts: 1}
	if diff := cmp.Diff(want, list(t, box)[0]); diff != "" {
		t.Errorf("mended (-want +got):\n%s", diff)
	}
	if result, err := box.Deliver(t.Context()); err != nil || result.Delivered != 1 || !strings.Contains(p.kept[mended.ID], "good") {
		t.Errorf("%+v (%v)", result, err)
	}
}

func TestOnlyARefusedCallOfTheAgentCanBeMended(t *testing.T) {
	s, p := newPlace(t).open(t), newPortal()
	box := mustNew(t, s, p, outbox.Options{})
	waiting := closedCall("agent-1", "waits")
	put(t, s, box, waiting)
	if err := box.Mend(waiting); !errors.Is(err, outbox.ErrNotRefused) {
		t.Errorf("a waiting call: %v", err)
	}
	if err := box.Mend(closedCall("agent-1", "unknown")); !errors.Is(err, outbox.ErrNotRefused) {
		t.Errorf("an unknown call: %v", err)
	}
	p.refuse = func(client.Call) string { return "no" }
	if _, err := box.Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
	stolen := waiting
	stolen.AgentID = "agent-2"
	if err := box.Mend(stolen); !errors.Is(err, outbox.ErrNotRefused) {
		t.Errorf("under another agent's name: %v", err)
	}
	if err := mustNew(t, s, p, outbox.Options{AgentID: "agent-2"}).Mend(waiting); !errors.Is(err, outbox.ErrNotRefused) {
		t.Errorf("by another agent: %v", err)
	}
}

func TestOnePoisonedCallHoldsUpNoOther(t *testing.T) {
	for _, kind := range []client.Kind{client.Invalid, client.Conflict, client.KeyReused} {
		t.Run(string(kind), func(t *testing.T) {
			s, p := newPlace(t).open(t), newPortal()
			box := mustNew(t, s, p, outbox.Options{})
			calls := closedCalls(100)
			calls[37].Note = "poison"
			put(t, s, box, calls...)
			p.order(func(batch []client.Call) error {
				if slices.ContainsFunc(batch, func(c client.Call) bool { return c.Note == "poison" }) {
					return &client.Error{Op: "createCalls", Kind: kind, Code: "unreadable"}
				}
				return nil
			})
			result, err := box.Deliver(t.Context())
			if want := (outbox.Result{Delivered: 99, Refused: 1}); err != nil || result != want {
				t.Fatalf("%+v (%v)", result, err)
			}
			entries := list(t, box)
			if len(entries) != 1 || entries[0].Call.ID != calls[37].ID || entries[0].Code != "unreadable" {
				t.Errorf("refused: %+v", entries)
			}
		})
	}
}

func TestEveryAttemptSendsTheSameBytes(t *testing.T) {
	where, p := newPlace(t), newPortal()
	call := closedCall("agent-1", "caf\xe9 <&> \u2028")
	call.OpenedAt = time.Now().Add(-time.Minute)
	call.ClosedAt = time.Now().In(time.FixedZone("", -5*3600))
	call.Done = nil
	for i := range 4 {
		s := where.open(t)
		box := mustNew(t, s, p, outbox.Options{})
		if i == 0 {
			put(t, s, box, call)
		}
		p.after = always(client.OutcomeUnknown)
		if i == 3 {
			p.after = nil
		}
		box.Deliver(t.Context())
		s.Close()
	}
	if len(p.sent) != 4 || len(p.bytes[call.ID]) != 1 || len(p.kept) != 1 {
		t.Errorf("%d attempts sent the call in %d forms, %d records", len(p.sent), len(p.bytes[call.ID]), len(p.kept))
	}
}

func TestOnlyTheAgentsOwnCallsAreSent(t *testing.T) {
	s, p := newPlace(t).open(t), newPortal()
	first := mustNew(t, s, p, outbox.Options{AgentID: "agent-1"})
	put(t, s, first, closedCall("agent-1", "a"), closedCall("agent-2", "b"), closedCall("agent-1", "c"))
	second := mustNew(t, s, p, outbox.Options{AgentID: "agent-2"})
	if summary := second.Summary(); summary.Waiting != 1 || summary.OfOthers != 2 || len(list(t, second)) != 1 {
		t.Errorf("the second agent sees %+v", summary)
	}
	if result, err := first.Deliver(t.Context()); err != nil || result.Delivered != 2 || first.Summary().OfOthers != 1 {
		t.Errorf("the first agent's round: %+v (%v)", result, err)
	}
	if result, err := mustNew(t, s, p, outbox.Options{AgentID: "agent-2"}).Deliver(t.Context()); err != nil || result.Delivered != 1 {
		t.Errorf("the second agent's round: %+v (%v)", result, err)
	}
}

func TestRoundsDoNotOverlapAndAWaitingOneCanBeGivenUp(t *testing.T) {
	s, p := newPlace(t).open(t), newPortal()
	box := mustNew(t, s, p, outbox.Options{})
	put(t, s, box, closedCalls(1)...)
	sending, goOn := make(chan struct{}), make(chan struct{})
	p.order(func([]client.Call) error {
		close(sending)
		<-goOn
		return nil
	})
	done := make(chan error)
	go func() {
		_, err := box.Deliver(t.Context())
		done <- err
	}()
	<-sending
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := box.Deliver(gone); client.KindOf(err) != client.Canceled {
		t.Errorf("a round given up while it waited: %v", err)
	}
	close(goOn)
	if err := <-done; err != nil || len(p.sent) != 1 {
		t.Errorf("%v after %d requests", err, len(p.sent))
	}
}

func TestAcknowledgementThatCannotBeKeptIsAskedForAgain(t *testing.T) {
	where, p := newPlace(t), newPortal()
	s := where.open(t)
	box := mustNew(t, s, p, outbox.Options{})
	put(t, s, box, closedCalls(5)...)
	p.after = func([]client.Call) error { return s.Close() } // no more writing once the portal has them
	if result, err := box.Deliver(t.Context()); !errors.Is(err, store.ErrClosed) || result != (outbox.Result{Left: 5}) {
		t.Fatalf("%+v, %v", result, err)
	}
	p.after = nil
	box = mustNew(t, where.open(t), p, outbox.Options{})
	if result, err := box.Deliver(t.Context()); err != nil || result.Delivered != 5 || len(p.kept) != 5 {
		t.Errorf("after a restart: %+v (%v), %d records", result, err, len(p.kept))
	}
}
