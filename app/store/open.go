package store

import (
	"errors"
	"io/fs"
	"os"
	"time"

	"go.etcd.io/bbolt"

	"portaldesk/app/secret"
)

const defaultWait = time.Second

// Option changes how a store is opened.
type Option func(*settings)

type settings struct{ wait time.Duration }

// Waiting is how long to wait for another process that owns the file. It is one second otherwise.
func Waiting(d time.Duration) Option { return func(s *settings) { s.wait = d } }

// Open opens the store at path, and makes it when there is none. It waits for another owner and for the
// ring only as long as both are bounded.
//
// The errors are [ErrBusy], [ErrKeyMissing], [ErrKeyWrong], [ErrKeyringUnavailable], [ErrNewer], [ErrDamaged],
// [ErrFull], [ErrReadOnly] and [ErrDisk]. After none of them has an existing file changed. A ring that is not durable is
// refused with ErrKeyringUnavailable: what it seals could never be opened again. That is what [OpenEphemeral] is for.
//
// A file whose pages do not add up, or of which a record does not open, opens for reading, as far as that goes:
// [Store.Damaged] says so, and [Store.Update] answers ErrDamaged. [Salvage] makes a new file of what is readable.
func Open(path string, ring secret.Ring, options ...Option) (*Store, error) {
	chosen := settings{wait: defaultWait}
	for _, option := range options {
		option(&chosen)
	}
	if !ring.Durable() {
		return nil, &Error{Op: "open", Kind: ErrKeyringUnavailable}
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if err := create(path, ring); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
	}
	found, err := examine(path, chosen.wait)
	if err != nil {
		return nil, err
	}
	sealer, err := found.unlock(ring)
	if err != nil {
		return nil, err
	}
	sound, err := isSoundNow(path, chosen.wait, sealer)
	if err != nil {
		return nil, err
	}
	db, err := openFile("open", path, chosen.wait, !sound, 0)
	if err != nil {
		return nil, err
	}
	sweep(path)
	s := &Store{db: db, sealer: sealer, id: found.header.ID, damaged: !sound}
	s.readOnly.Store(!sound)
	return s, nil
}

// examined is what is known of a file before its key is.
type examined struct {
	header header
	canary []byte // sealed
}

// examine looks at a file without writing to it.
func examine(path string, wait time.Duration) (found examined, err error) {
	db, err := openFile("open", path, wait, true, 0)
	if err != nil {
		return found, err
	}
	defer func() { err = errors.Join(err, shut("open", db)) }()
	err = guarded("open", func() error {
		return db.View(func(tx *bbolt.Tx) (err error) {
			if info, err := os.Stat(path); err != nil || info.Size() < tx.Size() {
				return &Error{Op: "open", Kind: ErrDamaged}
			}
			found.header, found.canary, err = readHeader(tx)
			return err
		})
	})
	return found, err
}

// isSoundNow is isSound while nobody writes to the file.
func isSoundNow(path string, wait time.Duration, s sealer) (bool, error) {
	db, err := openFile("open", path, wait, true, 0)
	if err != nil {
		return false, err
	}
	sound := isSound(path, db.Info().PageSize, s)
	return sound, shut("open", db)
}

// unlock fetches the key and proves that it fits before anything else is opened with it.
func (found examined) unlock(ring secret.Ring) (sealer, error) {
	kek, err := fetchKey(ring, found.header.ID)
	if err != nil {
		return sealer{}, err
	}
	s, err := unwrap(kek, found.header.ID, found.header.Wrapped)
	if err != nil {
		return sealer{}, err
	}
	plain, err := s.open("open", canaryPlace, found.canary)
	if err != nil {
		return sealer{}, err
	}
	if string(plain) != canary {
		return sealer{}, &Error{Op: "open", Kind: ErrDamaged}
	}
	return s, nil
}
