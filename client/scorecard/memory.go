package scorecard

import (
	"sync"

	"portaldesk/client"
)

// memory keeps tokens for as long as the look takes.
type memory struct {
	mu     sync.Mutex
	tokens client.Tokens
}

func (m *memory) Tokens() (client.Tokens, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.tokens, nil
}

func (m *memory) Keep(tokens client.Tokens) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.tokens = tokens
	return nil
}

func (m *memory) Forget() error { return m.Keep(client.Tokens{}) }
