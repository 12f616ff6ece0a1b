package trail_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"portaldesk/app/store"
	"portaldesk/app/trail"
	"portaldesk/client"
)

func TestAppendFillsInItsPartAndNothingElse(t *testing.T) {
	d := newDesk(t)
	given := client.AuditEvent{
		AgentID: "agent-1", Action: "reset-password", Account: "account-1", Call: "call-1",
		Outcome: client.AuditRefused, Detail: "proof-expired",
	}
	first, err := d.trail.Append(given)
	must(t, err)
	second, err := d.trail.Append(given)
	must(t, err)
	want := given
	want.ID, want.At, want.Hash = second.ID, second.At, second.Hash
	want.Seq, want.Prev, want.Desk = 2, first.Hash, "desk-1"
	if diff := cmp.Diff(want, second); diff != "" {
		t.Error(diff)
	}
	if first.Seq != 1 || first.Prev != trail.Genesis || uuid.Validate(first.ID) != nil || first.ID == second.ID {
		t.Errorf("the first is %+v", first)
	}
	if first.Hash != trail.HashOf(first) || first.At.Location() != time.UTC || second.At.Before(first.At) {
		t.Errorf("hash or time of %+v", first)
	}
	kept, err := d.trail.List(1, 0)
	must(t, err)
	if diff := cmp.Diff([]client.AuditEvent{second}, kept); diff != "" {
		t.Error("kept otherwise than answered:", diff)
	}
}

func TestTrailGoesOnInTheNextRun(t *testing.T) {
	d := newDesk(t)
	before := d.write(t, 3)
	d.restart(t)
	after := d.write(t, 1)
	if after.Seq != 4 || after.Prev != before.Hash {
		t.Errorf("number %d follows %q", after.Seq, after.Prev)
	}
	report, err := d.trail.Verify()
	must(t, err)
	want := trail.Report{Entries: 4, Head: 4, Anchored: 4}
	if diff := cmp.Diff(want, report); diff != "" || !report.Intact() || d.trail.Anchored() != nil {
		t.Error(diff, d.trail.Anchored())
	}
}

func TestEntryOfATransactionSharesItsFate(t *testing.T) {
	d := newDesk(t)
	refused := errors.New("refused")
	err := d.store.Update(func(tx *store.Tx) error {
		_, err := d.trail.AppendTx(tx, client.AuditEvent{Action: "unlock"})
		must(t, err)
		return refused
	})
	if !errors.Is(err, refused) {
		t.Fatal(err)
	}
	must(t, d.store.Update(func(tx *store.Tx) error {
		first, err := d.trail.AppendTx(tx, client.AuditEvent{Action: "unlock"})
		must(t, err)
		second, err := d.trail.AppendTx(tx, client.AuditEvent{Action: "unlock"})
		if first.Seq != 1 || second.Seq != 2 || second.Prev != first.Hash {
			t.Errorf("numbers are %d and %d", first.Seq, second.Seq)
		}
		return err
	}))
	report, err := d.trail.Verify()
	must(t, err)
	if !report.Intact() || report.Entries != 2 || report.Anchored != 2 {
		t.Errorf("%+v", report)
	}
}

func TestManyWritersMakeOneChain(t *testing.T) {
	d := newDesk(t)
	done := make(chan error)
	for range 4 {
		go func() {
			var err error
			for range 10 {
				_, failed := d.trail.Append(client.AuditEvent{Action: "unlock"})
				err = errors.Join(err, failed)
			}
			done <- err
		}()
	}
	for range 4 {
		must(t, <-done)
	}
	report, err := d.trail.Verify()
	must(t, err)
	if !report.Intact() || report.Head != 40 || report.Anchored != 40 {
		t.Errorf("%+v", report)
	}
}

func TestShippingGoesForwardOnly(t *testing.T) {
	d := newDesk(t)
	d.write(t, 5)
	next, err := d.trail.Since(2, 2)
	must(t, err)
	if len(next) != 2 || next[0].Seq != 3 || next[1].Seq != 4 {
		t.Errorf("after 2: %+v", next)
	}
	must(t, d.trail.MarkShipped(4))
	must(t, d.trail.MarkShipped(3))
	d.restart(t)
	if seq, err := d.trail.Shipped(); seq != 4 || err != nil {
		t.Errorf("Shipped = %d, %v", seq, err)
	}
	if err := d.trail.MarkShipped(6); !errors.Is(err, trail.ErrNotWritten) {
		t.Errorf("beyond the end: %v", err)
	}
	if none, err := d.trail.Since(5, 10); len(none) != 0 || err != nil {
		t.Errorf("after the end: %v, %v", none, err)
	}
}

func TestListPagesFromTheNewest(t *testing.T) {
	d := newDesk(t)
	d.write(t, 5)
	var seen []uint64
	for before := uint64(0); ; {
		page, err := d.trail.List(2, before)
		must(t, err)
		if len(page) == 0 {
			break
		}
		for _, e := range page {
			seen = append(seen, e.Seq)
		}
		before = page[len(page)-1].Seq
	}
	if diff := cmp.Diff([]uint64{5, 4, 3, 2, 1}, seen); diff != "" {
		t.Error(diff)
	}
}
