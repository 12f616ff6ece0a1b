package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/fnv"
	"io"
)

// This file knows bbolt's file format (version 2). bbolt has a check of its own, which is not used because it reads a
// damaged file in a goroutine of its own, where a fault ends the program.
//
//	page     id 8, flags 2, count 2, overflow 4, elements
//	branch   position 4, key size 4, child 8                   position counts from the element's own start
//	leaf     flags 4, position 4, key size 4, value size 4
//	bucket   root 8, sequence 8, and when root is 0 a page     the value of a leaf element with flag 1
//	freelist ids, 8 each; a count of 0xFFFF says that the first one is the count
//	meta     magic 4, version 4, page size 4, flags 4, root 8, sequence 8, freelist 8, end 8, txid 8, checksum 8
const (
	pageHeader  = 16
	elementSize = 16
	bucketSize  = 16
	metaSize    = 64
	metaMagic   = 0xED0CDAED

	branchPage   = 0x01
	leafPage     = 0x02
	freelistPage = 0x10
	bucketValue  = 0x01
	manyFree     = 0xFFFF
)

var errUnsound = errors.New("the pages do not add up")

var native = binary.NativeEndian

// meta is the part of a meta page that the check needs.
type meta struct{ root, freelist, end, txid uint64 }

// metas is how many there are, on the first pages. Each transaction writes the older one anew.
const metas = 2

// newestMeta answers the one that bbolt goes by, and how many of the two are whole.
func newestMeta(file io.ReaderAt, pageSize int) (newest meta, whole int, err error) {
	err = errUnsound
	for i := range int64(metas) {
		text := make([]byte, pageHeader+metaSize)
		if _, err := file.ReadAt(text, i*int64(pageSize)); err != nil {
			continue
		}
		text = text[pageHeader:]
		sum := fnv.New64a()
		sum.Write(text[:metaSize-8])
		m := meta{native.Uint64(text[16:]), native.Uint64(text[32:]), native.Uint64(text[40:]), native.Uint64(text[48:])}
		if native.Uint32(text) != metaMagic || native.Uint64(text[metaSize-8:]) != sum.Sum64() {
			continue
		}
		whole++
		if m.txid >= newest.txid {
			newest, err = m, nil
		}
	}
	return newest, whole, err
}

// page is one page with its overflow.
type page []byte

func (p page) id() uint64       { return native.Uint64(p) }
func (p page) flags() uint16    { return native.Uint16(p[8:]) }
func (p page) count() int       { return int(native.Uint16(p[10:])) }
func (p page) overflow() uint64 { return uint64(native.Uint32(p[12:])) }

// element answers the fixed part of an element and everything of the page from there on.
func (p page) element(i int) ([]byte, error) {
	start := pageHeader + i*elementSize
	if start+elementSize > len(p) {
		return nil, errUnsound
	}
	return p[start:], nil
}

// branch answers the key and the child of an element of a branch.
func (p page) branch(i int) (key []byte, child uint64, err error) {
	e, err := p.element(i)
	if err != nil {
		return nil, 0, err
	}
	key, err = cut(e, uint64(native.Uint32(e)), uint64(native.Uint32(e[4:])))
	return key, native.Uint64(e[8:]), err
}

// room is how many elements there are by where the data of the first one begins, which is right behind the last. bbolt leaves
// no gap there, so that a count that was changed shows. 0 when the page has no data.
func (p page) room() int {
	if len(p) < pageHeader+elementSize {
		return 0
	}
	e, at := p[pageHeader:], 0
	if p.flags() == branchPage {
		at = int(native.Uint32(e))
	} else {
		at = int(native.Uint32(e[4:]))
	}
	if at%elementSize != 0 || pageHeader+at > len(p) {
		return 0
	}
	return at / elementSize
}

// leaf answers the key and the value of an element of a leaf, and whether the value is a bucket.
func (p page) leaf(i int) (key, value []byte, isBucket bool, err error) {
	e, err := p.element(i)
	if err != nil {
		return nil, nil, false, err
	}
	at, keySize, valueSize := uint64(native.Uint32(e[4:])), uint64(native.Uint32(e[8:])), uint64(native.Uint32(e[12:]))
	key, err = cut(e, at, keySize)
	if err != nil {
		return nil, nil, false, err
	}
	value, err = cut(e, at+keySize, valueSize)
	return key, value, native.Uint32(e)&bucketValue != 0, err
}

// bucketOf reads the value of a bucket: its root page, or the one page that a small bucket has inside.
func bucketOf(value []byte) (root uint64, small page, err error) {
	if len(value) < bucketSize {
		return 0, nil, errUnsound
	}
	if root := native.Uint64(value); root != 0 {
		return root, nil, nil
	}
	small = page(value[bucketSize:])
	if len(small) < pageHeader {
		return 0, nil, errUnsound
	}
	return 0, small, nil
}

// free answers what a freelist page lists.
func (p page) free() ([]uint64, error) {
	ids, count := p[pageHeader:], uint64(p.count())
	if count == manyFree {
		count, ids = native.Uint64(ids), ids[8:]
	}
	if p.flags() != freelistPage || count > uint64(len(ids)/8) {
		return nil, errUnsound
	}
	free := make([]uint64, count)
	for i := range free {
		free[i] = native.Uint64(ids[i*8:])
	}
	return free, nil
}

func cut(data []byte, at, size uint64) ([]byte, error) {
	if at+size > uint64(len(data)) {
		return nil, errUnsound
	}
	return data[at : at+size], nil
}

// between says whether key is in the span a page was given; a nil end is open.
func between(low, key, high []byte) bool {
	return bytes.Compare(low, key) <= 0 && (high == nil || bytes.Compare(key, high) < 0)
}
