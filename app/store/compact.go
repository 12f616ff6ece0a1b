package store

import "go.etcd.io/bbolt"

// A file is worth being written anew when this much of it is free, by share and by bytes: what was deleted stays in free pages,
// sealed, until they are used again.
const (
	compactShare = 0.25
	compactBytes = 1 << 20
)

// compacted writes the file anew when too much of it is free, and answers whether it did. It then has to be opened again.
func (u *unlocked) compacted(path string) bool {
	free, size, err := freeBytes(u.db)
	if err != nil || free < compactBytes || float64(free) < compactShare*float64(size) {
		return false
	}
	as := func(_ place, sealed []byte) ([]byte, error) { return sealed, nil }
	_ = u.rewrite("compact", path, u.header, u.sealer, as) // without room for it the file stays as it is
	return true
}

// freeBytes is how much of a file is free, and its size. bbolt counts what is free when a transaction that may write ends.
func freeBytes(db *bbolt.DB) (free, size int64, err error) {
	err = guarded("compact", func() error {
		tx, err := db.Begin(true)
		if err != nil {
			return err
		}
		size = tx.Size()
		return tx.Rollback()
	})
	stats := db.Stats()
	return int64(stats.FreePageN+stats.PendingPageN) * int64(db.Info().PageSize), size, err
}
