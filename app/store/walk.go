package store

import (
	"bytes"
	"errors"

	"go.etcd.io/bbolt"
)

// Visit is called with each record of a walk. decode reads it as [Tx.Get] does, with the same errors, and may be called
// as long as the transaction lasts. An error ends the walk and is returned, except for [ErrStop].
type Visit = func(id string, decode func(any) error) error

// Each visits the bucket in the order of its ids. A visit may change the bucket, also the record it was given; records
// added behind the current one are visited too.
func (tx *Tx) Each(b Bucket, visit func(id string, decode func(any) error) error) error {
	return tx.From(b, "", visit)
}

// From is Each, beginning with the first record whose id is not less than id.
func (tx *Tx) From(b Bucket, id string, visit Visit) error {
	first := func(c *bbolt.Cursor) ([]byte, []byte) { return c.Seek([]byte(id)) }
	next := func(c *bbolt.Cursor, key []byte) ([]byte, []byte) {
		return c.Seek(append(key, 0)) // the least key after key
	}
	return tx.walk(b, visit, first, next)
}

// Back visits the bucket in reverse order, beginning with the last record whose id is less than before; an empty before
// begins at the end.
func (tx *Tx) Back(b Bucket, before string, visit Visit) error {
	first := func(c *bbolt.Cursor) ([]byte, []byte) {
		if before == "" {
			return c.Last()
		}
		return lastBefore(c, []byte(before))
	}
	return tx.walk(b, visit, first, lastBefore)
}

// Last is the record with the greatest id. decode is as in [Visit]. When the pages it stands on are damaged nothing is
// found, and View or Update says so.
func (tx *Tx) Last(b Bucket) (id string, decode func(any) error, found bool) {
	err := tx.Back(b, "", func(last string, decodeLast func(any) error) error {
		id, decode, found = last, decodeLast, true
		return ErrStop
	})
	return id, decode, found && err == nil
}

func lastBefore(c *bbolt.Cursor, key []byte) ([]byte, []byte) {
	if k, _ := c.Seek(key); k == nil {
		return c.Last()
	}
	return c.Prev()
}

type (
	seekFirst = func(*bbolt.Cursor) (key, value []byte)
	seekNext  = func(c *bbolt.Cursor, key []byte) ([]byte, []byte)
)

// walk seeks anew for each record, because a cursor is not good any more after the bucket was changed.
func (tx *Tx) walk(b Bucket, visit Visit, first seekFirst, next seekNext) error {
	key, sealed, err := tx.step(b, first)
	for ; key != nil && err == nil; key, sealed, err = tx.step(b, func(c *bbolt.Cursor) ([]byte, []byte) { return next(c, key) }) {
		at, value := recordAt(b, string(key)), sealed
		err := visit(at.id, func(into any) error { return tx.decode(at, value, into) })
		if errors.Is(err, ErrStop) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return err
}

// step copies what it finds: bbolt's slices are gone with the transaction.
func (tx *Tx) step(b Bucket, seek seekFirst) (key, sealed []byte, err error) {
	err = tx.access("walk", func() error {
		bucket := tx.bucket(b)
		if bucket == nil {
			return nil
		}
		k, v := seek(bucket.Cursor())
		key, sealed = bytes.Clone(k), bytes.Clone(v)
		return nil
	})
	return key, sealed, err
}
