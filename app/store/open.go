package store

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"portaldesk/app/secret"
	"portaldesk/app/store/recovery"
)

const defaultWait = time.Second

// Option changes how a store is opened.
type Option func(*settings)

type settings struct {
	wait       time.Duration
	recipients []string
	asItIs     bool
}

func chosen(options []Option) settings {
	s := settings{wait: defaultWait}
	for _, option := range options {
		option(&s)
	}
	return s
}

// Waiting is how long to wait for another process that owns the file. It is one second otherwise.
func Waiting(d time.Duration) Option { return func(s *settings) { s.wait = d } }

// AsItIs leaves a file alone that is worth being written anew: that takes as long as the file is large.
func AsItIs() Option { return func(s *settings) { s.asItIs = true } }

// RecoverableBy has the data key sealed for these age recipients as well, from this opening on and in place of those before; see
// [Recover]. Without any the file stays as it is in this.
func RecoverableBy(recipients ...string) Option {
	return func(s *settings) { s.recipients = recipients }
}

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
	how := chosen(options)
	if !ring.Durable() {
		return nil, &Error{Op: "open", Kind: ErrKeyringUnavailable}
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if err := create(path, ring); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
	}
	u, err := unlockFile(path, ring, how.wait)
	if err != nil {
		return nil, err
	}
	defer clear(u.dataKey)
	if u.sound && !how.asItIs && u.compacted(path) {
		if same, err := u.own(path, how.wait); err != nil || !same {
			return nil, errors.Join(&Error{Op: "open", Kind: ErrBusy}, err)
		}
	}
	if u.sound {
		if err := u.tidy(path, ring, how.recipients); err != nil {
			return nil, errors.Join(err, u.db.Close())
		}
	}
	sweep(path)
	s := &Store{db: u.db, sealer: u.sealer, id: u.header.ID, damaged: !u.sound}
	s.readOnly.Store(!u.sound)
	return s, nil
}

// unlocked is a file that is open, and owned by this process, together with what opens it.
type unlocked struct {
	examined
	db      *bbolt.DB
	sealer  sealer
	dataKey []byte
	// sound: every page is either used once or free, and every record opens. Writing to a file where that is not so could overwrite
	// records.
	sound bool
}

// unlockFile examines and unlocks a file, and then opens it. The ring may take its time, in which nobody must be kept from the
// file; so the header is read again once the file is owned. A file whose keys another process changed meanwhile is looked at anew.
func unlockFile(path string, ring secret.Ring, wait time.Duration) (u unlocked, err error) {
	for began := time.Now(); ; {
		if u.examined, err = examine(path, wait); err != nil {
			return u, err
		}
		if u.dataKey, err = u.unlock(ring); err != nil {
			if now, again := examine(path, wait); again == nil && !now.header.equal(u.header) {
				continue // the key was not wrong, it was changed
			}
			return u, err
		}
		same, err := u.own(path, wait)
		if same || err != nil {
			return u, err
		}
		if time.Since(began) > wait {
			return u, &Error{Op: "open", Kind: ErrBusy}
		}
	}
}

// own opens the file for writing, if it is sound, and says whether it still is the one that was examined.
func (u *unlocked) own(path string, wait time.Duration) (same bool, err error) {
	if u.sealer, err = u.prove(u.dataKey); err != nil {
		return false, err
	}
	if u.sound, err = isSoundNow(path, wait, u.sealer); err != nil {
		return false, err
	}
	if u.db, err = openFile("open", path, wait, !u.sound, 0); err != nil {
		return false, err
	}
	err = guarded("open", func() error {
		return u.db.View(func(tx *bbolt.Tx) error {
			now, _, err := readHeader(tx)
			same = now.equal(u.header)
			return err
		})
	})
	if !same || err != nil {
		return false, errors.Join(err, classify("open", u.db.Close()))
	}
	return true, nil
}

// tidy does what is left to do to a file that was just opened: seal its key for the organisation, and forget the key that an
// earlier change of keys has replaced.
func (u *unlocked) tidy(path string, ring secret.Ring, recipients []string) error {
	if len(recipients) > 0 && !slices.Equal(recipients, u.header.Recipients) {
		if err := u.sealFor(recipients); err != nil {
			return err
		}
	}
	forgetOther(path, ring, u.header)
	return nil
}

// sealFor has the data key sealed for recipients.
func (u *unlocked) sealFor(recipients []string) (err error) {
	h := u.header
	if h.Recovery, err = recovery.Seal(u.dataKey, recipients); err != nil {
		return &Error{Op: "open", Err: err}
	}
	h.Recipients = slices.Clone(recipients)
	err = guarded("open", func() error { return u.db.Update(func(tx *bbolt.Tx) error { return u.mark(tx, h, resealedID) }) })
	if err == nil {
		u.header = h
	}
	return err
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

// unlock fetches the key, and with it the data key.
func (found examined) unlock(ring secret.Ring) ([]byte, error) {
	kek, err := fetchKey(ring, keyItem(found.header.ID, found.header.Changes))
	if err != nil {
		return nil, err
	}
	defer clear(kek)
	return unwrap(kek, found.header.ID, found.header.Wrapped)
}

// prove proves that a data key fits before anything else is opened with it.
func (found examined) prove(dataKey []byte) (sealer, error) {
	s, err := newSealer(dataKey)
	if err != nil {
		return sealer{}, &Error{Op: "open", Kind: ErrKeyWrong}
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
