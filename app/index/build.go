package index

import (
	"context"
	"errors"
	"time"

	"portaldesk/app/store"
	"portaldesk/client"
)

// opWalk names a walk in errors.
const opWalk = "walkAccounts"

// staleAfter is when a walk that was cut off is no longer gone on with: what it read has changed too much since.
const staleAfter = 24 * time.Hour

// Build walks through the portal until the index has every account, going on where a walk before was cut off, also by the
// end of the program. progress is told after each page how many accounts were read, and how many there are or -1; it may be
// nil. Until the end, what was complete before serves.
//
// Only one walk runs at a time: another one that is ordered meanwhile waits for its end, and counts as done when that one
// came to a good end. The errors are the portal's, the store's in the form of a [client.Error], ErrTooMany and ErrEndless.
func (x *Index) Build(ctx context.Context, portal client.Walker, progress func(done, total int)) error {
	if err := x.await(ctx, opWalk); err != nil {
		return err
	}
	ordered := x.State().BuiltAt
	select {
	case x.turn <- struct{}{}:
		defer func() { <-x.turn }()
	case <-ctx.Done():
		return failure(opWalk, ctx.Err())
	}
	if x.State().BuiltAt.After(ordered) {
		return nil
	}
	if progress == nil {
		progress = func(int, int) {}
	}
	err := x.build(ctx, portal, progress)
	if errors.Is(err, ErrTooMany) || errors.Is(err, ErrEndless) {
		return err
	}
	return failure(opWalk, err)
}

func (x *Index) build(ctx context.Context, portal client.Walker, progress func(done, total int)) error {
	resumed := x.canGoOn()
	if !resumed {
		if err := x.begin(); err != nil {
			return err
		}
	}
	err := x.goOn(ctx, portal, progress)
	if resumed && cursorRefused(err) {
		if err = x.begin(); err == nil {
			err = x.goOn(ctx, portal, progress)
		}
	}
	if errors.Is(err, ErrTooMany) || errors.Is(err, ErrEndless) {
		return errors.Join(err, x.abandon())
	}
	if err != nil {
		return err
	}
	return x.finish()
}

// cursorRefused says that the portal no longer knows where the walk was.
func cursorRefused(err error) bool {
	kind := client.KindOf(err)
	return kind == client.Invalid || kind == client.NotFound
}

// canGoOn says whether a walk was cut off lately.
func (x *Index) canGoOn() bool {
	x.writing.Lock()
	defer x.writing.Unlock()
	return x.walk != nil && x.now().Sub(x.kept.Mark.BeganAt).Abs() < staleAfter
}

// begin begins a walk from the beginning, into the generation that does not serve, or into the serving one while no walk ever
// came to its end. All that is in it then is what no walk brings.
func (x *Index) begin() error {
	x.writing.Lock()
	defer x.writing.Unlock()
	into := newGeneration(x.serving.bucket)
	if x.State().Complete() {
		into = newGeneration(other(x.serving.bucket))
	}
	next := x.kept
	next.Mark = &mark{Into: into.bucket, BeganAt: x.now(), Total: -1}
	var said []client.Listed
	err := x.store.Update(func(tx *store.Tx) (err error) {
		if said, err = x.said(tx); err != nil {
			return err
		}
		if err := tx.Drop(into.bucket); err != nil {
			return err
		}
		if into.keys, err = into.put(tx, said); err != nil {
			return err
		}
		return tx.Put(stateBucket, keptKey, next)
	})
	if err != nil {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.kept = next
	if into.bucket == x.serving.bucket {
		x.serving, x.memory = into, memory{base: newShelf(nil)}.with(said...)
	}
	x.walk = newWalk(into)
	return nil
}

// said are the accounts that only this index has.
func (x *Index) said(tx *store.Tx) ([]client.Listed, error) {
	var accounts []client.Listed
	for _, id := range x.memory.said() {
		account, found, err := x.serving.get(tx, id)
		if err != nil {
			return nil, err
		}
		if found {
			accounts = append(accounts, account)
		}
	}
	return accounts, nil
}

// finish lets the generation that was walked into serve.
func (x *Index) finish() error {
	x.writing.Lock()
	defer x.writing.Unlock()
	read, err := x.read(x.walk.into.bucket)
	if err != nil {
		return err
	}
	before := x.serving.bucket
	next := kept{Basis: x.kept.Basis, Serving: read.generation.bucket, BuiltAt: x.now(), LeftOut: x.kept.Mark.LeftOut}
	x.mu.Lock() // so that nobody looks for a row in a generation that was just dropped
	defer x.mu.Unlock()
	err = x.store.Update(func(tx *store.Tx) error {
		if before != next.Serving {
			if err := tx.Drop(before); err != nil {
				return err
			}
		}
		return tx.Put(stateBucket, keptKey, next)
	})
	if err != nil {
		return err
	}
	x.kept, x.walk, x.serving, x.memory = next, nil, read.generation, memory{base: read.shelf}
	return nil
}

// abandon forgets a walk that can have no end. What served before it serves on.
func (x *Index) abandon() error {
	x.writing.Lock()
	defer x.writing.Unlock()
	next := x.kept
	next.Mark = nil
	err := x.store.Update(func(tx *store.Tx) error {
		if x.walk.into != x.serving {
			if err := tx.Drop(x.walk.into.bucket); err != nil {
				return err
			}
		}
		return tx.Put(stateBucket, keptKey, next)
	})
	if err != nil {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.kept, x.walk = next, nil
	return nil
}
