package kratos

import (
	"context"
	"sync"

	"portaldesk/client"
)

// turns lets one after the other change an account.
type turns struct {
	mu   sync.Mutex
	held map[client.AccountID]*turn
}

// turn is one account's. Its channel holds an element while somebody is at it; waiting counts those who are or want to be.
type turn struct {
	busy    chan struct{}
	waiting int
}

// take waits until nobody else changes the account. Whoever took a turn gives it back by release.
func (t *turns) take(ctx context.Context, id client.AccountID) (release func(), err error) {
	mine := t.join(id)
	select {
	case mine.busy <- struct{}{}:
		return func() {
			<-mine.busy
			t.leave(id, mine)
		}, nil
	case <-ctx.Done():
		t.leave(id, mine)
		return nil, ctx.Err()
	}
}

func (t *turns) join(id client.AccountID) *turn {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.held == nil {
		t.held = map[client.AccountID]*turn{}
	}
	if t.held[id] == nil {
		t.held[id] = &turn{busy: make(chan struct{}, 1)}
	}
	t.held[id].waiting++
	return t.held[id]
}

func (t *turns) leave(id client.AccountID, mine *turn) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if mine.waiting--; mine.waiting == 0 {
		delete(t.held, id)
	}
}
