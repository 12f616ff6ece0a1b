package kratos_test

import (
	"errors"
	"sync"
	"testing"

	"github.com/google/uuid"

	"portaldesk/client"
)

// keeper holds tokens in memory.
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

func newKey() client.Key { return client.Key(uuid.NewString()) }

func wantKind(t *testing.T, err error, kind client.Kind, code string) {
	t.Helper()
	if client.KindOf(err) != kind || client.CodeOf(err) != code {
		t.Errorf("got %v; want %s (%s)", err, kind, code)
	}
}

func fieldsOf(err error) []client.FieldError {
	if fault, ok := errors.AsType[*client.Error](err); ok {
		return fault.Fields
	}
	return nil
}
