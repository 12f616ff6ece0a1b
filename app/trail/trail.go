package trail

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/google/uuid"

	"portaldesk/app/secret"
	"portaldesk/app/store"
	"portaldesk/client"
)

const (
	entries store.Bucket = "trail"       // key(seq) -> client.AuditEvent
	state   store.Bucket = "trail-state" // marks about the trail
)

// Marks in the state bucket.
const (
	shippedMark  = "shipped"  // uint64: the portal has all entries up to here
	anchoredMark = "anchored" // bool: the ring was once given an anchor
)

// key keeps the entries in the order of their numbers.
func key(seq uint64) string { return fmt.Sprintf("%016x", seq) }

func numberOf(key string) (uint64, error) {
	seq, err := strconv.ParseUint(key, 16, 64)
	if err != nil {
		return 0, fmt.Errorf("trail: an entry has no number: %w", store.ErrDamaged)
	}
	return seq, nil
}

// Identity is who writes the trail.
type Identity struct {
	// Desk is the random id of the installation.
	Desk string
}

// Trail is the trail of one store. It may be used from any goroutine.
type Trail struct {
	store  *store.Store
	who    Identity
	anchor *anchor
	now    func() time.Time
}

// Open holds the newest entries against the anchor and lets the anchor catch up with what a power cut left behind. A ring
// that does not work, or an anchor that does not fit, is no error here: the desk goes on, [Trail.Anchored] says it, and
// [Trail.Verify] says what it means. The error is that of reading the store.
func Open(s *store.Store, ring secret.Ring, who Identity) (*Trail, error) {
	t := &Trail{
		store:  s,
		who:    who,
		anchor: &anchor{ring: ring, item: "trail." + s.ID(), hurry: make(chan struct{}, 1)},
		now:    time.Now,
	}
	t.anchor.settle = t.settle
	if err := errors.Join(t.noteRecovery(), t.noteRecipients()); err != nil {
		return nil, err
	}
	newest, err := t.newest()
	if err != nil {
		return nil, err
	}
	t.anchor.follow(newest)
	t.Settle()
	return t, nil
}

// Close waits for the anchor, as [Trail.Settle] does. It must be called before the store is closed, and nothing may be
// appended any more.
func (t *Trail) Close() { t.Settle() }

// patience is longer than the few calls that the keyring is given, each of which gives up by itself.
const patience = 4 * secret.Patience

// Settle waits until the newest entry is anchored, or the keyring has refused it.
func (t *Trail) Settle() { t.anchor.wait(patience) }

// Tell has told called after every round of anchoring, with nil or with why it failed, on the goroutine that anchors. It
// replaces whom was told before.
func (t *Trail) Tell(told func(error)) {
	t.anchor.mu.Lock()
	defer t.anchor.mu.Unlock()
	t.anchor.told = told
}

// Append writes one entry and has it anchored, which it does not wait for. The trail fills in ID, Seq, Prev, Hash, Desk and
// At: now in UTC, but never before the entry before. The entry is on the disk when the error is nil, and not written when it
// is not; whether the anchor follows says [Trail.Anchored].
func (t *Trail) Append(e client.AuditEvent) (client.AuditEvent, error) {
	var written client.AuditEvent
	err := t.store.Update(func(tx *store.Tx) (err error) {
		written, err = t.AppendTx(tx, e)
		return err
	})
	if err != nil {
		return client.AuditEvent{}, err
	}
	return written, nil
}

// AppendTx is [Trail.Append] as part of the caller's transaction: the entry is there if, and only if, the rest of it is.
// Its anchoring begins after the commit.
func (t *Trail) AppendTx(tx *store.Tx, e client.AuditEvent) (client.AuditEvent, error) {
	before, err := last(tx)
	if err != nil {
		return client.AuditEvent{}, err
	}
	t.complete(&e, before)
	if err := tx.Put(entries, key(e.Seq), e); err != nil {
		return client.AuditEvent{}, err
	}
	tx.AfterCommit(func() { t.anchor.follow(position{e.Seq, e.Hash}) })
	return e, nil
}

// Anchored is nil when the newest entry is anchored in the keyring, or is about to be and nothing has failed so far; after
// [Trail.Settle] it is the former. Otherwise it says why not, and the trail's end is not protected until it is.
func (t *Trail) Anchored() error { return t.anchor.state() }

// complete fills in what the trail answers for. When entries before the anchor are gone, the new one follows the anchor.
func (t *Trail) complete(e *client.AuditEvent, before client.AuditEvent) {
	previous := position{before.Seq, before.Hash}
	if at := t.anchor.at.Load(); at != nil && at.seq >= previous.seq {
		previous = *at
	}
	e.ID, e.Desk = uuid.NewString(), t.who.Desk
	e.Seq, e.Prev = previous.seq+1, previous.hash
	e.At = t.now().UTC().Round(0)
	if e.At.Before(before.At) {
		e.At = before.At
	}
	e.Hash = HashOf(*e)
}

// last is the newest entry; with number 0 and Genesis when there is none. Of one that does not open only the number is
// known: the trail goes on after it, and Verify names it.
func last(tx *store.Tx) (client.AuditEvent, error) {
	id, decode, found := tx.Last(entries)
	if !found {
		return client.AuditEvent{Hash: Genesis}, nil
	}
	var e client.AuditEvent
	err := decode(&e)
	if errors.Is(err, store.ErrDamaged) {
		seq, err := numberOf(id)
		return client.AuditEvent{Seq: seq}, err
	}
	return e, err
}

func (t *Trail) newest() (position, error) {
	var newest client.AuditEvent
	err := t.store.View(func(tx *store.Tx) (err error) {
		newest, err = last(tx)
		return err
	})
	return position{newest.Seq, newest.Hash}, err
}
