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
	Schema int    `json:"schema"`
	ID     string `json:"id"`
	// Changes is how often the key in the ring was changed, which says where it is: see [keyItem]. Wrapped is the data key,
	// sealed with that key.
	Changes int    `json:"changes,omitempty"`
	Wrapped []byte `json:"wrapped"`
	// Recovery is the data key, sealed for the organisation's recovery keys, whose public halves are Recipients.
	Recovery   []byte   `json:"recovery,omitempty"`
	Recipients []string `json:"recipients,omitempty"`
}

// equal says that two headers were written as one: no file has the same key wrapped twice with the same outcome.
func (h header) equal(other header) bool {
	return h.ID == other.ID && bytes.Equal(h.Wrapped, other.Wrapped) && bytes.Equal(h.Recovery, other.Recovery)
}

// writeHeader is for a new file.
func writeHeader(tx *bbolt.Tx, h header, s sealer) error {
	bucket, err := tx.CreateBucket(headerBucket)
	if err != nil {
		return err
	}
	if err := putHeader(tx, h); err != nil {
		return err
	}
	if err := bucket.Put(canaryKey, s.seal(canaryPlace, []byte(canary))); err != nil {
		return err
	}
	_, err = tx.CreateBucket(recordsBucket)
	return err
}

func putHeader(tx *bbolt.Tx, h header) error {
	text, err := json.Marshal(h)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(text)
	return tx.Bucket(headerBucket).Put(headerKey, append(sum[:], text...))
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
