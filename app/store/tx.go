package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"go.etcd.io/bbolt"
)

// Bucket groups records of one kind. It is readable in the file: a word of the program, never anything of a patient.
type Bucket string

// ErrStop, returned by a visit, ends a walk without an error.
var ErrStop = errors.New("stop")

// Tx is one transaction, only good inside the function it was given to, and only in its goroutine.
type Tx struct {
	inner       *bbolt.Tx
	sealer      sealer
	damage      error
	afterCommit []func()
}

// AfterCommit has fn called once, in order, after the transaction was committed and before Update returns. It is not
// called when nothing was committed.
func (tx *Tx) AfterCommit(fn func()) { tx.afterCommit = append(tx.afterCommit, fn) }

// Put keeps value, as JSON and sealed, under id, replacing the one before. In a View the error is [ErrReadOnly].
func (tx *Tx) Put(b Bucket, id string, value any) error {
	plain, err := json.Marshal(value)
	if err != nil {
		return &Error{Op: "put", Err: fmt.Errorf("%T has no JSON form", value)} // the error's own text may quote the value
	}
	return tx.access("put", func() error {
		bucket, err := tx.inner.Bucket(recordsBucket).CreateBucketIfNotExists([]byte(b))
		if err != nil {
			return err
		}
		return bucket.Put([]byte(id), tx.sealer.seal(recordAt(b, id), plain))
	})
}

// Get reads the record into value, a pointer as for [json.Unmarshal]. A record that is not there is not an error. One
// that does not open here is [ErrDamaged], one of a later version [ErrNewer]; value is then left alone.
func (tx *Tx) Get(b Bucket, id string, value any) (found bool, err error) {
	var sealed []byte
	err = tx.access("get", func() error {
		if bucket := tx.bucket(b); bucket != nil {
			sealed = bytes.Clone(bucket.Get([]byte(id)))
		}
		return nil
	})
	if err != nil || sealed == nil {
		return false, err
	}
	return true, tx.decode(recordAt(b, id), sealed, value)
}

// Delete forgets the record. One that is not there is not an error.
func (tx *Tx) Delete(b Bucket, id string) error {
	return tx.access("delete", func() error {
		bucket := tx.bucket(b)
		if bucket == nil {
			return nil
		}
		return bucket.Delete([]byte(id))
	})
}

// Drop forgets all records of the bucket at once. A bucket that is not there is not an error.
func (tx *Tx) Drop(b Bucket) error {
	return tx.access("drop", func() error {
		if tx.bucket(b) == nil {
			return nil
		}
		return tx.inner.Bucket(recordsBucket).DeleteBucket([]byte(b))
	})
}

// Count is how many records the bucket has. It reads the whole bucket.
func (tx *Tx) Count(b Bucket) (count int) {
	tx.access("count", func() error {
		if bucket := tx.bucket(b); bucket != nil {
			count = bucket.Stats().KeyN
		}
		return nil
	})
	return count
}

func recordAt(b Bucket, id string) place { return place{use: useRecord, bucket: string(b), id: id} }

func (tx *Tx) bucket(b Bucket) *bbolt.Bucket {
	return tx.inner.Bucket(recordsBucket).Bucket([]byte(b))
}

// access guards work on pages and remembers damage: a transaction that met any is never committed.
func (tx *Tx) access(op string, work func() error) error {
	err := guarded(op, work)
	if errors.Is(err, ErrDamaged) {
		tx.damage = err
	}
	return err
}

func (tx *Tx) decode(at place, sealed []byte, value any) error {
	plain, err := tx.sealer.open("get", at, sealed)
	if err != nil {
		return err
	}
	if json.Unmarshal(plain, value) != nil {
		return &Error{Op: "get", Kind: ErrDamaged, Err: fmt.Errorf("the record is no %T", value)}
	}
	return nil
}
