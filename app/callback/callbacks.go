package callback

import (
	"cmp"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"portaldesk/app/store"
	"portaldesk/client"
)

// bucket holds id -> Callback.
const bucket store.Bucket = "callbacks"

// DefaultGrace is how long after its due time a promise is due, and not yet late.
const DefaultGrace = 15 * time.Minute

// Hours is when a desk may be called, and calls; a schedule of package hours.
type Hours interface {
	Within(due time.Time) bool
	Fit(due time.Time) (time.Time, bool)
}

// Options is what Callbacks needs beside its store.
type Options struct {
	// AgentID is who promises, tries and settles, AgentName what they are called.
	AgentID, AgentName string
	// Hours is asked at each promise; nil, or answering nil, for a desk without hours.
	Hours func() Hours
	// Grace is how long a promise is due before it is late; 0 for [DefaultGrace].
	Grace time.Duration
	// Now is the wall clock; nil for time.Now.
	Now func() time.Time
	// Changed is called after each change that is on the disk, with the callback as it was, zero for one that was just promised, and
	// as it is; from any goroutine, nil for nobody. It must not change callbacks itself.
	Changed func(was, is Callback)
}

// agent is who works at the desk.
type agent struct{ id, name string }

// Callbacks is the callbacks of one desk, of all its agents. Its methods may be called from any goroutine; those that
// read never wait for the disk.
type Callbacks struct {
	store      *store.Store
	agent      agent
	changed    func(was, is Callback)
	hours      func() Hours
	grace      time.Duration
	now        func() time.Time
	unreadable int
	wake       chan struct{}

	mu    sync.Mutex
	known map[string]Callback
}

// Open reads the callbacks of the store and forgets those settled more than 30 days ago. The errors are those of
// [store.Store.View].
func Open(s *store.Store, o Options) (*Callbacks, error) {
	c := &Callbacks{
		store:   s,
		agent:   agent{o.AgentID, o.AgentName},
		changed: o.Changed,
		hours:   o.Hours,
		grace:   cmp.Or(o.Grace, DefaultGrace),
		now:     o.Now,
		wake:    make(chan struct{}, 1),
		known:   map[string]Callback{},
	}
	if c.changed == nil {
		c.changed = func(Callback, Callback) {}
	}
	if c.now == nil {
		c.now = time.Now
	}
	if c.hours == nil {
		c.hours = func() Hours { return nil }
	}
	if err := c.load(); err != nil {
		return nil, err
	}
	c.prune()
	return c, nil
}

func (c *Callbacks) load() error {
	return c.store.View(func(tx *store.Tx) error {
		return tx.Each(bucket, func(id string, decode func(any) error) error {
			var callback Callback
			if decode(&callback) != nil || callback.ID != id {
				c.unreadable++
				return nil
			}
			c.known[id] = callback
			return nil
		})
	})
}

// Unreadable is how many callbacks the store could not give back. They stay where they are.
func (c *Callbacks) Unreadable() int { return c.unreadable }

// Promise keeps a promise. The due time has to be ahead (else [ErrPast]) and within the desk's hours (else a
// [*ClosedError] that says when it is open again); a call has one open promise at most (else [ErrPromised]). The other
// errors are an [*InvalidError] and those of the store; after any nothing is promised.
func (c *Callbacks) Promise(p Promise) (Callback, error) {
	var made Callback
	err := c.store.Update(func(tx *store.Tx) (err error) {
		made, err = c.PromiseIn(tx, p)
		return err
	})
	if err != nil {
		return Callback{}, err
	}
	return made, nil
}

// PromiseIn is Promise within a transaction, such as the one that closes the call: both are kept or neither.
func (c *Callbacks) PromiseIn(tx *store.Tx, p Promise) (Callback, error) {
	if err := p.check(); err != nil {
		return Callback{}, err
	}
	if err := c.checkDue(p.Due); err != nil {
		return Callback{}, err
	}
	if err := checkOnly(tx, p.Call); err != nil {
		return Callback{}, err
	}
	made := Callback{
		ID: uuid.NewString(), Call: p.Call, Account: p.Account, Relation: p.Relation, Contact: p.Contact, Masked: p.Masked,
		Reason: p.Reason, Due: wall(p.Due), PromisedAt: wall(c.now()), PromisedBy: c.agent.id, PromisedName: c.agent.name,
		State: Promised,
	}
	return c.put(tx, Callback{}, made)
}

func (c *Callbacks) checkDue(due time.Time) error {
	if !due.After(c.now()) {
		return ErrPast
	}
	hours := c.hours()
	if hours == nil || hours.Within(due) {
		return nil
	}
	next, _ := hours.Fit(due)
	return &ClosedError{Next: next}
}

// checkOnly answers [ErrPromised] when the call has an open promise. It asks the store, which also knows what was put in
// this transaction.
func checkOnly(tx *store.Tx, call client.CallID) error {
	return tx.Each(bucket, func(_ string, decode func(any) error) error {
		var known Callback
		if decode(&known) == nil && known.Call == call && known.State == Promised {
			return ErrPromised
		}
		return nil
	})
}

// Move gives an open promise another due time, under the rules of Promise. [ErrUnknown], [ErrSettled].
func (c *Callbacks) Move(id string, due time.Time) error {
	if err := c.checkDue(due); err != nil {
		return err
	}
	return c.change(id, func(known *Callback) { known.Due = wall(due) })
}

// Try keeps an attempt of this agent. The promise stays open; one that was kept is to be settled as [Done].
func (c *Callbacks) Try(id string, result Result) error {
	if !slices.Contains(Results(), result) {
		return &InvalidError{"result", "unknown"}
	}
	return c.change(id, func(known *Callback) {
		known.Attempts = append(known.Attempts, Attempt{At: wall(c.now()), By: c.agent.id, Result: result})
	})
}

// Settle ends a promise as [Done], or with a reason as [Missed] or [Cancelled]. [ErrUnknown], [ErrSettled], an
// [*InvalidError], or an error of the store.
func (c *Callbacks) Settle(id string, state State, reason string) error {
	if err := checkSettling(state, reason); err != nil {
		return err
	}
	return c.change(id, func(known *Callback) {
		known.State = state
		known.Settled = Settlement{At: wall(c.now()), By: c.agent.id, Reason: reason}
	})
}

// change edits an open promise as it is in the store, and in memory once that is on the disk.
func (c *Callbacks) change(id string, edit func(*Callback)) error {
	return c.store.Update(func(tx *store.Tx) error { return c.changeIn(tx, id, edit) })
}

func (c *Callbacks) changeIn(tx *store.Tx, id string, edit func(*Callback)) error {
	var known Callback
	found, err := tx.Get(bucket, id, &known)
	switch {
	case err != nil:
		return err
	case !found:
		return ErrUnknown
	case known.State != Promised:
		return ErrSettled
	}
	was := known.clone()
	edit(&known)
	_, err = c.put(tx, was, known)
	return err
}

func (c *Callbacks) put(tx *store.Tx, was, is Callback) (Callback, error) {
	is.Revision++
	tx.AfterCommit(func() {
		c.remember(is)
		c.changed(was, is.clone())
	})
	return is, tx.Put(bucket, is.ID, is)
}

// remember takes a change over. The transactions of two changes are in order, what follows them need not be.
func (c *Callbacks) remember(callback Callback) {
	c.mu.Lock()
	if callback.Revision > c.known[callback.ID].Revision {
		c.known[callback.ID] = callback.clone()
	}
	c.mu.Unlock()
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// sorted are copies of those that are wanted, by due time.
func (c *Callbacks) sorted(wanted func(Callback) bool) []Callback {
	c.mu.Lock()
	defer c.mu.Unlock()
	var list []Callback
	for known := range maps.Values(c.known) {
		if wanted(known) {
			list = append(list, known.clone())
		}
	}
	slices.SortFunc(list, func(a, b Callback) int { return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.ID, b.ID)) })
	return list
}

// wall is a moment without Go's monotonic reading, which stands still while the machine sleeps, and in UTC, as it is kept.
func wall(t time.Time) time.Time { return t.Round(0).UTC() }
