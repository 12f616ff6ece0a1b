package ledger

import (
	"errors"
	"fmt"
	"strconv"
	"sync"

	"portaldesk/app/store"
	"portaldesk/client"
	"portaldesk/client/callbook"
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
	// read says that book holds what is in the store; it is read when somebody first asks for calls.
	read bool
	book callbook.Book[spot]
	// unreadable is how many entries the store could not give back.
	unreadable int
}

var _ client.CallLog = (*Ledger)(nil)

// New is the ledger in a store. Amendments are made in the agent's name.
func New(s *store.Store, agentID string) *Ledger { return &Ledger{store: s, agentID: agentID} }

// spot is where a call is kept, and what cannot be in its text.
type spot struct {
	position  string
	signature signature
}

func rowOf(position string, call client.Call) (*callbook.Row[spot], error) {
	number, err := numberIn(position)
	if err != nil {
		return nil, err
	}
	return callbook.RowOf(call, int64(number), spot{position, signatureOf(callbook.TextOf(call))}), nil
}

// numberIn is the sequence number of a position.
func numberIn(position string) (uint64, error) {
	number, err := strconv.ParseUint(position[:min(sequenceDigits, len(position))], 16, 63)
	if err != nil {
		return 0, fmt.Errorf("ledger: a position is damaged: %w", store.ErrDamaged)
	}
	return number, nil
}

// readRows reads the store once. One entry that it cannot give back hides no other.
func (l *Ledger) readRows() error {
	var rows []*callbook.Row[spot]
	l.unreadable = 0
	err := l.store.View(func(tx *store.Tx) error {
		return tx.Each(entriesBucket, func(position string, decode func(any) error) error {
			var call client.Call
			err := decode(&call)
			if err == nil {
				var row *callbook.Row[spot]
				if row, err = rowOf(position, call); err == nil {
					rows = append(rows, row)
				}
			}
			if errors.Is(err, store.ErrDamaged) {
				l.unreadable++
				return nil
			}
			return err
		})
	})
	if err != nil {
		return err
	}
	l.book.Fill(rows)
	l.read = true
	return nil
}

// add takes a call in that was committed, unless the store has not been read yet.
func (l *Ledger) add(row *callbook.Row[spot]) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.read {
		l.book.Add(row)
	}
}

// Unreadable is how many calls the store could not give back when they were first asked for. They are kept as they are.
func (l *Ledger) Unreadable() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.unreadable
}
