package keycloak

import (
	"context"
	"sync"
	"time"

	"portaldesk/client"
)

// rowMemorySpan is how long a look-up goes by what it has learnt of a row. The next key of a name finds much the same people
// again; an account that is opened is read anew whatever stands here.
const rowMemorySpan = 10 * time.Second

// rowMemory is which accounts have a password, as the last look-ups learnt it.
type rowMemory struct {
	mu   sync.Mutex
	had  map[string]bool
	born time.Time // of what is in it
	// writes is the number of this desk's writes when it was learnt.
	writes uint64
}

// hadPassword says whether an account on a row has a password. One that is gone by now has none.
func (c *Client) hadPassword(ctx context.Context, id string) (bool, error) {
	writes := c.together.writes.Load()
	if had, known := c.remembered.recall(id, writes, c.clock.now()); known {
		return had, nil
	}
	credentials, err := c.credentials(ctx, opSearch, id)
	if err != nil && client.KindOf(err) != client.NotFound {
		return false, err
	}
	had := hasPassword(credentials)
	c.remembered.keep(id, had, writes, c.clock.now())
	return had, nil
}

func (m *rowMemory) recall(id string, writes uint64, now time.Time) (had, known bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.holds(writes, now) {
		return false, false
	}
	had, known = m.had[id]
	return had, known
}

func (m *rowMemory) keep(id string, had bool, writes uint64, now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.holds(writes, now) {
		m.had, m.born, m.writes = map[string]bool{}, now, writes
	}
	m.had[id] = had
}

// holds says whether what is remembered still counts: nothing was written since, and the first of it is not too old.
func (m *rowMemory) holds(writes uint64, now time.Time) bool {
	age := now.Sub(m.born)
	return m.writes == writes && age >= 0 && age < rowMemorySpan
}
