package store

import (
	"errors"
	"fmt"
	"os"

	"go.etcd.io/bbolt"

	"portaldesk/app/secret"
)

// rescuer carries what opens from a wreck into a new file, sealed as it is.
type rescuer struct {
	*wreck
	sealer sealer
	into   *bbolt.DB
	tx     *bbolt.Tx
	// puts are how many were put in this transaction.
	puts int
	// met are the pages that were looked at.
	met  map[uint64]bool
	done Salvaged
	// sure: the page says of itself what it is, so that what does not open on it was a record.
	sure bool
	// last is the bucket of the record before: its neighbours are most often of the same.
	last Bucket
}

// putsATransaction bounds the memory that a large file takes.
const putsATransaction = 5000

// rescue makes a new file at path with what the wreck still holds. Without a header that is nothing, and the new file is
// another store, with a key of its own.
func (w *wreck) rescue(path string, ring secret.Ring, found *opened) (Salvaged, error) {
	os.Remove(path)
	if found == nil {
		return Salvaged{More: true}, withKey(ring, func(id string, kek []byte) error { return fill(path, id, kek) })
	}
	db, err := openFile("salvage", path, defaultWait, false, os.O_CREATE|os.O_EXCL)
	if err != nil {
		return Salvaged{}, err
	}
	r := &rescuer{wreck: w, sealer: found.sealer, into: db, met: map[uint64]bool{}}
	err = guarded("salvage", func() error {
		if err := r.into.Update(found.writeInto); err != nil {
			return err
		}
		return r.carry()
	})
	r.done.More = w.more
	if err == nil {
		err = classify("salvage", db.Sync())
	}
	return r.done, errors.Join(err, shut("salvage", db))
}

// writeInto makes the buckets of a store. The canary is sealed anew: it may be what was damaged.
func (o *opened) writeInto(tx *bbolt.Tx) error {
	bucket, err := tx.CreateBucket(headerBucket)
	if err != nil {
		return err
	}
	for key, value := range o.header {
		if err := bucket.Put([]byte(key), value); err != nil {
			return err
		}
	}
	if err := bucket.Put(canaryKey, o.sealer.seal(canaryPlace, []byte(canary))); err != nil {
		return err
	}
	_, err = tx.CreateBucket(recordsBucket)
	return err
}

// carry follows the tree first, then takes the pages that the tree does not reach any more although they are in use: those
// below a damaged page. What the tree reaches is never replaced by them.
func (r *rescuer) carry() (err error) {
	if r.tx, err = r.into.Begin(true); err != nil {
		return err
	}
	defer func() { r.tx.Rollback() }()
	if err := r.tree(r.meta.root, nil); err != nil {
		return err
	}
	if r.more && r.free != nil {
		for id := uint64(metas); id < r.pages; id++ {
			if r.met[id] || r.free[id] {
				continue
			}
			if p := r.read(id); p != nil && p.id() == id && p.flags() == leafPage {
				if err := r.tree(id, nil); err != nil {
					return err
				}
			}
		}
	}
	return r.tx.Commit()
}

// tree takes a page and all below it. in is where it stands, as far as that is known.
func (r *rescuer) tree(id uint64, in inside) error {
	p := r.read(id)
	if p == nil || r.met[id] || r.free[id] || id < metas {
		r.more = true
		return nil
	}
	r.met[id] = true
	if p.flags() == branchPage {
		return r.branch(p, in)
	}
	before := r.sure
	defer func() { r.sure = before }()
	r.sure = p.flags() == leafPage
	r.more = r.more || !r.sure
	return r.leaf(p, in)
}

func (r *rescuer) branch(p page, in inside) error {
	for i := range p.count() {
		_, child, err := p.branch(i)
		if err != nil {
			r.more = true
			continue
		}
		if err := r.tree(child, in); err != nil {
			return err
		}
	}
	return nil
}

func (r *rescuer) leaf(p page, in inside) (err error) {
	for i := range max(p.count(), p.room()) {
		key, value, isBucket, unsound := p.leaf(i)
		switch {
		case unsound != nil:
			r.more = true
		case isBucket:
			err = r.bucket(value, append(in[:len(in):len(in)], string(key)))
		default:
			err = r.record(string(key), value, in)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *rescuer) bucket(value []byte, in inside) error {
	root, small, err := bucketOf(value)
	switch {
	case err != nil:
		r.more = true
		return nil
	case small != nil:
		return r.leaf(small, in)
	default:
		return r.tree(root, in)
	}
}

// record keeps a value that opens as the record that its place makes it, and counts one that does not.
func (r *rescuer) record(id string, sealed []byte, in inside) error {
	if len(in) == 1 && in[0] == string(headerBucket) {
		return nil
	}
	bucket, opens := r.home(id, sealed, in)
	if !opens {
		r.miss(in)
		return nil
	}
	b, err := r.tx.Bucket(recordsBucket).CreateBucketIfNotExists([]byte(bucket))
	if err != nil {
		return err
	}
	if b.Get([]byte(id)) != nil {
		return nil
	}
	if err := b.Put([]byte(id), sealed); err != nil {
		return err
	}
	r.done.Saved++
	r.puts++
	return r.breathe()
}

// miss counts what does not open. Where it stands in no bucket that is known, it may be something else than a record.
func (r *rescuer) miss(in inside) {
	if _, known := in.recordsOf(); known && r.sure {
		r.done.Lost++
	} else {
		r.more = true
	}
}

// home is the bucket in which a value opens: the one it stands in, or, where that is not known, the one that fits.
func (r *rescuer) home(id string, sealed []byte, in inside) (Bucket, bool) {
	opens := func(b Bucket) bool {
		_, err := r.sealer.open("salvage", recordAt(b, id), sealed)
		return err == nil || errors.Is(err, ErrNewer)
	}
	if b, known := in.recordsOf(); known && opens(b) {
		return b, true
	}
	if r.last != "" && opens(r.last) {
		return r.last, true
	}
	for b := range r.names {
		if opens(b) {
			r.last = b
			return b, true
		}
	}
	return "", false
}

// breathe begins a new transaction once the one under way is large.
func (r *rescuer) breathe() (err error) {
	if r.puts < putsATransaction {
		return nil
	}
	r.puts = 0
	if err := r.tx.Commit(); err != nil {
		return fmt.Errorf("carried so far: %w", err)
	}
	r.tx, err = r.into.Begin(true)
	return err
}
