package call

import (
	"errors"
	"sync"
	"time"

	"portaldesk/app/store"
)

// A draft is written throttle after the first change that is not on disk, however fast the typing goes on, which leaves
// the disk the rest of the promised 250 ms. After a failed write it is tried again after retryWait, or at the next change.
const (
	throttle  = 80 * time.Millisecond
	retryWait = 2 * time.Second
)

// saver writes what changed, off the goroutine that changed it. There is one writer at a time and it writes the latest
// state; changes that came while it wrote are written together.
type saver struct {
	// write puts the present state on disk.
	write func() error
	// saved hears how each write went, in order.
	saved func(error)

	// turn is held by the one writer, and by whoever must keep it from writing.
	turn turn

	mu sync.Mutex
	// changes counts the changes so far, stored those that are on disk.
	changes, stored uint64
	// timer is the next write; soon says that it is due within throttle, and not a retry.
	timer *time.Timer
	soon  bool
}

// turn is a lock that is held while the disk works.
type turn chan struct{}

func newTurn() turn { return make(turn, 1) }

func (t turn) take() { t <- struct{}{} }

func (t turn) give() { <-t }

func newSaver(write func() error, saved func(error)) *saver {
	return &saver{write: write, saved: saved, turn: newTurn()}
}

// touch has the present state written soon. It never waits for the disk.
func (s *saver) touch() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changes++
	if !s.soon {
		s.soon = true
		s.arm(throttle)
	}
}

// arm sets the timer anew. The caller holds mu.
func (s *saver) arm(wait time.Duration) {
	s.disarm()
	s.timer = time.AfterFunc(wait, func() { _ = s.flush() })
}

// disarm stops the timer. The caller holds mu.
func (s *saver) disarm() {
	if s.timer != nil {
		s.timer.Stop()
	}
}

// flush writes at once what is not on disk yet.
func (s *saver) flush() error {
	s.turn.take()
	defer s.turn.give()
	return s.flushInTurn()
}

// flushInTurn is flush for a caller who holds turn.
func (s *saver) flushInTurn() error {
	s.mu.Lock()
	s.soon = false
	written := s.changes
	clean := written == s.stored
	s.mu.Unlock()
	if clean {
		return nil
	}
	err := s.write()
	s.wrote(written, err)
	s.saved(err)
	return err
}

// wrote notes how a write went that covered the changes up to written.
func (s *saver) wrote(written uint64, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err == nil {
		s.stored = written
		return
	}
	if !s.soon && !errors.Is(err, store.ErrClosed) { // a closed store stays closed
		s.arm(retryWait)
	}
}

// forget drops what was not written yet: there is nothing left to save. The caller holds turn.
func (s *saver) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stored = s.changes
	s.soon = false
	s.disarm()
}
