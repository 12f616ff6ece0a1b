package trail

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

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

// anchor is the newest position of the chain, kept in the ring.
type anchor struct {
	ring secret.Ring
	item string

	// at is what the ring is known to hold; nil until the chain was once held against it. It is read inside
	// transactions, which must not wait for the ring.
	at atomic.Pointer[position]

	mu sync.Mutex // guards what follows, and the order of writes to the ring
	// err is why the newest entry is not anchored; nil when it is.
	err error
}

// read answers what the ring holds now: [secret.ErrNotFound] when it holds nothing.
func (a *anchor) read() (position, error) {
	text, err := a.ring.Get(a.item)
	if err != nil {
		return position{}, err
	}
	return parsePosition(text)
}

func (a *anchor) write(to position) error {
	if err := a.ring.Set(a.item, to.String()); err != nil {
		return err
	}
	a.at.Store(&to)
	return nil
}

// follow anchors a newer position whose hash is known. settle is called first while the chain was not yet held against the anchor, or
// contradicted it: then the anchor stays as it is, because it is the evidence.
func (a *anchor) follow(to position, settle func() error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.at.Load() == nil {
		a.err = settle()
	}
	if at := a.at.Load(); at != nil && at.seq < to.seq && to.hash != "" {
		a.err = a.write(to)
	}
}

// state is nil when the newest entry is anchored.
func (a *anchor) state() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.err
}
