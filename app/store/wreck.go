package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"io"
	"maps"
	"os"

	"portaldesk/app/secret"
)

// wreck is a damaged file, read page by page, without bbolt. A page may say anything: what it says is believed only where a
// seal or a checksum bears it out.
type wreck struct {
	file     io.ReaderAt
	pageSize uint64
	meta     meta
	// pages are those of the file that are there.
	pages uint64
	// free are the pages that hold what was replaced or deleted; nil when the list of them is damaged.
	free map[uint64]bool
	// names are all words that stand where a bucket's does. Some are of the past, some are damaged.
	names map[Bucket]bool
	// headers are what a header bucket holds, wherever there is one that bears its checksum. The newest comes first.
	headers []map[string][]byte
	// more: see Salvaged.
	more bool
}

func newWreck(file *os.File) (*wreck, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	size := os.Getpagesize()
	m, whole, _ := newestMeta(file, size)
	w := &wreck{file: file, pageSize: uint64(size), meta: m, names: map[Bucket]bool{}, more: whole < metas}
	w.pages = min(uint64(info.Size())/w.pageSize, max(m.end, metas))
	w.readFree()
	w.scan()
	return w, nil
}

// read answers a page and its overflow, nil when the file has no such page. What the page says of its length is believed as
// far as the file goes.
func (w *wreck) read(id uint64) page {
	head := make(page, pageHeader)
	if id >= w.pages {
		return nil
	}
	if _, err := w.file.ReadAt(head, int64(id*w.pageSize)); err != nil {
		return nil
	}
	whole := make(page, (min(head.overflow(), w.pages-id-1)+1)*w.pageSize)
	if _, err := w.file.ReadAt(whole, int64(id*w.pageSize)); err != nil {
		return nil
	}
	return whole
}

func (w *wreck) readFree() {
	p := w.read(w.meta.freelist)
	if p == nil || p.id() != w.meta.freelist {
		w.more = true
		return
	}
	ids, err := p.free()
	if err != nil {
		w.more = true
		return
	}
	w.free = make(map[uint64]bool, len(ids))
	for _, id := range ids {
		w.free[id] = true
	}
}

// scan looks for headers and for the names of buckets on all pages, also those of the past: when the page that says where the
// buckets are is lost, copies of it as it was some transactions ago are still there.
func (w *wreck) scan() {
	var past []map[string][]byte
	for id := uint64(metas); id < w.pages; id++ {
		p := w.read(id)
		if p == nil || p.flags() != leafPage || p.id() != id {
			continue
		}
		found := w.look(p)
		if w.free != nil && w.free[id] {
			past = append(past, found...)
		} else {
			w.headers = append(w.headers, found...)
		}
	}
	w.headers = append(w.headers, past...)
}

// look answers the headers on a page.
func (w *wreck) look(p page) (headers []map[string][]byte) {
	here := map[string][]byte{}
	for i := range p.count() {
		key, value, isBucket, err := p.leaf(i)
		if err != nil {
			continue
		}
		if !isBucket {
			here[string(key)] = value
			continue
		}
		w.names[Bucket(key)] = true
		if _, small, err := bucketOf(value); err == nil && small != nil {
			headers = append(headers, w.look(small)...)
		}
	}
	if _, err := parseHeader(here[string(headerKey)]); err == nil {
		headers = append(headers, maps.Clone(here))
	}
	return headers
}

// parseHeader reads a header that bears its checksum.
func parseHeader(kept []byte) (h header, err error) {
	if len(kept) < sha256.Size {
		return h, errUnsound
	}
	text := kept[sha256.Size:]
	if sum := sha256.Sum256(text); !bytes.Equal(sum[:], kept[:sha256.Size]) {
		return h, errUnsound
	}
	return h, json.Unmarshal(text, &h)
}

// opened is a header bucket whose key the ring has.
type opened struct {
	header map[string][]byte
	sealer sealer
}

// sealerOf opens what was sealed under a header.
func sealerOf(h header, ring secret.Ring) (sealer, error) {
	dataKey, err := (examined{header: h}).unlock(ring)
	if err != nil {
		return sealer{}, err
	}
	defer clear(dataKey)
	return newSealer(dataKey)
}

// unlock opens the first header that opens. Nil without an error says that the file has none any more: nothing of it can be
// read by anybody. When there is one, and the ring is why it does not open, that is the error.
func (w *wreck) unlock(ring secret.Ring) (found *opened, err error) {
	for _, content := range w.headers {
		h, _ := parseHeader(content[string(headerKey)])
		if h.Schema > Schema {
			return nil, &Error{Op: "salvage", Kind: ErrNewer}
		}
		s, failed := sealerOf(h, ring)
		if failed == nil {
			return &opened{content, s}, nil
		}
		if err == nil {
			err = failed
		}
	}
	return nil, err
}
