package outbox

import (
	"sync"
	"time"

	"portaldesk/app/store"
	"portaldesk/client"
)

// Bucket is where the notes wait that are not acknowledged yet.
const Bucket store.Bucket = "outbox"

// Buckets of the store.
const (
	entriesBucket              = Bucket
	callsBucket   store.Bucket = "outbox-calls"
)

// Outbox is the durable queue of closed calls and the only way out for a note. Its methods may be called from any
// goroutine.
type Outbox struct {
	store   *store.Store
	log     client.CallLog
	agentID string
	now     func() time.Time
	changed func(Summary)

	// wake has a token when Run is to deliver again; turn is free when no round is running.
	wake, turn chan struct{}
	// prunedAt is when stubs were last pruned. It belongs to whoever has the turn.
	prunedAt time.Time

	mu    sync.Mutex
	index index
	// untold says that nobody was told of the last change yet; telling that a goroutine is at it.
	untold, telling bool
}

// Options is what an Outbox needs beside its store. Changed is called, from any goroutine, one call after the other, after
// the queue changed; it may be nil. Now is the wall clock, nil for time.Now.
type Options struct {
	AgentID string
	Now     func() time.Time
	Changed func(Summary)
}

// New opens the outbox in the store. The errors are those of [store.Store.View]; an entry that cannot be read is none, it
// is counted in [Summary].
func New(s *store.Store, log client.CallLog, o Options) (*Outbox, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Changed == nil {
		o.Changed = func(Summary) {}
	}
	box := &Outbox{
		store:   s,
		log:     log,
		agentID: o.AgentID,
		now:     o.Now,
		changed: o.Changed,
		wake:    make(chan struct{}, 1),
		turn:    make(chan struct{}, 1),
		index:   index{agentID: o.AgentID},
	}
	if err := s.View(box.readIndex); err != nil {
		return nil, err
	}
	box.prune()
	return box, nil
}

// readIndex rebuilds the index.
func (o *Outbox) readIndex(tx *store.Tx) error {
	return tx.Each(entriesBucket, func(position string, decode func(any) error) error {
		var entry kept
		if err := decode(&entry); err != nil {
			o.index.summary.Unreadable++
			return nil
		}
		o.index.add(entry.item(position))
		return nil
	})
}

func (k kept) item(position string) *item {
	return &item{
		position: position,
		agentID:  k.Call.AgentID,
		account:  k.Call.Account,
		amends:   k.Call.Amends != "",
		state:    k.State,
		queuedAt: k.QueuedAt,
		bytes:    k.Bytes,
		attempts: k.Attempts,
	}
}

// Wake tells Run that there is something to do: a call was put, the portal is back, the agent signed in.
func (o *Outbox) Wake() {
	select {
	case o.wake <- struct{}{}:
	default:
	}
}

// Summary counts the queue.
func (o *Outbox) Summary() Summary {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.index.summary
}

// List answers this agent's entries that are waiting or refused, oldest first.
func (o *Outbox) List() ([]Entry, error) {
	o.mu.Lock()
	items := o.index.mine(func(*item) bool { return true })
	o.mu.Unlock()
	return o.entries(items)
}

func (o *Outbox) entries(items []item) ([]Entry, error) {
	parcels, err := o.load(items)
	entries := make([]Entry, len(parcels))
	for i, p := range parcels {
		entries[i] = p.entry.Entry
	}
	return entries, err
}

// update changes the index and tells of it.
func (o *Outbox) update(change func(*index)) {
	o.mu.Lock()
	change(&o.index)
	o.untold = true
	o.mu.Unlock()
	o.tell()
}

// tell hands the present summary to changed. Only one goroutine at a time does, so that the last summary told is the last
// there was, and it holds no lock meanwhile, so that changed may use the outbox.
func (o *Outbox) tell() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.telling {
		return
	}
	o.telling = true
	for o.untold {
		o.untold = false
		summary := o.index.summary
		o.mu.Unlock()
		o.changed(summary)
		o.mu.Lock()
	}
	o.telling = false
}
