package trail

import (
	"math"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"portaldesk/app/store"
	"portaldesk/client"
)

// partSize is the number of entries below which reading them side by side is not worth it.
const partSize = 20_000

// partsOf is into how many parts so many entries are cut: most of the work is opening and hashing, which every core can do.
func partsOf(newest uint64) uint64 { return min(uint64(runtime.GOMAXPROCS(0)), newest/partSize+1) }

// readParts reads the whole chain in as many parts at once, and answers what was found as if it had been read in one go. An entry
// is never changed and the newest are in the last part, which has no end, so that it does not matter what is written meanwhile.
func (t *Trail) readParts(parts, newest uint64, seen func(entries int) error) (verifier, error) {
	watch := &watcher{seen: seen}
	found := make([]verifier, parts)
	group := errgroup.Group{}
	for i := range parts {
		from, to := newest*i/parts, newest*(i+1)/parts
		if i == parts-1 {
			to = math.MaxUint64
		}
		group.Go(func() (err error) {
			found[i], err = t.readPart(from, to, watch)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return verifier{}, err
	}
	whole := found[parts-1]
	whole.report.Entries, whole.report.Breaks, whole.report.Accepted = 0, nil, nil
	for _, part := range found {
		whole.report.Entries += part.report.Entries
		whole.report.Breaks = append(whole.report.Breaks, part.report.Breaks...)
		whole.report.Accepted = append(whole.report.Accepted, part.report.Accepted...)
	}
	return whole, nil
}

// readPart reads the entries after one number, up to another.
func (t *Trail) readPart(after, to uint64, watch *watcher) (verifier, error) {
	v := verifier{watch: watch}
	err := t.store.View(func(tx *store.Tx) (err error) {
		if v.previous, v.broken, err = lastUpTo(tx, after); err != nil {
			return err
		}
		return tx.From(entries, key(after+1), func(id string, decode func(any) error) error {
			if id > key(to) {
				return store.ErrStop
			}
			return v.visit(id, decode)
		})
	})
	return v, err
}

// lastUpTo is the place in the chain that a part goes on from. broken: the entry there does not open.
func lastUpTo(tx *store.Tx, number uint64) (p position, broken bool, err error) {
	p = position{0, Genesis}
	err = tx.Back(entries, key(number+1), func(id string, decode func(any) error) error {
		seq, err := numberOf(id)
		if err != nil {
			return err
		}
		var e client.AuditEvent
		if p, broken = (position{seq: seq}), decode(&e) != nil; !broken {
			p.hash = e.Hash
		}
		return store.ErrStop
	})
	return p, broken, err
}

// watcher tells one who waits how far all parts together have come.
type watcher struct {
	seen func(entries int) error

	mu   sync.Mutex
	read int
}

func (w *watcher) add(entries int) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.read += entries
	return w.seen(w.read)
}
