package store

import (
	"io"
	"os"
)

// isSound says whether every page of a file is well formed, in its order, and either used once or free. Writing to a file
// where that is not so could overwrite records; reading it could find less than there is.
func isSound(path string, pageSize int) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	m, err := newestMeta(file, pageSize)
	if err != nil {
		return false
	}
	c := checker{file: file, pageSize: uint64(pageSize), end: m.end, used: map[uint64]bool{0: true, 1: true}}
	return c.tree(m.root, nil, nil) == nil && c.freelist(m.freelist) == nil
}

// checker walks the pages of one file.
type checker struct {
	file     io.ReaderAt
	pageSize uint64
	end      uint64          // the first page that is not in use by the file
	used     map[uint64]bool // pages met so far
}

// read answers a page that was not met before, and marks it.
func (c *checker) read(id uint64) (page, error) {
	head := make(page, pageHeader)
	if err := c.readAt(head, id); err != nil {
		return nil, err
	}
	last := id + head.overflow()
	if head.id() != id || last >= c.end {
		return nil, errUnsound
	}
	for each := id; each <= last; each++ {
		if c.used[each] {
			return nil, errUnsound
		}
		c.used[each] = true
	}
	whole := make(page, (last-id+1)*c.pageSize)
	return whole, c.readAt(whole, id)
}

func (c *checker) readAt(into []byte, id uint64) error {
	if id >= c.end {
		return errUnsound
	}
	_, err := c.file.ReadAt(into, int64(id*c.pageSize))
	return err
}

// tree checks a page and all below it. Its keys must be in order, not less than low and less than high.
func (c *checker) tree(id uint64, low, high []byte) error {
	p, err := c.read(id)
	if err != nil {
		return err
	}
	switch p.flags() {
	case branchPage:
		return c.branch(p, low, high)
	case leafPage:
		return c.leaf(p, low, high)
	default:
		return errUnsound
	}
}

func (c *checker) branch(p page, low, high []byte) error {
	if p.count() == 0 {
		return errUnsound
	}
	for i := range p.count() {
		key, child, err := p.branch(i)
		if err != nil || !between(low, key, high) {
			return errUnsound
		}
		end := high
		if i+1 < p.count() {
			if end, _, err = p.branch(i + 1); err != nil {
				return err
			}
		}
		if err := c.tree(child, key, end); err != nil {
			return err
		}
		low = key
	}
	return nil
}

func (c *checker) leaf(p page, low, high []byte) error {
	for i := range p.count() {
		key, value, isBucket, err := p.leaf(i)
		if err != nil || !between(low, key, high) {
			return errUnsound
		}
		if isBucket {
			if err := c.bucket(value); err != nil {
				return err
			}
		}
		low = append(key[:len(key):len(key)], 0) // the next key is greater, not equal
	}
	return nil
}

// bucket checks the pages of a bucket, or the one page that a small bucket has inside its value.
func (c *checker) bucket(value []byte) error {
	if len(value) < bucketSize {
		return errUnsound
	}
	if root := native.Uint64(value); root != 0 {
		return c.tree(root, nil, nil)
	}
	inside := page(value[bucketSize:])
	if len(inside) < pageHeader || inside.flags() != leafPage {
		return errUnsound
	}
	return c.leaf(inside, nil, nil)
}

// freelist checks that what is free is free once, and not in use.
func (c *checker) freelist(id uint64) error {
	p, err := c.read(id)
	if err != nil {
		return err
	}
	ids, count := p[pageHeader:], uint64(p.count())
	if count == manyFree {
		count, ids = native.Uint64(ids), ids[8:]
	}
	if p.flags() != freelistPage || count > uint64(len(ids)/8) {
		return errUnsound
	}
	for i := range count {
		free := native.Uint64(ids[i*8:])
		if free >= c.end || c.used[free] {
			return errUnsound
		}
		c.used[free] = true
	}
	return nil
}
