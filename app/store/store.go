package store

import (
	"errors"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"

	"portaldesk/app/failpoint"
)

// Store is an open store. It may be used from any goroutine.
type Store struct {
	db     *bbolt.DB
	sealer sealer
	id     string
	// damaged: the file was not sound when it was opened.
	damaged bool
	// readOnly: pages of the file do not add up, or a write failed in the middle. Reading goes on.
	readOnly atomic.Bool
	// stuck: bbolt panicked while it held its locks; waiting for them would be for ever.
	stuck atomic.Bool
	// remove is called after closing; nil for a store that stays.
	remove func() error
}

// ID is the store's own random id, made with the file.
func (s *Store) ID() string { return s.id }

// Damaged says that the file was found damaged when it was opened, and is only read. See [Salvage].
func (s *Store) Damaged() bool { return s.damaged }

// View runs fn on one state of the store, however much is written meanwhile. fn's error is returned as it is. When a page
// was damaged and fn did not say so, the error is [ErrDamaged].
//
// fn must not keep the Tx, and must not call View or Update.
func (s *Store) View(fn func(*Tx) error) error { return s.run("view", false, fn) }

// Update runs fn and keeps what it changed, all of it or nothing. It returns nil only when the change is on the disk.
// When fn returns an error nothing is kept and that error is returned as it is. Updates run one after the other.
//
// fn must not keep the Tx, and must not call View or Update.
func (s *Store) Update(fn func(*Tx) error) error { return s.run("update", true, fn) }

func (s *Store) run(op string, writable bool, fn func(*Tx) error) error {
	inner, err := s.begin(op, writable)
	if err != nil {
		return err
	}
	defer s.rollback(op, inner)
	tx := &Tx{inner: inner, sealer: s.sealer}
	if err := fn(tx); err != nil {
		return err
	}
	if tx.damage != nil {
		return tx.damage
	}
	if !writable {
		return nil
	}
	failpoint.At("store/committing")
	if err := s.commit(op, inner); err != nil {
		return err
	}
	failpoint.At("store/committed")
	for _, after := range tx.afterCommit {
		after()
	}
	return nil
}

func (s *Store) begin(op string, writable bool) (inner *bbolt.Tx, err error) {
	if s.stuck.Load() || writable && s.readOnly.Load() {
		return nil, &Error{Op: op, Kind: ErrDamaged}
	}
	err = guarded(op, func() (err error) {
		inner, err = s.db.Begin(writable)
		return err
	})
	s.watchFor(err)
	return inner, err
}

// watchFor looks at an error for a panic of bbolt, after which its locks are held for ever.
func (s *Store) watchFor(err error) {
	if _, halfway := errors.AsType[panicked](err); halfway {
		s.stuck.Store(true)
	}
}

// commit takes no more writes after one that failed, except for want of room: what the system did with the pages that it
// could not write is not known until the file is opened anew.
func (s *Store) commit(op string, inner *bbolt.Tx) error {
	err := guarded(op, inner.Commit)
	if err != nil && !errors.Is(err, ErrFull) {
		s.readOnly.Store(true)
	}
	return err
}

// rollback ends a transaction that was not committed; after a commit it does nothing.
func (s *Store) rollback(op string, inner *bbolt.Tx) {
	s.watchFor(guarded(op, inner.Rollback))
}

const closePatience = time.Second

// Close waits for what is running and closes the file. Closing again does nothing.
func (s *Store) Close() error {
	if s.stuck.Load() {
		return s.finish(shut("close", s.db))
	}
	return s.finish(guarded("close", s.db.Close))
}

// shut closes a file that nobody else uses. Where bbolt panicked its locks may be held, and the file stays open.
func shut(op string, db *bbolt.DB) error {
	closed := make(chan error, 1)
	go func() { closed <- guarded(op, db.Close) }()
	select {
	case err := <-closed:
		return err
	case <-time.After(closePatience):
		return &Error{Op: op, Kind: ErrDamaged}
	}
}

func (s *Store) finish(err error) error {
	if s.remove != nil {
		return errors.Join(err, classify("close", s.remove()))
	}
	return err
}
