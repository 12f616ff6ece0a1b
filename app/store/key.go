package store

import (
	"encoding/base64"
	"errors"
	"path/filepath"

	"portaldesk/app/secret"
	"portaldesk/app/store/durable"
)

// The key-encryption key lives in the ring, in an item named by the store's random id, as base64 (44 characters).
//
// There are two slots for it. A new key goes to the one that is not in use and the header follows; only then the old key is
// forgotten. Wherever the power goes, the header names a slot that holds its key, and a third never piles up.

// keyItem is the item of the key that a store has after so many changes.
func keyItem(storeID string, changes int) string {
	if changes%2 == 0 {
		return "store." + storeID
	}
	return "store." + storeID + ".b"
}

// keepKey reads back what it kept: the macOS tool behind the keyring reports success even when it kept nothing.
func keepKey(ring secret.Ring, item string, key []byte) error {
	text := base64.StdEncoding.EncodeToString(key)
	if err := ring.Set(item, text); err != nil {
		return &Error{Op: "create", Kind: ErrKeyringUnavailable, Err: err}
	}
	kept, err := ring.Get(item)
	if err != nil || kept != text {
		return &Error{Op: "create", Kind: ErrKeyringUnavailable, Err: err}
	}
	return nil
}

func fetchKey(ring secret.Ring, item string) ([]byte, error) {
	text, err := ring.Get(item)
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

// changeKey puts a new key into the ring, beside the one in use, and answers the header of a file that goes by it. Until that
// header is in the file the old key is the one that counts. The one before that is written over, so a file that went by it must not
// come back with a power cut.
func changeKey(path string, ring secret.Ring, h header, dataKey []byte) (header, error) {
	if err := durable.SyncDir(filepath.Dir(path)); err != nil {
		return h, classify("change key", err)
	}
	kek := newKey()
	defer clear(kek)
	h.Changes++
	if err := keepKey(ring, keyItem(h.ID, h.Changes), kek); err != nil {
		return h, err
	}
	var err error
	h.Wrapped, err = wrap(kek, h.ID, dataKey)
	return h, err
}

// forgetOther forgets the key before the present one, so that copies of the file from then cannot be opened with this ring any
// more. The present header must be on the disk first, under its name. What fails here is done at the next opening.
func forgetOther(path string, ring secret.Ring, h header) {
	if h.Changes > 0 && durable.SyncDir(filepath.Dir(path)) == nil {
		_ = ring.Delete(keyItem(h.ID, h.Changes-1))
	}
}

// wrap seals the data key with the key-encryption key.
func wrap(kek []byte, storeID string, dataKey []byte) ([]byte, error) {
	s, err := newSealer(kek)
	if err != nil {
		return nil, err
	}
	return s.seal(place{use: useKey, id: storeID}, dataKey), nil
}

// unwrap answers the data key.
func unwrap(kek []byte, storeID string, wrapped []byte) ([]byte, error) {
	s, err := newSealer(kek)
	if err != nil {
		return nil, err
	}
	dataKey, err := s.open("open", place{use: useKey, id: storeID}, wrapped)
	if err != nil {
		return nil, &Error{Op: "open", Kind: ErrKeyWrong}
	}
	return dataKey, nil
}
