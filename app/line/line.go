package line

import (
	"context"
	"sync"
	"time"

	"portaldesk/client"
)

// State is whether the portal answers.
type State struct {
	Online bool
	// Since is when Online became what it is.
	Since time.Time
	// Kind is what went wrong when not Online: client.Offline (a lost answer too), client.Untrusted, client.Unavailable.
	Kind client.Kind
	// Code is the portal's own word for it, with client.Unavailable; it may be empty.
	Code string
}

// Line watches whether the portal answers. Everything that talks to the portal tells it what it saw; while the portal is
// gone it probes by itself. Its methods may be called from any goroutine.
type Line struct {
	probe   func(context.Context) error
	now     func() time.Time
	changed func(State)
	// went has a token after the portal went, until Run takes it.
	went chan struct{}

	mu    sync.Mutex
	state State
	// ailing is how many answers in a row said that the portal cannot answer.
	ailing int
	// untold are the changes nobody was told of yet; telling says that a goroutine is at it.
	untold  []State
	telling bool
}

// ailingLimit is how many answers of [client.Unavailable] in a row mean that the portal is gone. One is a hiccup of one
// request behind a portal that works.
const ailingLimit = 2

// New makes a line that is online until something else is seen. probe asks the portal for anything that needs no session;
// now is the wall clock, nil for time.Now. changed is called from any goroutine, one call after the other, once for
// each change and in their order; it may be nil.
func New(probe func(context.Context) error, now func() time.Time, changed func(State)) *Line {
	if now == nil {
		now = time.Now
	}
	if changed == nil {
		changed = func(State) {}
	}
	return &Line{
		probe:   probe,
		now:     now,
		changed: changed,
		went:    make(chan struct{}, 1),
		state:   State{Online: true, Since: now()},
	}
}

// State is the present state.
func (l *Line) State() State {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.state
}

// Saw takes in how a request to the portal went (nil: it answered).
//
//   - Any answer means that the portal is there, also client.Forbidden or client.Protocol.
//   - client.Offline, client.Untrusted and client.OutcomeUnknown mean that it is gone.
//   - client.Unavailable means that it is gone when it is seen twice with no other answer in between, or while the
//     portal is gone already.
//   - client.Canceled, and errors that are not a *client.Error, say nothing.
func (l *Line) Saw(err error) {
	l.mu.Lock()
	l.take(err)
	l.mu.Unlock()
	l.tell()
}

// take makes the state follow an outcome. The caller holds mu.
func (l *Line) take(err error) {
	switch judge(err) {
	case silent:
	case there:
		l.ailing = 0
		l.become(State{Online: true})
	case gone:
		l.become(State{Kind: kindOf(err)})
	case ailing:
		l.ailing++
		if l.ailing >= ailingLimit || !l.state.Online {
			l.become(State{Kind: client.Unavailable, Code: client.CodeOf(err)})
		}
	}
}

// become moves to a state if it is another one. The caller holds mu.
func (l *Line) become(next State) {
	next.Since = l.state.Since
	if next == l.state {
		return
	}
	if next.Online != l.state.Online {
		next.Since = l.now()
		l.signal(next.Online)
	}
	l.state = next
	l.untold = append(l.untold, next)
}

// signal leaves a token for Run when the portal went, and takes it back when the portal returned first.
func (l *Line) signal(online bool) {
	select {
	case <-l.went:
	default:
	}
	if !online {
		l.went <- struct{}{}
	}
}

// tell reports the changes nobody was told of yet. Only one goroutine at a time does, which keeps their order, and it holds
// no lock meanwhile, so that changed may use the line.
func (l *Line) tell() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.telling {
		return
	}
	l.telling = true
	for len(l.untold) > 0 {
		next := l.untold[0]
		l.untold = l.untold[1:]
		l.mu.Unlock()
		l.changed(next)
		l.mu.Lock()
	}
	l.telling = false
}
