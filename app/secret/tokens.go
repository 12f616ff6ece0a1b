package secret

import (
	"errors"
	"sync"

	"portaldesk/client"
)

// Tokens keeps the tokens of one profile in the ring, each as an item of its own because Windows takes only [MaxValue]
// bytes an item. A process needs one keeper a profile: it reads the ring once and answers from memory after that.
//
// What the keeper was given serves this run even when the ring fails; the error then says that it will not outlive it.
// An access token too big for the ring is kept for this run without an error: the next run gets a new one with the
// refresh token.
func Tokens(ring Ring, profileID string) client.TokenKeeper {
	return &tokenKeeper{ring: ring, access: "access." + profileID, refresh: "refresh." + profileID}
}

type tokenKeeper struct {
	ring            Ring
	access, refresh string // items

	mu   sync.Mutex
	read bool // held is what there is
	held client.Tokens
}

func (k *tokenKeeper) Tokens() (client.Tokens, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.read {
		return k.held, nil
	}
	refresh, err := k.get(k.refresh)
	if err != nil {
		return client.Tokens{}, err
	}
	access, err := k.get(k.access)
	if err != nil {
		return client.Tokens{}, err
	}
	k.held, k.read = client.Tokens{Access: access, Refresh: refresh}, true
	return k.held, nil
}

// Keep writes the refresh token first. It is the one that must not be lost: portals rotate it, and one used twice ends
// the session. A new refresh token beside an old access token only costs another refresh.
func (k *tokenKeeper) Keep(tokens client.Tokens) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.held, k.read = tokens, true
	if err := k.set(k.refresh, tokens.Refresh); err != nil {
		return err
	}
	err := k.set(k.access, tokens.Access)
	if errors.Is(err, ErrTooBig) {
		return k.ring.Delete(k.access)
	}
	return err
}

func (k *tokenKeeper) Forget() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.held, k.read = client.Tokens{}, true
	return errors.Join(k.ring.Delete(k.refresh), k.ring.Delete(k.access))
}

func (k *tokenKeeper) get(item string) (string, error) {
	value, err := k.ring.Get(item)
	if errors.Is(err, ErrNotFound) {
		return "", nil
	}
	return value, err
}

func (k *tokenKeeper) set(item, value string) error {
	if value == "" {
		return k.ring.Delete(item)
	}
	return k.ring.Set(item, value)
}
