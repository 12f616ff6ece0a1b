package ledger

import (
	"cmp"
	"errors"
	"slices"
	"sync"

	"portaldesk/app/store"
	"portaldesk/client"
)

// Buckets of the store.
const (
	entriesBucket store.Bucket = "ledger"
	callsBucket   store.Bucket = "ledger-calls"
)

// Ledger is the calls that one store keeps. It may be used from any goroutine.
type Ledger struct {
	store   *store.Store
	agentID string

	mu sync.Mutex
	// read says that lines holds what is in the store; it is read when somebody first asks for calls.
	read  bool
	lines []line
	// unreadable is how many entries the store could not give back.
	unreadable int
}

var _ client.CallLog = (*Ledger)(nil)

// New is the ledger in a store. Amendments are made in the agent's name.
func New(s *store.Store, agentID string) *Ledger { return &Ledger{store: s, agentID: agentID} }

// line is what is kept in memory of a call: enough to find it.
type line struct {
	position string
	account  client.AccountID
	opened   int64 // nanoseconds since 1970
}

// before puts the newest first; of two that were opened at the same moment, the one that arrived later.
func (l line) before(other line) int {
	return cmp.Or(cmp.Compare(other.opened, l.opened), cmp.Compare(other.position, l.position))
}

func lineOf(position string, call client.Call) line {
	return line{position, call.Account, call.OpenedAt.UnixNano()}
}

// listed are the calls the query asks for, newest first.
func (l *Ledger) listed(account client.AccountID) ([]line, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.read {
		if err := l.readLines(); err != nil {
			return nil, err
		}
	}
	if account == "" {
		return slices.Clone(l.lines), nil
	}
	var found []line
	for _, each := range l.lines {
		if each.account == account {
			found = append(found, each)
		}
	}
	return found, nil
}

// readLines reads the store once. One entry that it cannot give back hides no other.
func (l *Ledger) readLines() error {
	l.lines, l.unreadable = nil, 0
	err := l.store.View(func(tx *store.Tx) error {
		return tx.Each(entriesBucket, func(position string, decode func(any) error) error {
			var call client.Call
			if err := decode(&call); errors.Is(err, store.ErrDamaged) {
				l.unreadable++
				return nil
			} else if err != nil {
				return err
			}
			l.lines = append(l.lines, lineOf(position, call))
			return nil
		})
	})
	slices.SortFunc(l.lines, line.before)
	l.read = err == nil
	return err
}

// add takes a call in that was committed, unless it has been read from the store already.
func (l *Ledger) add(added line) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.read {
		return
	}
	if at, found := slices.BinarySearchFunc(l.lines, added, line.before); !found {
		l.lines = slices.Insert(l.lines, at, added)
	}
}

// Unreadable is how many calls the store could not give back when they were first asked for. They are kept as they are.
func (l *Ledger) Unreadable() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.unreadable
}
