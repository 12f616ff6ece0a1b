package call_test

import (
	"errors"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"portaldesk/app/call"
	"portaldesk/app/outbox"
	"portaldesk/app/store"
	"portaldesk/client"
)

func TestTypingWithoutAPauseIsSavedWithin250Milliseconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStore(t)
		saves := 0
		d := mustSit(t, s, "agent-1", call.Options{Saved: func(err error) { saves++ }})
		c := mustStart(t, d)
		saves = 0
		const stroke = 10 * time.Millisecond
		for i := 1; i <= 500; i++ {
			c.SetNote(strconv.Itoa(i))
			time.Sleep(stroke)
			synctest.Wait()
			onDisk, _ := strconv.Atoi(saved(t, d, "agent-1").Note)
			if old := time.Duration(i-onDisk) * stroke; old > 250*time.Millisecond {
				t.Fatalf("after %d strokes the draft on disk is %v old", i, old)
			}
		}
		if saves < 20 || saves > 100 {
			t.Errorf("5 seconds of typing were saved %d times", saves)
		}
	})
}

func TestSettersDoNotWaitForTheDisk(t *testing.T) {
	d := mustSit(t, newStore(t), "agent-1", call.Options{})
	c := mustStart(t, d)
	busy, free := make(chan struct{}), make(chan struct{})
	var group sync.WaitGroup
	group.Go(func() {
		d.store.Update(func(*store.Tx) error {
			close(busy)
			<-free
			return nil
		})
	})
	<-busy
	for i := range 10 {
		c.SetNote(strings.Repeat("x", i+1))
		c.Enter(call.Hold)
		time.Sleep(20 * time.Millisecond)
	}
	close(free) // a setter that waited would never have come here
	group.Wait()
	if err := d.calls.Flush(); err != nil {
		t.Fatal(err)
	}
	if got := saved(t, d, "agent-1"); len(got.Note) != 10 || len(got.Phases) != 2 {
		t.Errorf("on disk after the disk was free: %d characters, %d phases", len(got.Note), len(got.Phases))
	}
}

func TestEverythingOfADraftComesBack(t *testing.T) {
	d := mustSit(t, newStore(t), "agent-1", call.Options{})
	c := mustStart(t, d)
	c.SetAccount("account-1")
	c.SetCaller(client.Caller{Relation: client.RelationParent, Name: "P", Level: client.Identified})
	c.SetReason(client.Reason{Stage: "use", Cause: "use-other", Detail: "d"})
	c.SetOutcome(client.OutcomeFollowUp)
	c.SetNote("note")
	c.SetLanguage("es")
	c.Enter(call.Hold)
	if err := c.Record(client.Deed{At: time.Now(), What: "unlock", Result: "done"}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(c.Draft(), *saved(t, d, "agent-1")); diff != "" {
		t.Errorf("draft (-in memory +on disk):\n%s", diff)
	}
}

func TestDraftIsACopy(t *testing.T) {
	c := mustStart(t, mustSit(t, newStore(t), "agent-1", call.Options{}))
	if err := c.Record(client.Deed{What: "unlock", Result: "done"}); err != nil {
		t.Fatal(err)
	}
	draft := c.Draft()
	draft.Done[0].What, draft.Phases[0].Phase = "tampered", call.Paused
	if c.Draft().Done[0].What != "unlock" || c.Phase() != call.Talk {
		t.Error("changing the copy changed the call")
	}
}

func TestNothingIsSavedOfACallThatIsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		saves := 0
		d := mustSit(t, newStore(t), "agent-1", call.Options{Saved: func(error) { saves++ }})
		complete(mustStart(t, d))
		before := saves
		if _, err := d.calls.Close(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Hour)
		if err := d.calls.Flush(); err != nil || saves != before {
			t.Errorf("%d saves after the end (%v)", saves-before, err)
		}
	})
}

func TestStartAndRecordAreOnDiskWhenTheyReturn(t *testing.T) {
	d := mustSit(t, newStore(t), "agent-1", call.Options{})
	c := mustStart(t, d)
	if got := saved(t, d, "agent-1"); got == nil || got.ID != c.Draft().ID {
		t.Fatal("a call that was started is not on disk")
	}
	if err := c.Record(client.Deed{What: "unlock", Result: "done"}); err != nil {
		t.Fatal(err)
	}
	if got := saved(t, d, "agent-1"); len(got.Done) != 1 {
		t.Error("a deed that was recorded is not on disk")
	}
}

func TestOnlyOneCallIsOpen(t *testing.T) {
	d := mustSit(t, newStore(t), "agent-1", call.Options{})
	started := make([]*call.Call, 8)
	var group sync.WaitGroup
	for i := range started {
		group.Go(func() { started[i], _ = d.calls.Start("en") })
	}
	group.Wait()
	for _, c := range started {
		if c == nil || c != d.calls.Current() {
			t.Fatal("starting at once opened more than one call")
		}
	}
}

func TestCloseMovesTheCallIntoTheOutbox(t *testing.T) {
	clock := newClock()
	d := mustSit(t, newStore(t), "agent-1", call.Options{Now: clock.now})
	c := mustStart(t, d)
	complete(c)
	c.SetNote("note")
	clock.move(90*time.Second + 700*time.Millisecond)
	id, err := d.calls.Close()
	if err != nil {
		t.Fatal(err)
	}
	want := client.Call{
		ID: id, AgentID: "agent-1", Caller: client.Caller{Relation: client.RelationPatient},
		OpenedAt: clock.at.Add(-90700 * time.Millisecond), ClosedAt: clock.at, TalkSeconds: 90,
		Reason: client.Reason{Stage: "sign-in", Cause: "locked"}, Outcome: client.OutcomeResolved,
		Note: "note", Language: "en", Done: []client.Deed{},
	}
	entries := queued(t, d)
	if len(entries) != 1 {
		t.Fatalf("%d entries in the outbox", len(entries))
	}
	if diff := cmp.Diff(want, entries[0].Call); diff != "" {
		t.Errorf("record (-want +got):\n%s", diff)
	}
	c.SetNote("too late")
	if err := c.Record(client.Deed{What: "unlock", Result: "done"}); !errors.Is(err, call.ErrClosed) {
		t.Errorf("a deed after the end: %v", err)
	}
	if err := d.calls.Flush(); err != nil || d.calls.Current() != nil || saved(t, d, "agent-1") != nil {
		t.Errorf("the call is still open after it was closed (%v)", err)
	}
	if _, err := d.calls.Close(); !errors.Is(err, call.ErrNoCall) {
		t.Errorf("closing again: %v", err)
	}
}

func TestFailedTransactionLeavesTheCallOpen(t *testing.T) {
	dir := t.TempDir()
	s, err := openStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	var heard error
	d := mustSit(t, s, "agent-1", call.Options{Saved: func(err error) { heard = err }})
	c := mustStart(t, d)
	complete(c)
	if err := d.calls.Flush(); err != nil {
		t.Fatal(err)
	}
	before := c.Draft()
	s.Close()
	if _, err := d.calls.Close(); !errors.Is(err, store.ErrClosed) {
		t.Fatalf("closing without a store: %v", err)
	}
	if d.calls.Current() != c || cmp.Diff(before, c.Draft()) != "" {
		t.Error("the call did not stay open as it was")
	}
	c.SetNote("typed after the failure")
	if err := d.calls.Flush(); !errors.Is(err, store.ErrClosed) || !errors.Is(heard, store.ErrClosed) {
		t.Errorf("flush: %v, reported: %v", err, heard)
	}
	again, err := openStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	back := mustSit(t, again, "agent-1", call.Options{})
	if back.calls.Current() == nil || len(queued(t, back)) != 0 {
		t.Error("after a failed close the call is not exactly in the drafts")
	}
}

func TestTypingWhileTheCallClosesLeavesNoDraftBehind(t *testing.T) {
	d := mustSit(t, newStore(t), "agent-1", call.Options{})
	for range 20 {
		c := mustStart(t, d)
		complete(c)
		stop := make(chan struct{})
		var group sync.WaitGroup
		group.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				default:
					c.SetNote(strconv.Itoa(i))
				}
			}
		})
		if _, err := d.calls.Close(); err != nil {
			t.Fatal(err)
		}
		close(stop)
		group.Wait()
		if err := d.calls.Flush(); err != nil {
			t.Fatal(err)
		}
		if saved(t, d, "agent-1") != nil {
			t.Fatal("a late save brought the draft back")
		}
	}
	if got := len(queued(t, d)); got != 20 {
		t.Errorf("%d calls in the outbox, want 20", got)
	}
}

func TestDiscardDropsOnlyACallInWhichNothingHappened(t *testing.T) {
	for name, happen := range map[string]func(*call.Call){
		"account": func(c *call.Call) { c.SetAccount("account-1") },
		"note":    func(c *call.Call) { c.SetNote("x") },
		"deed":    func(c *call.Call) { c.Record(client.Deed{What: "unlock", Result: "done"}) },
	} {
		t.Run(name, func(t *testing.T) {
			d := mustSit(t, newStore(t), "agent-1", call.Options{})
			c := mustStart(t, d)
			happen(c)
			if err := d.calls.Discard(); !errors.Is(err, call.ErrNotEmpty) || d.calls.Current() != c {
				t.Errorf("discard: %v", err)
			}
		})
	}
	d := mustSit(t, newStore(t), "agent-1", call.Options{})
	mustStart(t, d).SetOutcome(client.OutcomeAbandoned)
	if err := d.calls.Discard(); err != nil || d.calls.Current() != nil || saved(t, d, "agent-1") != nil {
		t.Errorf("an empty call was not discarded: %v", err)
	}
	if err := d.calls.Discard(); !errors.Is(err, call.ErrNoCall) {
		t.Errorf("discarding nothing: %v", err)
	}
}

func TestAnotherAgentsDraftIsKeptUnseen(t *testing.T) {
	s := newStore(t)
	first := mustSit(t, s, "agent-1", call.Options{})
	mustStart(t, first).SetNote("of the first")
	if err := first.calls.Flush(); err != nil {
		t.Fatal(err)
	}
	second := mustSit(t, s, "agent-2", call.Options{})
	if second.calls.Current() != nil {
		t.Fatal("the second agent sees the first one's call")
	}
	complete(mustStart(t, second))
	if _, err := second.calls.Close(); err != nil {
		t.Fatal(err)
	}
	if got := saved(t, second, "agent-1"); got == nil || got.Note != "of the first" {
		t.Errorf("the first agent's draft came back as %+v", got)
	}
}

func TestUnreadableDraftIsKeptAndCounted(t *testing.T) {
	s := newStore(t)
	const id = "6f1c1f2e-7d55-4d8e-9a3b-0a4f4b6f0c11"
	if err := s.Update(func(tx *store.Tx) error { return tx.Put("drafts", id, "not a draft") }); err != nil {
		t.Fatal(err)
	}
	d := mustSit(t, s, "agent-1", call.Options{})
	if d.calls.Unreadable() != 1 || d.calls.Current() != nil {
		t.Errorf("%d unreadable drafts, want 1", d.calls.Unreadable())
	}
	complete(mustStart(t, d))
	if _, err := d.calls.Close(); err != nil {
		t.Fatal(err)
	}
	if again := mustSit(t, s, "agent-1", call.Options{}); again.calls.Unreadable() != 1 {
		t.Error("a draft that could not be read was not kept")
	}
}

func TestCloseOfACallThatIsQueuedAlreadyAddsNothing(t *testing.T) {
	d := mustSit(t, newStore(t), "agent-1", call.Options{Now: newClock().now})
	c := mustStart(t, d)
	complete(c)
	draft := c.Draft()
	if _, err := d.calls.Close(); err != nil {
		t.Fatal(err)
	}
	put := func(tx *store.Tx) error { return tx.Put("drafts", string(draft.ID), draft) }
	if err := d.store.Update(put); err != nil {
		t.Fatal(err)
	}
	back := mustSit(t, d.store, "agent-1", call.Options{Now: newClock().now})
	if _, err := back.calls.Close(); err != nil {
		t.Fatal(err)
	}
	if entries := queued(t, back); len(entries) != 1 || entries[0].State != outbox.Waiting {
		t.Errorf("%d entries for one call", len(entries))
	}
}
