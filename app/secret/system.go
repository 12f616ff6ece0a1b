package secret

import (
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/zalando/go-keyring"
)

// System is the operating system's keyring, with every item filed under service. It is not tried here; [Open] does that.
//
// Calls run one after the other, in the order in which they get their turn, so that a slow Set never overwrites a later
// one. A call that takes longer than [Patience] answers [ErrUnavailable]; while it still hangs, for instance because a
// prompt stays open on the screen, every other call answers the same at once.
func System(service string) Ring {
	return &system{service: service, turn: make(chan struct{}, 1)}
}

type system struct {
	service string
	turn    chan struct{}
	// since is when the running call began, in nanoseconds since 1970; 0 when none runs.
	since atomic.Int64
}

func (s *system) Get(item string) (string, error) {
	return s.call("get", func() (string, error) { return keyring.Get(s.service, item) })
}

func (s *system) Set(item, value string) error {
	if err := checkSize("set", value); err != nil {
		return err
	}
	_, err := s.call("set", func() (string, error) { return "", keyring.Set(s.service, item, value) })
	return err
}

func (s *system) Delete(item string) error {
	_, err := s.call("delete", func() (string, error) { return "", keyring.Delete(s.service, item) })
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

func (s *system) Durable() bool { return true }

// call runs work in its turn and waits for it no longer than Patience. The system's calls cannot be cancelled: one that
// hangs keeps the turn, so that at most one goroutine is ever left behind.
func (s *system) call(op string, work func() (string, error)) (string, error) {
	if s.hangs() {
		return "", failure(op, ErrUnavailable, ErrSlow)
	}
	timeout := time.NewTimer(Patience)
	defer timeout.Stop()
	select {
	case s.turn <- struct{}{}:
	case <-timeout.C:
		return "", failure(op, ErrUnavailable, ErrSlow)
	}
	answers := s.start(work)
	select {
	case a := <-answers:
		return a.value, classify(op, a.err)
	case <-timeout.C:
		return "", failure(op, ErrUnavailable, ErrSlow)
	}
}

type answer struct {
	value string
	err   error
}

// start runs work, whose turn it is, and gives the turn back when it ends.
func (s *system) start(work func() (string, error)) <-chan answer {
	answers := make(chan answer, 1)
	s.since.Store(time.Now().UnixNano())
	go func() {
		value, err := recovered(work)
		s.since.Store(0)
		<-s.turn
		answers <- answer{value, err}
	}()
	return answers
}

func (s *system) hangs() bool {
	since := s.since.Load()
	return since != 0 && time.Since(time.Unix(0, since)) > Patience
}

// recovered turns a panic into an error: the Linux library takes its answers apart without looking, and panics when the
// bus goes away while a prompt is open.
func recovered(work func() (string, error)) (value string, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			value, err = "", fmt.Errorf("unexpected answer: %v", cause)
		}
	}()
	return work()
}

func classify(op string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, keyring.ErrNotFound):
		return failure(op, ErrNotFound, nil)
	case errors.Is(err, keyring.ErrSetDataTooBig):
		return failure(op, ErrTooBig, nil)
	default:
		return unavailable(op, err)
	}
}
