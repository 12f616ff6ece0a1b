package trail_test

import (
	"errors"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"

	"portaldesk/app/secret"
	"portaldesk/app/store"
	"portaldesk/app/trail"
	"portaldesk/client"
)

const bucket store.Bucket = "trail"

func at(seq uint64) string { return fmt.Sprintf("%016x", seq) }

func read(tx *store.Tx, seq uint64) (e client.AuditEvent) {
	tx.Get(bucket, at(seq), &e)
	return e
}

// wantBreaks verifies twice, before and after a restart: tampering must not heal by itself.
func (d *desk) wantBreaks(t *testing.T, want ...trail.Break) {
	t.Helper()
	for _, when := range []string{"at once", "in the next run"} {
		report, err := d.trail.Verify()
		must(t, err)
		if diff := cmp.Diff(want, report.Breaks); diff != "" {
			t.Errorf("%s: %s", when, diff)
		}
		for parts := range uint64(9) {
			cut, err := d.trail.VerifyInParts(parts + 1)
			must(t, err)
			if diff := cmp.Diff(report, cut); diff != "" {
				t.Errorf("%s, in %d parts: %s", when, parts+1, diff)
			}
		}
		d.restart(t)
	}
}

// TestTamperingWithTheRightKey does what somebody could who has the store's key but cannot write to the keyring. Five
// entries are there.
func TestTamperingWithTheRightKey(t *testing.T) {
	for name, test := range map[string]struct {
		change func(tx *store.Tx) error
		want   []trail.Break
	}{
		"content edited": {func(tx *store.Tx) error {
			e := read(tx, 3)
			e.AgentID = "somebody else"
			return tx.Put(bucket, at(3), e)
		}, []trail.Break{{Kind: trail.Edited, Seq: 3, To: 3}}},
		"edited and hashed anew": {func(tx *store.Tx) error {
			e := read(tx, 3)
			e.AgentID = "somebody else"
			e.Hash = trail.HashOf(e)
			return tx.Put(bucket, at(3), e)
		}, []trail.Break{{Kind: trail.Relinked, Seq: 4, To: 4}}},
		"two swapped": {func(tx *store.Tx) error {
			two, three := read(tx, 2), read(tx, 3)
			return errors.Join(tx.Put(bucket, at(2), three), tx.Put(bucket, at(3), two))
		}, []trail.Break{{Kind: trail.Moved, Seq: 2, To: 2}, {Kind: trail.Moved, Seq: 3, To: 3}, {Kind: trail.Relinked, Seq: 4, To: 4}}},
		"swapped and renumbered": {func(tx *store.Tx) error {
			two, three := read(tx, 2), read(tx, 3)
			two.Seq, three.Seq = 3, 2
			two.Hash, three.Hash = trail.HashOf(two), trail.HashOf(three)
			return errors.Join(tx.Put(bucket, at(2), three), tx.Put(bucket, at(3), two))
		}, []trail.Break{{Kind: trail.Relinked, Seq: 2, To: 2}, {Kind: trail.Relinked, Seq: 3, To: 3}, {Kind: trail.Relinked, Seq: 4, To: 4}}},
		"taken from the middle": {func(tx *store.Tx) error {
			return errors.Join(tx.Delete(bucket, at(2)), tx.Delete(bucket, at(3)))
		}, []trail.Break{{Kind: trail.Removed, Seq: 2, To: 3}}},
		"taken from the beginning": {func(tx *store.Tx) error {
			return tx.Delete(bucket, at(1))
		}, []trail.Break{{Kind: trail.Removed, Seq: 1, To: 1}}},
		"tail cut off": {func(tx *store.Tx) error {
			return errors.Join(tx.Delete(bucket, at(4)), tx.Delete(bucket, at(5)))
		}, []trail.Break{{Kind: trail.Truncated, Seq: 4, To: 5}}},
		"all cut off": {func(tx *store.Tx) error {
			return tx.Each(bucket, func(id string, _ func(any) error) error { return tx.Delete(bucket, id) })
		}, []trail.Break{{Kind: trail.Truncated, Seq: 1, To: 5}}},
		"written anew from the third": {func(tx *store.Tx) error {
			previous := read(tx, 2).Hash
			for seq := uint64(3); seq <= 6; seq++ {
				e := read(tx, min(seq, 5))
				e.Seq, e.AgentID, e.Prev = seq, "somebody else", previous
				e.Hash = trail.HashOf(e)
				previous = e.Hash
				must(t, tx.Put(bucket, at(seq), e))
			}
			return nil
		}, []trail.Break{{Kind: trail.Replaced, Seq: 5, To: 5}}},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.write(t, 5)
			d.trail.Settle()
			d.edit(t, test.change)
			d.wantBreaks(t, test.want...)
		})
	}
}

func TestTamperingWithoutTheKey(t *testing.T) {
	d := newDesk(t)
	d.write(t, 5)
	d.spoil(t, 2)
	d.wantBreaks(t, trail.Break{Kind: trail.Edited, Seq: 2, To: 2})
}

func TestDeskGoesOnAfterADamagedLastEntry(t *testing.T) {
	d := newDesk(t)
	fifth := d.write(t, 5)
	d.spoil(t, 5)
	d.salvage(t)
	if next := d.write(t, 1); next.Seq != 6 || next.Prev != fifth.Hash {
		t.Errorf("number %d follows %q", next.Seq, next.Prev)
	}
	d.trail.Settle()
	if err := d.trail.Anchored(); err != nil {
		t.Errorf("Anchored: %v", err)
	}
	d.wantBreaks(t, trail.Break{Kind: trail.Removed, Seq: 5, To: 5})
}

func TestEntriesThatADamagedFileCostAreNamed(t *testing.T) {
	d := newDesk(t)
	d.write(t, 5)
	d.spoil(t, 2)
	d.salvage(t)
	d.write(t, 1)
	d.wantBreaks(t, trail.Break{Kind: trail.Removed, Seq: 2, To: 2})
}

// salvage goes on with what could be saved of a damaged file, all but one entry.
func (d *desk) salvage(t *testing.T) {
	t.Helper()
	must(t, d.close())
	done, err := store.Salvage(d.path, d.ring, time.Now())
	must(t, err)
	if done.Lost != 1 || done.More {
		t.Fatalf("salvaged %+v", done)
	}
	d.start(t)
}

// spoil changes one sealed entry without the key.
func (d *desk) spoil(t *testing.T, seq uint64) {
	t.Helper()
	must(t, d.close())
	db, err := bbolt.Open(d.path, 0o600, nil)
	must(t, err)
	must(t, db.Update(func(tx *bbolt.Tx) error {
		records := tx.Bucket([]byte("records")).Bucket([]byte("trail"))
		sealed := append([]byte{}, records.Get([]byte(at(seq)))...)
		sealed[len(sealed)-1] ^= 1
		return records.Put([]byte(at(seq)), sealed)
	}))
	must(t, db.Close())
	d.start(t)
}

func TestOlderCopyPutBack(t *testing.T) {
	d := newDesk(t)
	d.write(t, 3)
	must(t, d.close())
	old, err := os.ReadFile(d.path)
	must(t, err)
	d.start(t)
	lost := d.write(t, 2)
	must(t, d.close())
	must(t, os.WriteFile(d.path, old, 0o600))
	d.start(t)
	d.wantBreaks(t, trail.Break{Kind: trail.Truncated, Seq: 4, To: 5})

	next := d.write(t, 1)
	if next.Seq != 6 || next.Prev != lost.Hash {
		t.Errorf("the next entry has number %d; the lost numbers must stay lost", next.Seq)
	}
	d.wantBreaks(t, trail.Break{Kind: trail.Removed, Seq: 4, To: 5})
}

func TestChainWrittenAnewIsNeverAnchored(t *testing.T) {
	d := newDesk(t)
	d.write(t, 2)
	d.trail.Settle()
	d.edit(t, func(tx *store.Tx) error {
		e := read(tx, 2)
		e.AgentID = "somebody else"
		e.Hash = trail.HashOf(e)
		return tx.Put(bucket, at(2), e)
	})
	d.restart(t)
	d.write(t, 3)
	d.trail.Settle()
	if err := d.trail.Anchored(); !errors.Is(err, trail.ErrReplaced) {
		t.Errorf("Anchored: %v, want ErrReplaced", err)
	}
	d.wantBreaks(t, trail.Break{Kind: trail.Replaced, Seq: 2, To: 2})
}

func TestAnchorTakenAway(t *testing.T) {
	for name, take := range map[string]func(*desk) error{
		"deleted": func(d *desk) error { return d.ring.Delete(d.anchorItem()) },
		"spoiled": func(d *desk) error { return d.ring.Set(d.anchorItem(), "5 what?") },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.write(t, 5)
			d.trail.Settle()
			must(t, take(d))
			d.restart(t)
			d.write(t, 1)
			d.trail.Settle()
			if d.trail.Anchored() == nil {
				t.Error("the trail says that it is anchored")
			}
			d.wantBreaks(t, trail.Break{Kind: trail.Unanchored, Seq: 6, To: 6})
		})
	}
}

func TestPowerCutBetweenCommitAndAnchor(t *testing.T) {
	d := newDesk(t)
	d.write(t, 3)
	d.trail.Settle()
	before, err := d.ring.Get(d.anchorItem())
	must(t, err)
	d.write(t, 1)
	d.trail.Settle()
	must(t, d.ring.Set(d.anchorItem(), before)) // as if the power had gone before it was written
	report, err := d.trail.Verify()
	must(t, err)
	if !report.Intact() || report.Anchored != 3 || report.Head != 4 {
		t.Errorf("one behind is no break: %+v", report)
	}
	d.restart(t)
	report, err = d.trail.Verify()
	must(t, err)
	if !report.Intact() || report.Anchored != 4 {
		t.Errorf("the next run must catch up: %+v", report)
	}
}

func TestKeyringGoneInTheMiddle(t *testing.T) {
	d := newDesk(t)
	d.write(t, 2)
	d.trail.Settle()
	d.ring.gone.Store(true)
	d.write(t, 2)
	d.trail.Settle()
	if err := d.trail.Anchored(); !errors.Is(err, secret.ErrUnavailable) {
		t.Errorf("Anchored: %v, want ErrUnavailable", err)
	}
	if _, err := d.trail.Verify(); !errors.Is(err, secret.ErrUnavailable) {
		t.Errorf("Verify: %v; without the anchor nothing is known", err)
	}
	d.ring.gone.Store(false)
	d.write(t, 1)
	report, err := d.trail.Verify()
	must(t, err)
	if !report.Intact() || report.Anchored != 5 || d.trail.Anchored() != nil {
		t.Errorf("after it came back: %+v, %v", report, d.trail.Anchored())
	}
}

func TestKeyringGoneFromTheStart(t *testing.T) {
	d := newDesk(t)
	d.write(t, 2)
	d.trail.Settle()
	d.ring.gone.Store(true)
	again, err := trail.Open(d.store, d.ring, trail.Identity{Desk: "desk-1"})
	must(t, err)
	_, err = again.Append(client.AuditEvent{Action: "unlock"})
	must(t, err)
	again.Settle()
	if again.Anchored() == nil {
		t.Error("the trail says that it is anchored")
	}
	d.ring.gone.Store(false)
	_, err = again.Append(client.AuditEvent{Action: "unlock"})
	must(t, err)
	report, err := again.Verify()
	must(t, err)
	if !report.Intact() || report.Anchored != 4 || again.Anchored() != nil {
		t.Errorf("%+v, %v", report, again.Anchored())
	}
}
