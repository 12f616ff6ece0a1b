package attempts

import (
	"sync"
	"time"

	"portaldesk/client"
)

// Book keeps one [Record] an account. It may be used from any goroutine, and may be durable.
type Book interface {
	// Read answers what was tried for the account.
	Read(account client.AccountID) (Record, error)
	// Change lets edit change what was tried, and keeps it. When it returns without an error it is kept, otherwise nothing
	// has changed.
	Change(account client.AccountID, edit func(*Record)) error
}

// Keeper is a portal that counts attempts itself, because its server cannot.
type Keeper interface {
	// KeepAttempts makes it count in another book from now on. It is called before the first verification.
	KeepAttempts(book Book)
}

// Memory is a Book that lasts as long as the program.
type Memory struct {
	now     func() time.Time
	mu      sync.Mutex
	records map[client.AccountID]Record
}

// NewMemory has nothing in it; now is the clock.
func NewMemory(now func() time.Time) *Memory {
	return &Memory{now: now, records: map[client.AccountID]Record{}}
}

// Read implements [Book].
func (m *Memory) Read(account client.AccountID) (Record, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.records[account].Clone(), nil
}

// Change implements [Book].
func (m *Memory) Change(account client.AccountID, edit func(*Record)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	changed := m.records[account].Clone()
	edit(&changed)
	changed.Prune(m.now())
	if changed.Empty() {
		delete(m.records, account)
		return nil
	}
	m.records[account] = changed
	return nil
}
