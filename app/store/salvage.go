package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
	"github.com/google/uuid"
	"github.com/natefinch/atomic"

	"portaldesk/app/failpoint"
	"portaldesk/app/secret"
	"portaldesk/app/store/durable"
)

// Salvaged is what [Salvage] did. The zero value says that there was nothing to do.
type Salvaged struct {
	// Copy is the path of the damaged file, which is kept as it was.
	Copy string `json:"copy"`
	// Saved is how many records the new file has, Lost how many were met that did not open. A note is several records.
	Saved int `json:"saved"`
	Lost  int `json:"lost"`
	// More: pages could not be read either, or the last change is missing. How many records that cost is not known.
	More bool `json:"more"`
}

// Salvage puts a new file in the place of a damaged one: with the same key, and all records that still open. The damaged file
// is kept beside it, under a name with the time. Until the new file is whole and on the disk, the old one stays in its place.
//
// A file that is sound is left alone. The errors are those of [Open]; what cannot be read because its key is missing is not
// damaged, and stays.
func Salvage(path string, ring secret.Ring, now time.Time) (done Salvaged, err error) {
	lock := flock.New(path + ".salvage")
	ctx, cancel := context.WithTimeout(context.Background(), defaultWait)
	defer cancel()
	if taken, err := lock.TryLockContext(ctx, defaultWait/20); !taken {
		if errors.Is(err, context.DeadlineExceeded) {
			return Salvaged{}, &Error{Op: "salvage", Kind: ErrBusy}
		}
		return Salvaged{}, classify("salvage", err)
	}
	defer func() { err = errors.Join(err, classify("salvage", lock.Close())) }()
	if ours, err := isDamaged(path, ring); err != nil || !ours {
		return Salvaged{}, err
	}
	return salvage(path, ring, now)
}

// isDamaged looks again, now that nobody else can be putting a new file there. That the file is in use is found here, too:
// it is opened as its one owner would.
func isDamaged(path string, ring secret.Ring) (bool, error) {
	s, err := Open(path, ring)
	if errors.Is(err, ErrDamaged) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	return s.Damaged(), s.Close()
}

func salvage(path string, ring secret.Ring, now time.Time) (Salvaged, error) {
	file, err := os.Open(path)
	if err != nil {
		return Salvaged{}, classify("salvage", err)
	}
	defer file.Close()
	w, err := newWreck(file)
	if err != nil {
		return Salvaged{}, classify("salvage", err)
	}
	found, err := w.unlock(ring)
	if err != nil {
		return Salvaged{}, err
	}
	temporary := path + "." + uuid.NewString() + ".tmp"
	defer os.Remove(temporary)
	done, err := w.rescue(temporary, ring, found)
	if err != nil {
		return Salvaged{}, err
	}
	file.Close() // Windows gives no name to a file that is open
	done.Copy, err = putAside(path, now)
	if err != nil {
		return Salvaged{}, classify("salvage", err)
	}
	failpoint.At("salvage/put-aside")
	if err := writeDown(temporary, ring, done); err != nil {
		return Salvaged{}, err
	}
	failpoint.At("salvage/written")
	if err := atomic.ReplaceFile(temporary, path); err != nil {
		return Salvaged{}, classify("salvage", err)
	}
	failpoint.At("salvage/replaced")
	return done, classify("salvage", durable.SyncDir(filepath.Dir(path)))
}

// bucketStore holds what the store says of itself.
const bucketStore Bucket = "store"

// writeDown keeps in the new file what was salvaged, until somebody was told. That it can be written shows that the file opens.
func writeDown(path string, ring secret.Ring, done Salvaged) error {
	s, err := Open(path, ring)
	if err != nil {
		return err
	}
	err = s.Update(func(tx *Tx) error { return tx.Put(bucketStore, filepath.Base(done.Copy), done) })
	return errors.Join(err, s.Close())
}

// Salvages are those that nobody has been told of, the oldest first.
func (s *Store) Salvages() (all []Salvaged, err error) {
	err = s.View(func(tx *Tx) error {
		return tx.Each(bucketStore, func(_ string, decode func(any) error) error {
			var each Salvaged
			if err := decode(&each); err != nil {
				return err
			}
			all = append(all, each)
			return nil
		})
	})
	return all, err
}

// ForgetSalvages is for when somebody was told.
func (s *Store) ForgetSalvages() error {
	return s.Update(func(tx *Tx) error { return tx.Drop(bucketStore) })
}

// asideFormat is the time in the name of a damaged file, without what Windows allows in no name.
const asideFormat = "20060102-150405"

// putAside gives the file a second name, so that there is no moment at which its own is free: whoever starts then would make
// an empty store there. File systems without hard links get a copy.
func putAside(path string, now time.Time) (aside string, err error) {
	aside = path + ".damaged-" + now.UTC().Format(asideFormat)
	for again := 2; ; again++ {
		if err = os.Link(path, aside); err != nil && !errors.Is(err, fs.ErrExist) {
			err = copyFile(path, aside)
		}
		if !errors.Is(err, fs.ErrExist) {
			return aside, errors.Join(err, durable.SyncDir(filepath.Dir(path)))
		}
		aside = fmt.Sprintf("%s.damaged-%s-%d", path, now.UTC().Format(asideFormat), again)
	}
}

func copyFile(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Sync(), target.Close())
}
