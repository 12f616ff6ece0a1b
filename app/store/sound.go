package store

import (
	"errors"
	"io"
	"os"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// isSound says whether every page of a file is well formed, in its order, and either used once or free, and every record
// opens. Writing to a file where that is not so could overwrite records; reading it could find less than there is, or, where
// bbolt falls back to the older of its two metas, what was before the last change.
func isSound(path string, pageSize int, s sealer) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	m, whole, err := newestMeta(file, pageSize)
	if err != nil || whole < metas {
		return false
	}
	c := checker{file: file, pageSize: uint64(pageSize), end: m.end, used: map[uint64]bool{0: true, 1: true}, sealer: s}
	c.opening.SetLimit(runtime.GOMAXPROCS(0))
	err = errors.Join(c.tree(m.root, nil, span{}), c.opening.Wait())
	return err == nil && c.freelist(m.freelist) == nil && uint64(len(c.used)) == m.end
}

// checker walks the pages of one file.
type checker struct {
	file     io.ReaderAt
	pageSize uint64
	end      uint64          // the first page that is not in use by the file
	used     map[uint64]bool // pages met so far
	sealer   sealer
	opening  errgroup.Group // the records of a page, on every core: that takes longer than to read them
}

// span is what the keys of a page must be in: not less than low, and less than high. A nil high is open.
type span struct{ low, high []byte }

// inside is the buckets in which a page stands, the outermost first.
type inside []string

// holdsValues says whether values may stand there, as against buckets.
func (in inside) holdsValues() bool {
	_, records := in.recordsOf()
	return records || len(in) == 1 && in[0] == string(headerBucket)
}

// recordsOf answers the bucket whose records stand there.
func (in inside) recordsOf() (b Bucket, are bool) {
	if len(in) != 2 || in[0] != string(recordsBucket) {
		return "", false
	}
	return Bucket(in[1]), true
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

// tree checks a page and all below it.
func (c *checker) tree(id uint64, in inside, keys span) error {
	p, err := c.read(id)
	if err != nil {
		return err
	}
	switch p.flags() {
	case branchPage:
		return c.branch(p, in, keys)
	case leafPage:
		return c.leaf(p, in, keys)
	default:
		return errUnsound
	}
}

func (c *checker) branch(p page, in inside, keys span) error {
	if p.count() == 0 || p.count() != p.room() {
		return errUnsound
	}
	low := keys.low
	for i := range p.count() {
		key, child, err := p.branch(i)
		if err != nil || !between(low, key, keys.high) {
			return errUnsound
		}
		end := keys.high
		if i+1 < p.count() {
			if end, _, err = p.branch(i + 1); err != nil {
				return err
			}
		}
		if err := c.tree(child, in, span{key, end}); err != nil {
			return err
		}
		low = key
	}
	return nil
}

func (c *checker) leaf(p page, in inside, keys span) error {
	if p.count() != p.room() {
		return errUnsound
	}
	low := keys.low
	for i := range p.count() {
		key, value, isBucket, err := p.leaf(i)
		if err != nil || !between(low, key, keys.high) || isBucket == in.holdsValues() {
			return errUnsound
		}
		if isBucket {
			if err := c.bucket(value, append(in[:len(in):len(in)], string(key))); err != nil {
				return err
			}
		}
		low = append(key[:len(key):len(key)], 0) // the next key is greater, not equal
	}
	if b, are := in.recordsOf(); are {
		c.opening.Go(func() error { return c.records(p, b) })
	}
	return nil
}

// records checks that the records of a page open. Without that, a changed id would make one that is not there.
func (c *checker) records(p page, b Bucket) error {
	for i := range p.count() {
		id, sealed, _, err := p.leaf(i)
		if err != nil {
			return err
		}
		if _, err := c.sealer.open("open", recordAt(b, string(id)), sealed); errors.Is(err, ErrDamaged) {
			return err
		}
	}
	return nil
}

// bucket checks the pages of a bucket, or the one page that a small bucket has inside its value.
func (c *checker) bucket(value []byte, in inside) error {
	root, small, err := bucketOf(value)
	if err != nil {
		return err
	}
	if small == nil {
		return c.tree(root, in, span{})
	}
	if small.flags() != leafPage {
		return errUnsound
	}
	return c.leaf(small, in, span{})
}

// freelist checks that what is free is free once, and not in use.
func (c *checker) freelist(id uint64) error {
	p, err := c.read(id)
	if err != nil {
		return err
	}
	free, err := p.free()
	if err != nil {
		return err
	}
	for _, id := range free {
		if id >= c.end || c.used[id] {
			return errUnsound
		}
		c.used[id] = true
	}
	return nil
}
