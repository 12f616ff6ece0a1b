package trail

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"portaldesk/app/secret"
)

// position is a place in the chain: an entry's number and hash. Number 0 is the beginning, with [Genesis].
type position struct {
	seq  uint64
	hash string
}

func (p position) String() string { return fmt.Sprintf("%d %s", p.seq, p.hash) }

var errUnreadable = errors.New("trail: the anchor in the keyring is not readable")

func parsePosition(text string) (position, error) {
	number, hash, _ := strings.Cut(text, " ")
	seq, err := strconv.ParseUint(number, 10, 64)
	if err != nil || len(hash) != len(Genesis) {
		return position{}, errUnreadable
	}
	return position{seq, hash}, nil
}

// anchor is the newest position of the chain, kept in the ring. One goroutine at a time writes it, and only while there is
// something to write; positions that come meanwhile are written by its next single write, which keeps its distance (anchorPace)
// from the one before.
type anchor struct {
	ring secret.Ring
	item string
	// settle holds the chain against the ring.
	settle func() error

	// at is what the ring is known to hold; nil until the chain was once held against it. It is read inside
	// transactions, which must not wait for the ring.
	at atomic.Pointer[position]

	mu     sync.Mutex // guards what follows
	newest position
	// idle is closed when the goroutine has ended; nil while there is none.
	idle chan struct{}
	// err is why the anchor does not follow; nil when it does.
	err error
	// hurry has a token in it when somebody waits for the anchor: then it does not keep its distance.
	hurry chan struct{}
	// wrote is when the ring was last written to. Only the goroutine uses it.
	wrote time.Time
	// told hears how each round of anchoring went; nil for nobody.
	told func(error)
}

// read answers what the ring holds now: [secret.ErrNotFound] when it holds nothing.
func (a *anchor) read() (position, error) {
	text, err := a.ring.Get(a.item)
	if err != nil {
		return position{}, err
	}
	return parsePosition(text)
}

// anchorPace is the least time from one write to the next. A keyring takes its time and a good part of a core for each, as it
// seals and writes all of its file; an agent who works fast must not pay that a dozen times a second. What a cut could take away
// unseen is what was written within it.
const anchorPace = 250 * time.Millisecond

// keepDistance waits until the ring may be written to again, or somebody waits for that.
func (a *anchor) keepDistance() {
	left := time.NewTimer(time.Until(a.wrote.Add(anchorPace)))
	defer left.Stop()
	select {
	case <-left.C:
	case <-a.hurry:
	}
}

func (a *anchor) write(to position) error {
	a.wrote = time.Now()
	if err := a.ring.Set(a.item, to.String()); err != nil {
		return err
	}
	a.at.Store(&to)
	return nil
}

// follow has a newer position anchored, and does not wait for it.
func (a *anchor) follow(to position) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if to.seq > a.newest.seq {
		a.newest = to
	}
	if a.idle == nil {
		a.idle = make(chan struct{})
		go a.catchUp()
	}
}

// catchUp anchors until the newest position was tried, and tells how it went.
func (a *anchor) catchUp() {
	for {
		a.keepDistance()
		a.mu.Lock()
		to := a.newest
		a.mu.Unlock()
		err := a.move(to)
		a.mu.Lock()
		a.err = err
		told := a.told
		a.mu.Unlock()
		if told != nil {
			told(err)
		}
		if a.rest(to) {
			return
		}
	}
}

// rest ends the goroutine, unless a newer position than the one that was tried came meanwhile.
func (a *anchor) rest(tried position) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.newest.seq > tried.seq {
		return false
	}
	close(a.idle)
	a.idle = nil
	return true
}

// move brings the anchor to a position whose hash is known. The chain is held against it first while it was not yet, or
// contradicted it: then the anchor stays as it is, because it is the evidence.
func (a *anchor) move(to position) error {
	if a.at.Load() == nil {
		if err := a.settle(); err != nil {
			return err
		}
	}
	if at := a.at.Load(); at.seq >= to.seq || to.hash == "" {
		return nil
	}
	return a.write(to)
}

// wait waits until nothing is being anchored, at most as long as given.
func (a *anchor) wait(limit time.Duration) {
	patience := time.NewTimer(limit)
	defer patience.Stop()
	for {
		a.mu.Lock()
		idle := a.idle
		a.mu.Unlock()
		if idle == nil {
			return
		}
		a.hurryUp()
		select {
		case <-idle:
		case <-patience.C:
			return
		}
	}
}

// hurryUp has the next write not keep its distance.
func (a *anchor) hurryUp() {
	select {
	case a.hurry <- struct{}{}:
	default:
	}
}

// state is nil when nothing kept the anchor from following.
func (a *anchor) state() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.err
}
