package client

import "sync"

// Memory is a [TokenKeeper] that forgets everything when the program ends. Its zero value holds no tokens; it may be used from
// any goroutine.
type Memory struct {
	mu     sync.Mutex
	tokens Tokens
}

// NewMemory is one that holds these tokens.
func NewMemory(tokens Tokens) *Memory { return &Memory{tokens: tokens} }

// Tokens implements [TokenKeeper]. Its error is nil.
func (m *Memory) Tokens() (Tokens, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.tokens, nil
}

// Keep implements [TokenKeeper]. Its error is nil.
func (m *Memory) Keep(tokens Tokens) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.tokens = tokens
	return nil
}

// Forget implements [TokenKeeper]. Its error is nil.
func (m *Memory) Forget() error { return m.Keep(Tokens{}) }
