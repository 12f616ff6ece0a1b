package app

import (
	"sync"
	"time"

	"portaldesk/app/callback"
	"portaldesk/app/line"
	"portaldesk/app/outbox"
	"portaldesk/client"
)

// Event is something that happened in the background.
type Event interface{ event() }

// LineChanged: the portal went or came back.
type LineChanged struct{ State line.State }

// OutboxChanged: a note was queued, delivered or refused.
type OutboxChanged struct{ Summary outbox.Summary }

// DraftSaved: the draft was saved, or (Err) could not be.
type DraftSaved struct {
	At  time.Time
	Err error
}

// SessionEnded: the portal no longer accepts this session. The desk stays; the agent must sign in again.
type SessionEnded struct{}

// IndexChanged: a walk through the portal has read so many accounts, of Total or, when that is -1, of nobody knows how many.
// When it came to its end Complete is set; when it ended before, Err says why: what was found before is found on, and the
// walk goes on by itself where that can help.
type IndexChanged struct {
	Done, Total int
	Complete    bool
	Err         error
}

// AccountOpened: an account was read and is on the screen.
type AccountOpened struct{ Account client.AccountID }

// TrailTroubled: an entry of the trail could not be written, which stops operations until it can; or it was written and
// could not be anchored in the keyring, so that cutting it off would not show. Err is nil when neither is so any more.
type TrailTroubled struct {
	Err     error
	Written bool
}

// CallbackDue: a call that was promised has become due, or late.
type CallbackDue struct{ Reminder callback.Reminder }

// CallbacksChanged: a call was promised, tried, moved or settled.
type CallbacksChanged struct{}

// ApprovalsChanged: something was asked for, decided or is over. Approvals are those this agent may see, newest first.
type ApprovalsChanged struct{ Approvals []client.Approval }

func (ApprovalsChanged) event() {}
func (CallbackDue) event()      {}
func (CallbacksChanged) event() {}
func (LineChanged) event()      {}
func (OutboxChanged) event()    {}
func (DraftSaved) event()       {}
func (SessionEnded) event()     {}
func (IndexChanged) event()     {}
func (AccountOpened) event()    {}
func (TrailTroubled) event()    {}

// hub hands every event to every listener, in order. Emitting never waits for a listener: whoever emits may hold the disk
// or the network, and the screen may be busy.
type hub struct {
	mu        sync.Mutex
	listeners map[*listener]struct{}
}

type listener struct {
	mu     sync.Mutex
	wake   *sync.Cond
	queue  []Event
	closed bool
}

func newHub() *hub { return &hub{listeners: map[*listener]struct{}{}} }

func (h *hub) emit(e Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for l := range h.listeners {
		l.put(e)
	}
}

// subscribe starts the listener's goroutine; cancel ends it after the event it is at.
func (h *hub) subscribe(listen func(Event)) (cancel func()) {
	l := &listener{}
	l.wake = sync.NewCond(&l.mu)
	h.mu.Lock()
	h.listeners[l] = struct{}{}
	h.mu.Unlock()
	go l.run(listen)
	return func() {
		h.mu.Lock()
		delete(h.listeners, l)
		h.mu.Unlock()
		l.close()
	}
}

// close ends every listener.
func (h *hub) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for l := range h.listeners {
		l.close()
	}
	clear(h.listeners)
}

func (l *listener) put(e Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.queue = append(l.queue, e)
	l.wake.Signal()
}

func (l *listener) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	l.wake.Signal()
}

func (l *listener) run(listen func(Event)) {
	for {
		e, ok := l.next()
		if !ok {
			return
		}
		listen(e)
	}
}

func (l *listener) next() (Event, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.queue) == 0 && !l.closed {
		l.wake.Wait()
	}
	if l.closed {
		return nil, false
	}
	e := l.queue[0]
	l.queue = l.queue[1:]
	return e, true
}
