// Package recovery seals a store's data key for the organisation's recovery keys, which are age keys (C2SP age-encryption.org/v1).
// The public half, a recipient ("age1…", as age-keygen prints it), is part of a portal's profile and no secret. The private half,
// an identity ("AGE-SECRET-KEY-1…"), is kept by the organisation away from its workstations and only read to recover.
package recovery

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
)

// Why a recovery key could not be used. The texts hold nothing of the key.
var (
	// ErrRecipient: the text is no recipient.
	ErrRecipient = errors.New("recovery: not an age recipient")
	// ErrIdentity: the file holds no identity.
	ErrIdentity = errors.New("recovery: no age identity")
	// ErrOtherKey: nothing was sealed for this identity, or it is not what was sealed.
	ErrOtherKey = errors.New("recovery: sealed for another recovery key")
)

// Check says whether the text is one recipient: [ErrRecipient] or nil.
func Check(recipient string) error {
	_, err := parse(recipient)
	return err
}

func parse(recipient string) (age.Recipient, error) {
	found, err := age.ParseRecipients(strings.NewReader(recipient))
	if err != nil || len(found) != 1 {
		return nil, ErrRecipient
	}
	return found[0], nil
}

// Seal answers the key as an age file which each of the recipients can open alone.
func Seal(key []byte, recipients []string) ([]byte, error) {
	to := make([]age.Recipient, len(recipients))
	for i, text := range recipients {
		var err error
		if to[i], err = parse(text); err != nil {
			return nil, err
		}
	}
	var sealed bytes.Buffer
	w, err := age.Encrypt(&sealed, to...)
	if err != nil {
		return nil, fmt.Errorf("recovery: %w", err)
	}
	_, err = w.Write(key)
	err = errors.Join(err, w.Close()) // the last of it is written by Close
	return sealed.Bytes(), err
}

// Identity is the private half of one or more recovery keys.
type Identity struct{ keys []age.Identity }

// ReadIdentity reads what age-keygen wrote. The error is [ErrIdentity]; age's own may quote a line of the file.
func ReadIdentity(r io.Reader) (Identity, error) {
	keys, err := age.ParseIdentities(r)
	if err != nil {
		return Identity{}, ErrIdentity
	}
	return Identity{keys}, nil
}

// Open answers the key that was sealed, of at most 1 KiB. The error is [ErrOtherKey].
func (i Identity) Open(sealed []byte) ([]byte, error) {
	if len(i.keys) == 0 {
		return nil, ErrOtherKey
	}
	r, err := age.Decrypt(bytes.NewReader(sealed), i.keys...)
	if err != nil {
		return nil, ErrOtherKey
	}
	key, err := io.ReadAll(io.LimitReader(r, 1024))
	if err != nil {
		return nil, ErrOtherKey
	}
	return key, nil
}
