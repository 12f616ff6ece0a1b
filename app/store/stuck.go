package store

import (
	"errors"

	"go.etcd.io/bbolt"
)

// Stuck counts the records of each bucket of a store that does not open, without a key and without changing the file. The
// errors are those of [Open] that have nothing to do with keys.
func Stuck(path string) (map[Bucket]int, error) {
	db, err := openFile("count", path, defaultWait, true, 0)
	if err != nil {
		return nil, err
	}
	counts := map[Bucket]int{}
	err = guarded("count", func() error {
		return db.View(func(tx *bbolt.Tx) error { return countInto(counts, tx) })
	})
	if err := errors.Join(err, shut("count", db)); err != nil {
		return nil, err
	}
	return counts, nil
}

func countInto(counts map[Bucket]int, tx *bbolt.Tx) error {
	records := tx.Bucket(recordsBucket)
	if records == nil {
		return &Error{Op: "count", Kind: ErrDamaged}
	}
	return records.ForEachBucket(func(name []byte) error {
		counts[Bucket(name)] = records.Bucket(name).Stats().KeyN
		return nil
	})
}

// Recoverable says whether an organisation's recovery key was set for the store at path, so that [Recover] may open it.
func Recoverable(path string) (bool, error) {
	found, err := examine(path, defaultWait)
	return len(found.header.Recovery) > 0, err
}
