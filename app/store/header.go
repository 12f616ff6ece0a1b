package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"

	"go.etcd.io/bbolt"
)

// Names in the file.
var (
	headerBucket  = []byte("header")
	recordsBucket = []byte("records")
	headerKey     = []byte("header")
	canaryKey     = []byte("canary")
)

var canaryPlace = place{use: useCanary}

const canary = "the key fits"

// header is what must be readable before there is a key. Its checksum tells a damaged header from a wrong key; it is no
// protection against anyone, the seals are.
type header struct {
	Schema  int    `json:"schema"`
	ID      string `json:"id"`
	Wrapped []byte `json:"wrapped"`
}

func writeHeader(tx *bbolt.Tx, h header, s sealer) error {
	text, err := json.Marshal(h)
	if err != nil {
		return err
	}
	bucket, err := tx.CreateBucket(headerBucket)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(text)
	if err := bucket.Put(headerKey, append(sum[:], text...)); err != nil {
		return err
	}
	if err := bucket.Put(canaryKey, s.seal(canaryPlace, []byte(canary))); err != nil {
		return err
	}
	_, err = tx.CreateBucket(recordsBucket)
	return err
}

func readHeader(tx *bbolt.Tx) (h header, sealedCanary []byte, err error) {
	damaged := &Error{Op: "open", Kind: ErrDamaged}
	bucket := tx.Bucket(headerBucket)
	if bucket == nil || tx.Bucket(recordsBucket) == nil {
		return h, nil, damaged
	}
	kept := bucket.Get(headerKey)
	if len(kept) < sha256.Size {
		return h, nil, damaged
	}
	text := kept[sha256.Size:]
	sum := sha256.Sum256(text)
	if !bytes.Equal(sum[:], kept[:sha256.Size]) || json.Unmarshal(text, &h) != nil {
		return h, nil, damaged
	}
	if h.Schema > Schema {
		return h, nil, &Error{Op: "open", Kind: ErrNewer}
	}
	return h, bytes.Clone(bucket.Get(canaryKey)), nil
}
