package secret

import (
	"errors"
	"fmt"
	"time"
)

// Ring keeps small secrets by name. It may be used from any goroutine.
type Ring interface {
	// Get answers the value of an item. An item that was never set, or was deleted, is [ErrNotFound].
	Get(item string) (string, error)
	// Set keeps a value, replacing the one before. More than [MaxValue] bytes are [ErrTooBig]. After [ErrUnavailable]
	// the value may or may not have been kept.
	Set(item, value string) error
	// Delete forgets an item. Forgetting what is not there is no error.
	Delete(item string) error
	// Durable says whether the ring outlives the process. What only a ring that does not can open must not be kept.
	Durable() bool
}

// MaxValue is the most bytes that an item may hold on every system: what Windows takes
// (CRED_MAX_CREDENTIAL_BLOB_SIZE, 5 * 512). It is checked everywhere, so that nothing works on one system only.
const MaxValue = 2560

// Patience is how long one call of the operating system's keyring may take. A keyring that asks the user something in
// that time, or hangs, counts as unavailable.
const Patience = 3 * time.Second

// Why a ring could not do what it was asked. Errors carry one of them and the name of the step; test with [errors.Is].
var (
	// ErrNotFound: there is no such item.
	ErrNotFound = errors.New("not in the keyring")
	// ErrUnavailable: there is no keyring, or it is locked, refuses, or does not answer in time.
	ErrUnavailable = errors.New("the keyring is not available")
	// ErrTooBig: the value is longer than [MaxValue].
	ErrTooBig = errors.New("too big for the keyring")
)

// failure is what a ring returns: the step that failed, which sentinel it is, and the system's own words, if any.
// Neither item names nor values are part of it.
func failure(op string, kind, cause error) error {
	if cause == nil {
		return fmt.Errorf("secret: %s: %w", op, kind)
	}
	return fmt.Errorf("secret: %s: %w: %w", op, kind, cause)
}

func checkSize(op, value string) error {
	if len(value) > MaxValue {
		return failure(op, ErrTooBig, nil)
	}
	return nil
}
