package index

import (
	"context"

	"portaldesk/app/store"
	"portaldesk/client"
)

// walk is one walk through the portal.
type walk struct {
	into *generation
	// touched are the accounts that were put or removed while the next page is on its way: that page may be older.
	touched map[client.AccountID]bool
	// found is how many accounts can be found of a walk that fills the serving generation.
	found int
}

func newWalk(into *generation) *walk {
	return &walk{into: into, touched: map[client.AccountID]bool{}, found: len(into.keys)}
}

func (w *walk) touch(ids []client.AccountID) {
	for _, id := range ids {
		w.touched[id] = true
	}
}

// goOn walks from where the mark is.
func (x *Index) goOn(ctx context.Context, portal client.Walker, progress func(done, total int)) error {
	x.writing.Lock()
	at := *x.kept.Mark
	clear(x.walk.touched)
	x.writing.Unlock()
	if at.Over {
		return nil
	}
	return portal.Walk(ctx, at.Cursor, func(page []client.Listed, next string, total int) error {
		now, err := x.take(page, next, total)
		if err == nil {
			progress(now.Done, now.Total)
		}
		return err
	})
}

// take keeps a page and how far the walk came with it, in one transaction.
func (x *Index) take(page []client.Listed, next string, total int) (mark, error) {
	x.writing.Lock()
	defer x.writing.Unlock()
	accounts, leftOut := x.walk.usable(page)
	now := x.kept.Mark.after(page, next, total)
	now.LeftOut += leftOut
	if now.Pages > x.most || next != "" && next == x.kept.Mark.Cursor {
		return now, ErrEndless
	}
	kept := x.kept
	kept.Mark = &now
	var added keys
	err := x.store.Update(func(tx *store.Tx) (err error) {
		if added, err = x.walk.into.put(tx, accounts); err != nil {
			return err
		}
		return tx.Put(stateBucket, keptKey, kept)
	})
	if err != nil {
		return now, err
	}
	x.mu.Lock()
	x.kept = kept
	x.walk.into.add(added)
	x.mu.Unlock()
	clear(x.walk.touched)
	if len(x.walk.into.keys) > x.most {
		return now, ErrTooMany
	}
	return now, x.show()
}

// after is the mark once a page was read.
func (m mark) after(page []client.Listed, next string, total int) mark {
	m.Cursor, m.Over, m.Total = next, next == "", total
	m.Pages++
	m.Done += len(page)
	return m
}

// usable are the accounts of a page that are to be kept: those not touched while the page was on its way. leftOut is how many
// of the others can never be kept.
func (w *walk) usable(page []client.Listed) (accounts []client.Listed, leftOut int) {
	for _, account := range page {
		switch {
		case unusable(account):
			leftOut++
		case !w.touched[account.OnFile.ID]:
			accounts = append(accounts, account)
		}
	}
	return accounts, leftOut
}

// show makes what the first walk has read so far be found, whenever it has doubled: reading it anew with every page would
// take longer than the walk. The caller holds writing.
func (x *Index) show() error {
	if x.walk.into != x.serving || len(x.serving.keys) < 2*x.walk.found {
		return nil
	}
	x.walk.found = len(x.serving.keys)
	return x.refresh()
}
