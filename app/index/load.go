package index

import (
	"portaldesk/app/store"
	"portaldesk/client"
)

// load reads what the last run left. What cannot be read is forgotten, and has to be walked through again.
func (x *Index) load() {
	defer close(x.ready)
	left := x.kept
	now, err := x.read(left.Serving)
	if err == nil {
		x.walk, err = x.cutOff(left.Mark, now.generation)
	}
	if useless(err) {
		left, now = kept{Basis: left.Basis, Serving: generationA}, loaded{newGeneration(generationA), newShelf(nil)}
		err = x.store.Update(func(tx *store.Tx) error { return empty(tx, left) })
	}
	x.loadErr = err
	if err != nil {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.kept, x.serving, x.memory = left, now.generation, memory{base: now.shelf}
}

// cutOff is the walk that was cut off, nil when none was: what is put from now on is put there too.
func (x *Index) cutOff(m *mark, serving *generation) (*walk, error) {
	if m == nil {
		return nil, nil
	}
	if m.Into == serving.bucket {
		return newWalk(serving), nil
	}
	keys, err := readKeys(x.store, m.Into)
	if err != nil {
		return nil, err
	}
	return newWalk(&generation{bucket: m.Into, keys: keys}), nil
}

// loaded is a generation and what is searched of it.
type loaded struct {
	generation *generation
	shelf      *shelf
}

// read reads a generation from the disk.
func (x *Index) read(bucket store.Bucket) (loaded, error) {
	g := newGeneration(bucket)
	var listings []listing
	err := x.store.View(func(tx *store.Tx) error {
		return tx.Each(bucket, func(name string, decode func(any) error) error {
			var account client.Listed
			if err := decode(&account); err != nil {
				return err
			}
			key, err := keyOf(name)
			if err != nil {
				return err
			}
			g.keys[account.OnFile.ID] = key
			listings = append(listings, listingOf(account))
			return nil
		})
	})
	if err != nil {
		return loaded{}, err
	}
	return loaded{g, newShelf(listings)}, nil
}
