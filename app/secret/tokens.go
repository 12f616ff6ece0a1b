package secret

import (
	"errors"
	"sync"

	"portaldesk/client"
)

// Tokens keeps the tokens of one profile in the ring. A process needs one keeper a profile: it reads the ring once and
// answers from memory after that.
//
// What the keeper was given serves this run even when the ring fails; the error then says that it will not outlive it.
// Windows takes only [MaxValue] bytes an item. A longer refresh token is cut into several. A longer access token is kept
// for this run alone, without an error: the next run gets a new one with the refresh token. Only where there is no refresh
// token is it cut too.
func Tokens(ring Ring, profileID string) client.TokenKeeper {
	return &tokenKeeper{access: parted{ring, "access." + profileID}, refresh: parted{ring, "refresh." + profileID}}
}

type tokenKeeper struct {
	access, refresh parted

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
	refresh, err := k.refresh.get()
	if err != nil {
		return client.Tokens{}, err
	}
	access, err := k.access.get()
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
	if err := keep(k.refresh, tokens.Refresh); err != nil {
		return err
	}
	if tokens.Refresh != "" && len(tokens.Access) > MaxValue {
		return k.access.forget()
	}
	return keep(k.access, tokens.Access)
}

func (k *tokenKeeper) Forget() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.held, k.read = client.Tokens{}, true
	return errors.Join(k.refresh.forget(), k.access.forget())
}

func keep(item parted, value string) error {
	if value == "" {
		return item.forget()
	}
	return item.set(value)
}
