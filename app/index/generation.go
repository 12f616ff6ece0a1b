package index

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strconv"

	"portaldesk/app/store"
	"portaldesk/client"
)

// generation is one set of accounts on the disk: where each is. The keys are a sequence number and a random part, so that
// the accounts of one page stand together on the disk and a key is not used twice. They change under Index.writing, those of
// the serving generation under Index.mu too.
type generation struct {
	bucket store.Bucket
	keys   keys
}

// keys say where accounts are within a bucket.
type keys map[client.AccountID]uint64

func newGeneration(bucket store.Bucket) *generation {
	return &generation{bucket: bucket, keys: keys{}}
}

const randomBits = 24

func keyName(key uint64) string { return fmt.Sprintf("%016x", key) }

func keyOf(name string) (uint64, error) {
	key, err := strconv.ParseUint(name, 16, 64)
	if err != nil {
		return 0, fmt.Errorf("index: an account has no key: %w", store.ErrDamaged)
	}
	return key, nil
}

// put writes accounts and answers the keys of those that are new; they are to be added once the transaction is committed.
func (g *generation) put(tx *store.Tx, accounts []client.Listed) (added keys, err error) {
	var last uint64
	if name, _, found := tx.Last(g.bucket); found {
		if last, err = keyOf(name); err != nil {
			return nil, err
		}
	}
	added = keys{}
	for _, account := range accounts {
		id := account.OnFile.ID
		key, known := g.keys[id]
		if !known {
			key, known = added[id]
		}
		if !known {
			last = (last>>randomBits+1)<<randomBits | uint64(rand.Uint32N(1<<randomBits))
			key, added[id] = last, last
		}
		if err := tx.Put(g.bucket, keyName(key), account); err != nil {
			return nil, err
		}
	}
	return added, nil
}

func (g *generation) remove(tx *store.Tx, ids []client.AccountID) error {
	for _, id := range ids {
		if key, known := g.keys[id]; known {
			if err := tx.Delete(g.bucket, keyName(key)); err != nil {
				return err
			}
		}
	}
	return nil
}

// get reads one account; false when it is not there.
func (g *generation) get(tx *store.Tx, id client.AccountID) (account client.Listed, found bool, err error) {
	key, known := g.keys[id]
	if !known {
		return account, false, nil
	}
	found, err = tx.Get(g.bucket, keyName(key), &account)
	return account, found, err
}

func (g *generation) add(added keys) { maps.Copy(g.keys, added) }

// readKeys reads where each account of a bucket is.
func readKeys(s *store.Store, bucket store.Bucket) (keys, error) {
	found := keys{}
	err := s.View(func(tx *store.Tx) error {
		return tx.Each(bucket, func(name string, decode func(any) error) error {
			var account struct {
				OnFile struct {
					ID client.AccountID `json:"id"`
				} `json:"onFile"`
			}
			key, err := keyOf(name)
			if err == nil {
				err = decode(&account)
			}
			found[account.OnFile.ID] = key
			return err
		})
	})
	return found, err
}
