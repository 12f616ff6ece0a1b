package adminapi_test

import (
	"sync"

	"portaldesk/client"
)

// keeper keeps tokens in memory.
type keeper struct {
	mu     sync.Mutex
	tokens client.Tokens
}

func (k *keeper) Tokens() (client.Tokens, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.tokens, nil
}

func (k *keeper) Keep(tokens client.Tokens) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.tokens = tokens
	return nil
}

func (k *keeper) Forget() error { return k.Keep(client.Tokens{}) }
