package app

import (
	"context"
	"sync"
)

// HoldIndex stops the reading of all accounts and keeps it from going on by itself, or lets it go on where it was stopped.
// What was read stays and is found.
func (d *Desk) HoldIndex(hold bool) {
	d.hold.set(hold)
	if !hold {
		wake(d.indexing)
	}
}

// holding is whether all accounts may be read now. The zero value allows it.
type holding struct {
	mu      sync.Mutex
	held    bool
	running map[*context.CancelFunc]struct{}
}

func (h *holding) set(hold bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.held = hold
	if hold {
		for stop := range h.running {
			(*stop)()
		}
	}
}

func (h *holding) on() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.held
}

// during is the context of one reading, which ends when it is stopped. While reading is held it has ended already.
func (h *holding) during(ctx context.Context) (context.Context, func()) {
	ctx, stop := context.WithCancel(ctx)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.held {
		stop()
	}
	if h.running == nil {
		h.running = map[*context.CancelFunc]struct{}{}
	}
	h.running[&stop] = struct{}{}
	return ctx, func() {
		stop()
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.running, &stop)
	}
}
