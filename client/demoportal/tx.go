package demoportal

import (
	"encoding/json"
	"fmt"
	"time"

	"portaldesk/client/demoportal/journal"
)

// table holds the rows of one kind by key. Rows are never changed in place.
type table[V any] struct {
	name string
	rows map[string]*V
	// installed is told of every row that takes its place, with the one that was there before or nil.
	installed func(key string, before, row *V)
}

func newTable[V any](name string, installed func(key string, before, row *V)) *table[V] {
	if installed == nil {
		installed = func(string, *V, *V) {}
	}
	return &table[V]{name: name, rows: map[string]*V{}, installed: installed}
}

func (t *table[V]) install(key string, row *V) {
	before := t.rows[key]
	t.rows[key] = row
	t.installed(key, before, row)
}

// restore installs a row from the journal, unless its time is over.
func (t *table[V]) restore(document journal.Document, now time.Time) (kept bool, err error) {
	row := new(V)
	if err := json.Unmarshal(document.Value, row); err != nil {
		return false, fmt.Errorf("kept %s: %w", t.name, err)
	}
	if ends, is := any(row).(over); is && ends.over(now) {
		return false, nil
	}
	t.install(document.Key, row)
	return true, nil
}

// restorer is a table of any kind.
type restorer interface {
	restore(document journal.Document, now time.Time) (kept bool, err error)
}

// tx collects what one request changes. Nothing shows before commit.
type tx struct {
	changes []change
	pending map[string]any
	// durable: the answer may only be given when the disk has it.
	durable bool
	// then runs after the commit, outside of the lock.
	then []func()
}

type change struct {
	table, key string
	row        any
	install    func()
}

// put makes row the one under key when the transaction is committed.
func put[V any](t *tx, in *table[V], key string, row *V) {
	t.changes = append(t.changes, change{table: in.name, key: key, row: row, install: func() { in.install(key, row) }})
	if t.pending == nil {
		t.pending = map[string]any{}
	}
	t.pending[in.name+"/"+key] = row
}

// get answers the row under key as this transaction sees it, or nil.
func get[V any](t *tx, in *table[V], key string) *V {
	if row, ok := t.pending[in.name+"/"+key].(*V); ok {
		return row
	}
	return in.rows[key]
}

// commit writes the changes as one line of the journal, if there is one, and then lets them show.
func (t *tx) commit(to *journal.Journal) error {
	if len(t.changes) == 0 {
		return nil
	}
	if to != nil {
		entry, err := t.entry()
		if err != nil {
			return err
		}
		if err := to.Append(entry, t.durable); err != nil {
			return err
		}
	}
	for _, c := range t.changes {
		c.install()
	}
	return nil
}

func (t *tx) entry() (journal.Entry, error) {
	documents := make([]journal.Document, 0, len(t.changes))
	for _, c := range t.changes {
		value, err := json.Marshal(c.row)
		if err != nil {
			return journal.Entry{}, fmt.Errorf("keep %s: %w", c.table, err)
		}
		documents = append(documents, journal.Document{Table: c.table, Key: c.key, Value: value})
	}
	return journal.Entry{Documents: documents}, nil
}
