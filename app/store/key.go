package store

import (
	"encoding/base64"
	"errors"

	"portaldesk/app/secret"
)

// The key-encryption key lives in the ring, in an item named by the store's random id, as base64 (44 characters).

func keyItem(storeID string) string { return "store." + storeID }

// keepKey reads back what it kept: the macOS tool behind the keyring reports success even when it kept nothing.
func keepKey(ring secret.Ring, storeID string, key []byte) error {
	text := base64.StdEncoding.EncodeToString(key)
	if err := ring.Set(keyItem(storeID), text); err != nil {
		return &Error{Op: "create", Kind: ErrKeyringUnavailable, Err: err}
	}
	kept, err := ring.Get(keyItem(storeID))
	if err != nil || kept != text {
		return &Error{Op: "create", Kind: ErrKeyringUnavailable, Err: err}
	}
	return nil
}

func fetchKey(ring secret.Ring, storeID string) ([]byte, error) {
	text, err := ring.Get(keyItem(storeID))
	if errors.Is(err, secret.ErrNotFound) {
		return nil, &Error{Op: "open", Kind: ErrKeyMissing, Err: err}
	}
	if err != nil {
		return nil, &Error{Op: "open", Kind: ErrKeyringUnavailable, Err: err}
	}
	key, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(key) != keySize {
		return nil, &Error{Op: "open", Kind: ErrKeyWrong}
	}
	return key, nil
}

// wrap seals the data key with the key-encryption key.
func wrap(kek []byte, storeID string, dataKey []byte) ([]byte, error) {
	s, err := newSealer(kek)
	if err != nil {
		return nil, err
	}
	return s.seal(place{use: useKey, id: storeID}, dataKey), nil
}

// unwrap answers the sealer of the data key.
func unwrap(kek []byte, storeID string, wrapped []byte) (sealer, error) {
	s, err := newSealer(kek)
	if err != nil {
		return sealer{}, err
	}
	dataKey, err := s.open("open", place{use: useKey, id: storeID}, wrapped)
	if err != nil {
		return sealer{}, &Error{Op: "open", Kind: ErrKeyWrong}
	}
	return newSealer(dataKey)
}
