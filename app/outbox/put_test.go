package outbox_test

import (
	"errors"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"portaldesk/app/outbox"
	"portaldesk/app/store"
	"portaldesk/client"
)

func TestPuttingTheSameCallAgainChangesNothing(t *testing.T) {
	where, p := newPlace(t), newPortal()
	s := where.open(t)
	box := mustNew(t, s, p, outbox.Options{})
	call := closedCall("agent-1", "note")
	put(t, s, box, call, call)
	put(t, s, box, call)
	if box.Summary().Waiting != 1 {
		t.Fatalf("put three times: %+v", box.Summary())
	}
	if _, err := box.Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.Close()
	s = where.open(t)
	box = mustNew(t, s, p, outbox.Options{})
	put(t, s, box, call)
	if box.Summary().Waiting != 0 {
		t.Error("a call that was delivered waits again")
	}
	call.Note = "other"
	err := s.Update(func(tx *store.Tx) error { return box.Put(tx, call) })
	if !errors.Is(err, outbox.ErrOtherContents) {
		t.Errorf("other contents under the same id: %v", err)
	}
}

func TestRolledBackPutLeavesNothing(t *testing.T) {
	where := newPlace(t)
	s := where.open(t)
	told := 0
	box := mustNew(t, s, newPortal(), outbox.Options{Changed: func(outbox.Summary) { told++ }})
	call := closedCall("agent-1", "note")
	changedMind := errors.New("changed my mind")
	err := s.Update(func(tx *store.Tx) error { return errors.Join(box.Put(tx, call), changedMind) })
	if !errors.Is(err, changedMind) || box.Summary() != (outbox.Summary{}) || told != 0 {
		t.Errorf("%v, %+v, told %d times", err, box.Summary(), told)
	}
	put(t, s, box, call)
	if box.Summary().Waiting != 1 || told != 1 {
		t.Errorf("%+v, told %d times", box.Summary(), told)
	}
}

func TestIDThatIsNoUUIDIsRefused(t *testing.T) {
	s := newPlace(t).open(t)
	box := mustNew(t, s, newPortal(), outbox.Options{})
	for _, id := range []client.CallID{"", "Maria Alvarez", "urn:uuid:6f1c1f2e-7d55-4d8e-9a3b-0a4f4b6f0c11"} {
		call := closedCall("agent-1", "note")
		call.ID = id
		if err := s.Update(func(tx *store.Tx) error { return box.Put(tx, call) }); !errors.Is(err, outbox.ErrID) {
			t.Errorf("id %q: %v", id, err)
		}
	}
}

func TestQueueOutlivesTheRun(t *testing.T) {
	where := newPlace(t)
	s := where.open(t)
	queued := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	box := mustNew(t, s, newPortal(), outbox.Options{Now: func() time.Time { return queued }})
	put(t, s, box, closedCall("agent-1", "a"))
	queued = queued.Add(-time.Hour) // the clock was set back; the order is that of closing all the same
	put(t, s, box, closedCall("agent-1", "b"))
	s.Close()
	box = mustNew(t, where.open(t), newPortal(), outbox.Options{})
	if want := (outbox.Summary{Waiting: 2, OldestAt: queued}); box.Summary() != want {
		t.Errorf("after a restart %+v, want %+v", box.Summary(), want)
	}
	if entries := list(t, box); entries[0].Call.Note != "a" || entries[1].Call.Note != "b" {
		t.Errorf("order after a restart: %+v", entries)
	}
}

func TestUnreadableEntryIsKeptAndHoldsUpNoOther(t *testing.T) {
	where, p := newPlace(t), newPortal()
	s := where.open(t)
	box := mustNew(t, s, p, outbox.Options{})
	put(t, s, box, closedCalls(2)...)
	if err := s.Update(func(tx *store.Tx) error { return tx.Put("outbox", "0000000000000001-ffffffff", "rubbish") }); err != nil {
		t.Fatal(err)
	}
	box = mustNew(t, s, p, outbox.Options{})
	if box.Summary().Unreadable != 1 || box.Summary().Waiting != 2 {
		t.Errorf("%+v", box.Summary())
	}
	if result, err := box.Deliver(t.Context()); err != nil || result.Delivered != 2 {
		t.Errorf("%+v (%v)", result, err)
	}
	if box := mustNew(t, s, p, outbox.Options{}); box.Summary().Unreadable != 1 {
		t.Error("the entry that could not be read is gone")
	}
}

func TestEntryThatRotsDuringTheRunHoldsUpNoOther(t *testing.T) {
	s, p := newPlace(t).open(t), newPortal()
	box := mustNew(t, s, p, outbox.Options{})
	put(t, s, box, closedCalls(3)...)
	err := s.Update(func(tx *store.Tx) error {
		return tx.Each("outbox", func(position string, _ func(any) error) error {
			return errors.Join(tx.Put("outbox", position, "rubbish"), store.ErrStop)
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	result, err := box.Deliver(t.Context())
	if err != nil || result != (outbox.Result{Delivered: 2}) || box.Summary().Unreadable != 1 {
		t.Errorf("%+v (%v), %+v", result, err, box.Summary())
	}
}

func TestStubsAreForgottenAfterAMonthAndHoldNothingOfThePatient(t *testing.T) {
	s, p := newPlace(t).open(t), newPortal()
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	box := mustNew(t, s, p, outbox.Options{Now: func() time.Time { return now }})
	call := closedCall("agent-1", "the secret note")
	call.Account = "account-77"
	put(t, s, box, call)
	if _, err := box.Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
	stubs := func() (texts []string) {
		s.View(func(tx *store.Tx) error {
			return tx.Each("outbox-calls", func(id string, decode func(any) error) error {
				var fields map[string]any
				err := decode(&fields)
				for name := range fields {
					texts = append(texts, name)
				}
				return err
			})
		})
		return texts
	}
	if got := strings.Join(stubs(), " "); len(stubs()) != 2 || !strings.Contains(got, "hash") || !strings.Contains(got, "acknowledgedAt") {
		t.Errorf("the stub holds %s", got)
	}
	now = now.Add(29 * 24 * time.Hour)
	box.Deliver(t.Context())
	if len(stubs()) == 0 {
		t.Error("forgotten too early")
	}
	now = now.Add(2 * 24 * time.Hour)
	box.Deliver(t.Context())
	if len(stubs()) != 0 {
		t.Error("still known after a month")
	}
}

func TestFileShowsNothingOfACall(t *testing.T) {
	where := newPlace(t)
	s := where.open(t)
	box := mustNew(t, s, newPortal(), outbox.Options{})
	call := closedCall("agent-1", "zebra-crossing")
	call.Account = "account-zebra"
	put(t, s, box, call)
	s.Close()
	text, err := os.ReadFile(where.path())
	if err != nil || strings.Contains(string(text), "zebra") {
		t.Errorf("the file shows a note or an account (%v)", err)
	}
}

func TestChangedHearsTheLatestSummaryLast(t *testing.T) {
	s, p := newPlace(t).open(t), newPortal()
	var last outbox.Summary // unguarded: calls must not overlap
	var box *outbox.Outbox
	var inside atomic.Int32
	box = mustNew(t, s, p, outbox.Options{Changed: func(summary outbox.Summary) {
		if inside.Add(1) > 1 {
			t.Error("two calls of changed overlap")
		}
		time.Sleep(time.Millisecond)
		box.Summary() // may be asked from inside
		last = summary
		inside.Add(-1)
	}})
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 5 {
				put(t, s, box, closedCall("agent-1", "note"))
				box.Deliver(t.Context())
			}
		})
	}
	group.Wait()
	if last != box.Summary() || last.Delivered != 20 {
		t.Errorf("told %+v last, it is %+v", last, box.Summary())
	}
}
