package secret

import (
	"errors"

	"github.com/google/uuid"
)

// Open tries the operating system's keyring by keeping, reading and forgetting an item of its own. When that works it
// returns the keyring and no error. When it does not it returns both: a ring that lives in memory for this run, and the
// error that says why, which is always [ErrUnavailable]. It answers within four times [Patience].
func Open(service string) (Ring, error) {
	ring := System(service)
	if err := probe(ring); err != nil {
		return InMemory(), err
	}
	return ring, nil
}

var errForgetful = errors.New("it does not give back what it was given")

// probe uses an item of a random name: two programs that start at once must not see each other's.
func probe(ring Ring) error {
	item, value := "probe."+uuid.NewString(), uuid.NewString()
	if err := ring.Set(item, value); err != nil {
		return err
	}
	got, err := ring.Get(item)
	if deleted := ring.Delete(item); deleted != nil {
		return deleted
	}
	if errors.Is(err, ErrNotFound) || err == nil && got != value {
		return failure("probe", ErrUnavailable, errForgetful)
	}
	return err
}
