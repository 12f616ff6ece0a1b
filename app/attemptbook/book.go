// Package attemptbook keeps on this computer what was tried to prove callers, where the desk itself proves them: so that the
// next agent knows, whoever it is, and a restart forgives nothing.
package attemptbook

import (
	"errors"
	"sync"
	"time"

	"github.com/google/uuid"

	"portaldesk/app/store"
	"portaldesk/client"
	"portaldesk/client/attempts"
)

// bucket holds random id -> page, sealed. No key tells of an account.
const bucket store.Bucket = "attempts"

// page is what was tried for one account.
type page struct {
	Account client.AccountID `json:"accountId"`
	attempts.Record
}

// Book is an [attempts.Book] in a store. What Change kept is on the disk; Read never waits for it.
type Book struct {
	store *store.Store
	now   func() time.Time

	turn  sync.Mutex // one change at a time
	mu    sync.Mutex // guards pages
	pages map[client.AccountID]entry
}

// entry is a page and its key.
type entry struct {
	id     string
	record attempts.Record
}

// Open reads the book of a store and forgets what counts for nothing any more. now is the clock. A page that cannot be read
// is left where it is and counts for nothing: whose it was, nobody can say. The errors are those of the store.
func Open(s *store.Store, now func() time.Time) (*Book, error) {
	b := &Book{store: s, now: now, pages: map[client.AccountID]entry{}}
	var over []string
	err := s.View(func(tx *store.Tx) error {
		return tx.Each(bucket, func(id string, decode func(any) error) error {
			var p page
			if decode(&p) != nil {
				return nil
			}
			if p.Prune(now()); p.Empty() {
				over = append(over, id)
				return nil
			}
			b.pages[p.Account] = entry{id, p.Record}
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return b, b.forget(over)
}

func (b *Book) forget(ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	return b.store.Update(func(tx *store.Tx) error {
		var failed error
		for _, id := range ids {
			failed = errors.Join(failed, tx.Delete(bucket, id))
		}
		return failed
	})
}

// Read implements [attempts.Book].
func (b *Book) Read(account client.AccountID) (attempts.Record, error) {
	return b.entry(account).record.Clone(), nil
}

func (b *Book) entry(account client.AccountID) entry {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.pages[account]
}

// Change implements [attempts.Book].
func (b *Book) Change(account client.AccountID, edit func(*attempts.Record)) error {
	b.turn.Lock()
	defer b.turn.Unlock()
	known := b.entry(account)
	changed := known.record.Clone()
	edit(&changed)
	changed.Prune(b.now())
	if changed.Empty() {
		return b.tear(account, known.id)
	}
	if known.id == "" {
		known.id = uuid.NewString()
	}
	err := b.store.Update(func(tx *store.Tx) error { return tx.Put(bucket, known.id, page{account, changed}) })
	if err == nil {
		b.set(account, entry{known.id, changed})
	}
	return err
}

// tear takes a page out that nothing stands on any more.
func (b *Book) tear(account client.AccountID, id string) error {
	if id == "" {
		return nil
	}
	err := b.forget([]string{id})
	if err == nil {
		b.set(account, entry{})
	}
	return err
}

func (b *Book) set(account client.AccountID, e entry) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if e.id == "" {
		delete(b.pages, account)
		return
	}
	b.pages[account] = e
}
