package call

import (
	"errors"
	"sync"
	"time"

	"github.com/google/uuid"

	"portaldesk/app/outbox"
	"portaldesk/app/store"
	"portaldesk/client"
)

// DraftsBucket holds call id -> Draft, of every agent who left one at this desk.
// DraftsBucket is where calls are kept that are not closed yet.
const DraftsBucket store.Bucket = "drafts"

// Errors of Calls.
var (
	// ErrNoCall: no call is open.
	ErrNoCall = errors.New("call: none is open")
	// ErrNotEmpty: the call has an account, a note or a deed, and is to be closed, not discarded.
	ErrNotEmpty = errors.New("call: something happened in it")
)

// Calls is the calls of one agent at one desk. At most one is open. Its methods may be called from any goroutine; Current
// never waits for the disk.
type Calls struct {
	store      *store.Store
	box        *outbox.Outbox
	agentID    string
	reasons    Reasons
	now        func() time.Time
	closing    func(*store.Tx, Draft) error
	earlier    func(client.AccountID) []client.Call
	saver      *saver
	unreadable int

	mu      sync.Mutex
	current *Call
}

// Options is what Calls needs beside its store. Saved is called, from any goroutine, after each try to save the draft, in
// order; it may be nil, and must not call back what saves: Start, Close, Discard, Flush, Call.Record. Now is the wall
// clock, nil for time.Now. Reasons are the wrap-up codes a call may be closed with, the zero value for [Stages]. Closing is
// called within the transaction that closes a call, for what has to be kept with it or not at all; its error leaves the call
// open. It may be nil. Earlier answers what is known of earlier calls about an account, before a call about it is closed; nil for
// nothing.
type Options struct {
	AgentID string
	Reasons Reasons
	Now     func() time.Time
	Saved   func(error)
	Closing func(tx *store.Tx, closed Draft) error
	Earlier func(client.AccountID) []client.Call
}

// Open brings back the agent's draft if a run before this one left one. Drafts of other agents stay where they are, unseen,
// until those agents are back. The errors are those of [store.Store.View].
func Open(s *store.Store, box *outbox.Outbox, o Options) (*Calls, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Saved == nil {
		o.Saved = func(error) {}
	}
	if o.Closing == nil {
		o.Closing = func(*store.Tx, Draft) error { return nil }
	}
	if o.Earlier == nil {
		o.Earlier = func(client.AccountID) []client.Call { return nil }
	}
	c := &Calls{store: s, box: box, agentID: o.AgentID, reasons: o.Reasons, now: o.Now, closing: o.Closing, earlier: o.Earlier}
	c.saver = newSaver(c.write, o.Saved)
	draft, err := c.leftBehind()
	if err != nil {
		return nil, err
	}
	if draft != nil {
		c.current = c.open(*draft)
	}
	return c, nil
}

// Unreadable is how many drafts the store could not give back when the calls were opened. They are kept as they are; whose
// they are is not known.
func (c *Calls) Unreadable() int { return c.unreadable }

// leftBehind is the agent's draft in the store, nil when there is none.
func (c *Calls) leftBehind() (last *Draft, err error) {
	err = c.store.View(func(tx *store.Tx) error {
		return tx.Each(DraftsBucket, func(_ string, decode func(any) error) error {
			var draft Draft
			if err := decode(&draft); err != nil {
				c.unreadable++
				return nil
			}
			if draft.AgentID == c.agentID && (last == nil || draft.OpenedAt.After(last.OpenedAt)) {
				last = &draft
			}
			return nil
		})
	})
	return last, err
}

func (c *Calls) open(draft Draft) *Call { return &Call{now: c.now, saver: c.saver, draft: draft} }

// Current is the open call, or nil.
func (c *Calls) Current() *Call {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.current
}

func (c *Calls) setCurrent(call *Call) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.current = call
}

// Start opens a call and its clock, in the given language. The draft is on disk when it returns; when it could not be
// saved no call is open. With a call open it returns that one. The caller counts as the patient until SetCaller says
// otherwise.
func (c *Calls) Start(language string) (*Call, error) {
	c.saver.turn.take()
	defer c.saver.turn.give()
	if call := c.Current(); call != nil {
		return call, nil
	}
	opened := wall(c.now())
	draft := Draft{
		ID:       client.CallID(uuid.NewString()),
		AgentID:  c.agentID,
		Caller:   client.Caller{Relation: client.RelationPatient},
		OpenedAt: opened,
		Phases:   []PhaseChange{{Phase: Talk, At: opened}},
		Language: language,
	}
	err := c.put(draft)
	c.saver.saved(err)
	if err != nil {
		return nil, err
	}
	call := c.open(draft)
	c.setCurrent(call)
	return call, nil
}

// Discard drops a call in which nothing happened: no account, no note, nothing done. Otherwise it is ErrNotEmpty; with no
// call open, ErrNoCall. After an error of the store the call is as it was.
func (c *Calls) Discard() error {
	return c.finish(func(draft Draft) error {
		if !draft.empty() {
			return ErrNotEmpty
		}
		return c.store.Update(func(tx *store.Tx) error { return tx.Delete(DraftsBucket, string(draft.ID)) })
	})
}

// Flush saves at once what is not saved yet. Called before the window closes.
func (c *Calls) Flush() error { return c.saver.flush() }

// write is how the saver puts the open call on disk.
func (c *Calls) write() error {
	call := c.Current()
	if call == nil {
		return nil
	}
	return c.put(call.Draft())
}

func (c *Calls) put(draft Draft) error {
	return c.store.Update(func(tx *store.Tx) error { return tx.Put(DraftsBucket, string(draft.ID), draft) })
}
