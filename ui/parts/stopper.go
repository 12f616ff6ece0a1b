package parts

import (
	"context"
	"sync"
)

// Stopper stops one piece of work from the UI goroutine, whether it has begun yet or not. Unlike a superseded question,
// work that was stopped still tells how it ended.
type Stopper struct {
	mu      sync.Mutex
	stopped bool
	cancel  context.CancelFunc
}

// With is called by the work; the context it answers ends when Stop is called.
func (s *Stopper) With(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cancel = cancel
	if s.stopped {
		cancel()
	}
	return ctx, cancel
}

// Stop asks the work to end.
func (s *Stopper) Stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stopped = true
	if s.cancel != nil {
		s.cancel()
	}
}
