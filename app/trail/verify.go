package trail

import (
	"errors"
	"fmt"

	"portaldesk/app/secret"
	"portaldesk/app/store"
	"portaldesk/client"
)

// Kind is a way in which a trail can be broken.
type Kind string

// The kinds.
const (
	// Edited: the entry's content is not what its hash says, or its seal does not open.
	Edited Kind = "edited"
	// Moved: the entry stands under another number than its own.
	Moved Kind = "moved"
	// Removed: there is no entry with this number; To is the last one missing.
	Removed Kind = "removed"
	// Relinked: the entry does not follow the one before it.
	Relinked Kind = "relinked"
	// Truncated: entries up to To were anchored and are not there: the tail was cut, or an old file put back.
	Truncated Kind = "truncated"
	// Replaced: another entry than this one was anchored under this number: the chain was written anew, or forked.
	Replaced Kind = "replaced"
	// Unanchored: the keyring has no anchor any more, or an unreadable one; whether the tail is whole is not known.
	Unanchored Kind = "unanchored"
)

// Break is one place where the trail is not what was written. To equals Seq but for Removed and Truncated.
type Break struct {
	Kind    Kind
	Seq, To uint64
}

func (b Break) String() string {
	if b.To != b.Seq {
		return fmt.Sprintf("%s: %d-%d", b.Kind, b.Seq, b.To)
	}
	return fmt.Sprintf("%s: %d", b.Kind, b.Seq)
}

// Report is what [Trail.Verify] found.
type Report struct {
	// Entries is how many there are, Head the newest one's number, Anchored the number in the keyring.
	Entries        int
	Head, Anchored uint64
	// Accepted are the numbers of the entries with which a lost anchor was made good: up to there the end is vouched for by them, and
	// no more by the keyring.
	Accepted []uint64
	// Breaks are in the order of the trail; empty when it is whole.
	Breaks []Break
}

// Intact says that the trail is what was written.
func (r Report) Intact() bool { return len(r.Breaks) == 0 }

// Verify waits for what is being anchored, and reads the whole trail and the anchor as the keyring holds it now. Breaks are
// in the report; an error means that the store or the keyring could not be read, and that nothing is known.
func (t *Trail) Verify() (Report, error) { return t.VerifyWatched(func(int) error { return nil }) }

// watchEvery is after how many entries a watcher is told.
const watchEvery = 1000

// VerifyWatched is [Trail.Verify] that tells seen, every thousand entries, how many were read; seen is never called twice at once.
// An error of seen ends it and is returned: then nothing is known.
func (t *Trail) VerifyWatched(seen func(entries int) error) (Report, error) {
	return t.verify(partsOf, seen)
}

func (t *Trail) verify(parts func(newest uint64) uint64, seen func(entries int) error) (Report, error) {
	t.Settle()
	// The anchor goes first: of an entry that is written meanwhile the trail may know more than the anchor, never less.
	at, err := t.anchor.read()
	gone := errors.Is(err, secret.ErrNotFound) || errors.Is(err, errUnreadable)
	if err != nil && !gone {
		return Report{}, err
	}
	newest, err := t.newest()
	if err != nil {
		return Report{}, err
	}
	v, err := t.readParts(parts(newest.seq), newest.seq, seen)
	if err != nil {
		return Report{}, err
	}
	v.report.Head = v.previous.seq
	if gone {
		v.add(Unanchored, v.report.Head, v.report.Head)
		return v.report, nil
	}
	err = t.store.View(func(tx *store.Tx) error {
		v.closeWith(at, tx)
		return nil
	})
	return v.report, err
}

type verifier struct {
	watch    *watcher
	report   Report
	previous position
	// broken: what previous holds was not read from an entry, so the next link cannot be judged.
	broken bool
}

func (v *verifier) visit(id string, decode func(any) error) error {
	seq, err := numberOf(id)
	if err != nil {
		return err
	}
	v.report.Entries++
	if v.report.Entries%watchEvery == 0 {
		if err := v.watch.add(watchEvery); err != nil {
			return err
		}
	}
	if seq > v.previous.seq+1 {
		v.add(Removed, v.previous.seq+1, seq-1)
	}
	var e client.AuditEvent
	if err := decode(&e); err != nil {
		v.add(Edited, seq, seq)
		v.previous, v.broken = position{seq: seq}, true
		return nil
	}
	v.judge(seq, e)
	if accepts(e) {
		v.report.Accepted = append(v.report.Accepted, seq)
	}
	v.previous, v.broken = position{seq, e.Hash}, false
	return nil
}

// judge names the first thing that is wrong with an entry that could be read.
func (v *verifier) judge(seq uint64, e client.AuditEvent) {
	follows := v.broken || seq != v.previous.seq+1 || e.Prev == v.previous.hash
	switch {
	case e.Seq != seq:
		v.add(Moved, seq, seq)
	case HashOf(e) != e.Hash:
		v.add(Edited, seq, seq)
	case !follows:
		v.add(Relinked, seq, seq)
	}
}

func (v *verifier) add(kind Kind, from, to uint64) {
	v.report.Breaks = append(v.report.Breaks, Break{Kind: kind, Seq: from, To: to})
}

// closeWith holds the end of the chain against the anchor.
func (v *verifier) closeWith(at position, tx *store.Tx) {
	v.report.Anchored = at.seq
	if at.seq > v.report.Head {
		v.add(Truncated, v.report.Head+1, at.seq)
		return
	}
	var e client.AuditEvent
	if found, err := tx.Get(entries, key(at.seq), &e); found && err == nil && e.Hash != at.hash {
		v.add(Replaced, at.seq, at.seq)
	}
}
