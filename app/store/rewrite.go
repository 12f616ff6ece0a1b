package store

import (
	"errors"
	"os"
	"runtime"

	"github.com/google/uuid"
	"go.etcd.io/bbolt"

	"portaldesk/app/store/durable"
)

// rewrite puts a new file in the place of the one that is open, with header h, whose records are what convert makes of the present
// ones. The new file is made whole beside its place, is on the disk before it gets its name, and has no free pages. The present one
// is closed in any case. Before an error the name may have been given or not; either file is whole.
func (u *unlocked) rewrite(op, path string, h header, s sealer, convert func(at place, sealed []byte) ([]byte, error)) error {
	temporary := path + "." + uuid.NewString() + ".tmp"
	defer os.Remove(temporary)
	err := u.copyTo(op, temporary, h, s, convert)
	if err != nil {
		return errors.Join(err, classify(op, u.db.Close()))
	}
	return takePlace(op, temporary, path, u.db)
}

// takePlace gives the new file the name of the old one. Nobody may write to the old one from its last copied record on, so it is
// closed afterwards. Windows replaces no file that is open: there it is closed first, and whoever opens it in between sweeps the
// new one away, or makes giving the name fail as long as it is open.
func takePlace(op, temporary, path string, old *bbolt.DB) error {
	if runtime.GOOS == "windows" {
		if err := guarded(op, old.Close); err != nil {
			return err
		}
		return classify(op, durable.Replace(temporary, path))
	}
	err := classify(op, durable.Replace(temporary, path))
	return errors.Join(err, guarded(op, old.Close))
}

// copyTo makes a new file of the records and syncs it.
func (u *unlocked) copyTo(op, temporary string, h header, s sealer, convert func(at place, sealed []byte) ([]byte, error)) error {
	db, err := openFile(op, temporary, defaultWait, false, os.O_CREATE|os.O_EXCL)
	if err != nil {
		return err
	}
	db.NoSync = true // it is worth nothing before its end, and synced there
	err = guarded(op, func() error {
		if err := db.Update(func(tx *bbolt.Tx) error { return writeHeader(tx, h, s) }); err != nil {
			return err
		}
		return u.db.View(func(from *bbolt.Tx) error { return copyRecords(db, from, convert) })
	})
	return errors.Join(err, classify(op, db.Sync()), classify(op, db.Close()))
}

func copyRecords(db *bbolt.DB, from *bbolt.Tx, convert func(at place, sealed []byte) ([]byte, error)) error {
	records := from.Bucket(recordsBucket)
	return records.ForEachBucket(func(name []byte) error {
		c := records.Bucket(name).Cursor()
		for key, sealed := c.First(); ; {
			var err error
			if key, sealed, err = copySome(db, name, c, key, sealed, convert); key == nil || err != nil {
				return err
			}
		}
	})
}

const (
	// copyAtOnce is how many bytes of records are copied in one transaction, which holds them in memory.
	copyAtOnce = 4 << 20
	// copyFill leaves room in the pages for what is added later.
	copyFill = 0.9
)

// copySome copies records from the cursor's on, and answers the first it did not copy; nil at the end.
func copySome(db *bbolt.DB, name []byte, c *bbolt.Cursor, key, sealed []byte, convert func(at place, sealed []byte) ([]byte, error)) (
	[]byte, []byte, error) {
	err := db.Update(func(tx *bbolt.Tx) error {
		to, err := tx.Bucket(recordsBucket).CreateBucketIfNotExists(name)
		if err != nil {
			return err
		}
		to.FillPercent = copyFill
		for size := 0; key != nil && size < copyAtOnce; key, sealed = c.Next() {
			value, err := convert(recordAt(Bucket(name), string(key)), sealed)
			if err != nil {
				return err
			}
			if err := to.Put(key, value); err != nil {
				return err
			}
			size += len(key) + len(value)
		}
		return nil
	})
	return key, sealed, err
}
