package index

import (
	"bytes"
	"context"
	"encoding/json"

	"portaldesk/app/store"
	"portaldesk/client"
)

const (
	opGet = "getListed"
	opPut = "putListed"
)

// Get implements [client.Index].
func (x *Index) Get(ctx context.Context, id client.AccountID) (account client.Listed, found bool, err error) {
	if err := x.await(ctx, opGet); err != nil {
		return account, false, err
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	err = x.store.View(func(tx *store.Tx) (err error) {
		account, found, err = x.serving.get(tx, id)
		return err
	})
	return account, found, failure(opGet, err)
}

// Put implements [client.Index]. What is there already is not written again; what is too large to be a patient's is left
// out.
func (x *Index) Put(ctx context.Context, accounts ...client.Listed) error {
	if err := x.await(ctx, opPut); err != nil {
		return err
	}
	x.writing.Lock()
	defer x.writing.Unlock()
	news, err := x.news(accounts)
	if err != nil || len(news) == 0 {
		return failure(opPut, err)
	}
	touched := make([]client.AccountID, len(news))
	for i, account := range news {
		touched[i] = account.OnFile.ID
	}
	added, err := x.change(touched, func(tx *store.Tx, g *generation) (keys, error) { return g.put(tx, news) })
	if err != nil {
		return failure(opPut, err)
	}
	x.mu.Lock()
	for g, fresh := range added {
		g.add(fresh)
	}
	x.memory = x.memory.with(news...)
	x.mu.Unlock()
	return failure(opPut, x.settle())
}

// Remove implements [client.Index].
func (x *Index) Remove(ctx context.Context, ids ...client.AccountID) error {
	if err := x.await(ctx, opPut); err != nil {
		return err
	}
	x.writing.Lock()
	defer x.writing.Unlock()
	_, err := x.change(ids, func(tx *store.Tx, g *generation) (keys, error) { return nil, g.remove(tx, ids) })
	if err != nil {
		return failure(opPut, err)
	}
	x.mu.Lock()
	for _, id := range ids {
		delete(x.serving.keys, id)
		if x.walk != nil {
			delete(x.walk.into.keys, id)
		}
	}
	x.memory = x.memory.without(ids...)
	x.mu.Unlock()
	return failure(opPut, x.settle())
}

// news are the accounts that are not on the disk as they are. The caller holds writing.
func (x *Index) news(accounts []client.Listed) (news []client.Listed, err error) {
	err = x.store.View(func(tx *store.Tx) error {
		for _, account := range accounts {
			if unusable(account) {
				continue
			}
			before, found, err := x.serving.get(tx, account.OnFile.ID)
			if err != nil {
				return err
			}
			if !found || !same(before, account) {
				news = append(news, account)
			}
		}
		return nil
	})
	return news, err
}

// change writes to every generation, in one transaction, and tells a walk which accounts were touched: what it is reading of
// them at this moment may be older. The caller holds writing.
func (x *Index) change(touched []client.AccountID, write func(*store.Tx, *generation) (keys, error)) (map[*generation]keys, error) {
	generations := []*generation{x.serving}
	if x.walk != nil && x.walk.into != x.serving {
		generations = append(generations, x.walk.into)
	}
	added := map[*generation]keys{}
	err := x.store.Update(func(tx *store.Tx) error {
		for _, g := range generations {
			fresh, err := write(tx, g)
			if err != nil {
				return err
			}
			added[g] = fresh
		}
		return nil
	})
	if err == nil && x.walk != nil {
		x.walk.touch(touched)
	}
	return added, err
}

// settle reads the serving generation anew when too much was put over it. The caller holds writing.
func (x *Index) settle() error {
	if len(x.memory.gone) <= mostRecent {
		return nil
	}
	return x.refresh()
}

// refresh reads the serving generation anew. The caller holds writing.
func (x *Index) refresh() error {
	read, err := x.read(x.serving.bucket)
	if err != nil {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.memory = memory{base: read.shelf}
	return nil
}

func same(a, b client.Listed) bool {
	first, err := json.Marshal(a)
	if err != nil {
		return false
	}
	second, err := json.Marshal(b)
	return err == nil && bytes.Equal(first, second)
}

// maxText is the most bytes that one account may have as JSON: beyond it, it is no patient's.
const maxText = 16 << 10

// unusable accounts have no name to be asked for by, or are too large.
func unusable(account client.Listed) bool {
	text, err := json.Marshal(account)
	return err != nil || len(text) > maxText || account.OnFile.ID == ""
}
