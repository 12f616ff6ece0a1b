package store

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
)

// Schema is the version of the records this program writes. It stands before each sealed value and is bound into it, so
// that records of an older schema stay readable and those of a newer one are known for what they are.
const Schema = 1

const (
	keySize    = 32 // AES-256
	schemaSize = 2  // big endian, before the sealed value
)

// place is where a sealed value belongs. It opens nowhere else.
type place struct{ use, bucket, id string }

// What a value is sealed for.
const (
	useRecord = "portaldesk record"
	useCanary = "portaldesk canary"
	useKey    = "portaldesk data key"
)

// bind is the additional data of a seal. Every part is preceded by its length, so that no two places read the same.
func (p place) bind(schema uint16) []byte {
	data := binary.BigEndian.AppendUint16(nil, schema)
	for _, part := range []string{p.use, p.bucket, p.id} {
		data = binary.BigEndian.AppendUint32(data, uint32(len(part)))
		data = append(data, part...)
	}
	return data
}

// sealer seals with AES-256-GCM and a random 96-bit nonce, which is safe for 2^32 values a key (NIST SP 800-38D, 8.3).
type sealer struct{ aead cipher.AEAD }

func newSealer(key []byte) (sealer, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return sealer{}, err
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	return sealer{aead}, err
}

// seal answers schema, nonce, ciphertext and tag, in this order.
func (s sealer) seal(at place, plain []byte) []byte {
	head := binary.BigEndian.AppendUint16(nil, Schema)
	return s.aead.Seal(head, nil, plain, at.bind(Schema))
}

// open answers what was sealed at this place: ErrNewer for a newer schema, ErrDamaged for everything that was not sealed
// here with this key.
func (s sealer) open(op string, at place, sealed []byte) ([]byte, error) {
	if len(sealed) < schemaSize {
		return nil, &Error{Op: op, Kind: ErrDamaged}
	}
	schema := binary.BigEndian.Uint16(sealed)
	plain, err := s.aead.Open(nil, nil, sealed[schemaSize:], at.bind(schema))
	if err != nil {
		return nil, &Error{Op: op, Kind: ErrDamaged}
	}
	if schema > Schema {
		return nil, &Error{Op: op, Kind: ErrNewer}
	}
	return plain, nil
}

// move opens what was sealed at this place and has another sealer seal it for the same place and schema.
func (s sealer) move(op string, at place, sealed []byte, to sealer) ([]byte, error) {
	plain, err := s.open(op, at, sealed)
	if err != nil {
		return nil, err
	}
	defer clear(plain)
	head := bytes.Clone(sealed[:schemaSize])
	return to.aead.Seal(head, nil, plain, at.bind(binary.BigEndian.Uint16(head))), nil
}

func newKey() []byte {
	key := make([]byte, keySize)
	rand.Read(key) // never fails, crypto/rand
	return key
}
