package index

import (
	"context"
	"errors"
	"path/filepath"
	"sync"
	"time"

	"portaldesk/app/secret"
	"portaldesk/app/store"
	"portaldesk/client"
)

// Index is the index of one profile. It may be used from any goroutine; what finds waits until what the last run left has
// been read, everything else until the change before it is on the disk.
type Index struct {
	store *store.Store
	// remove removes what the store kept, once that is closed.
	remove func() error
	now    func() time.Time
	most   int

	// ready is closed when what is on the disk has been read; loadErr says that it could not be.
	ready   chan struct{}
	loadErr error

	// turn is free when no walk is under way.
	turn chan struct{}
	// writing is held by whoever changes disk and memory. It guards walk.
	writing sync.Mutex
	walk    *walk

	// mu guards what can be seen: the accounts that are found, and how things stand.
	mu      sync.RWMutex
	serving *generation
	memory  memory
	kept    kept
}

var _ client.Index = (*Index)(nil)

// MaxAccounts is the most accounts that an index holds: beyond it, it would take gigabytes of memory.
const MaxAccounts = 1_000_000

// Options is what an Index needs beside its place.
type Options struct {
	// Basis names what the index was made from: the agent, the server, the map of fields. What another basis left is
	// wiped, with its key.
	Basis string
	// Now is the wall clock, nil for time.Now.
	Now func() time.Time
	// Most is the most accounts it holds; 0 for [MaxAccounts].
	Most int
}

// Open opens the index at path, empty when there is none, or none that can still be used: its loss costs another walk only.
// Without a durable ring it lasts for this run. The errors are those of [store.Open] that say that no file can be had.
func Open(path string, ring secret.Ring, o Options) (*Index, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Most == 0 {
		o.Most = MaxAccounts
	}
	x, err := open(path, ring, o)
	if useless(err) {
		if err := Wipe(path, ring); err != nil {
			return nil, err
		}
		x, err = open(path, ring, o)
	}
	if err != nil {
		return nil, err
	}
	go x.load()
	return x, nil
}

func open(path string, ring secret.Ring, o Options) (*Index, error) {
	s, err := openStore(path, ring)
	if err != nil {
		return nil, err
	}
	x := &Index{store: s, remove: func() error { return Wipe(path, ring) }, now: o.Now, most: o.Most, ready: make(chan struct{}),
		turn: make(chan struct{}, 1), serving: newGeneration(generationA), memory: memory{base: newShelf(nil)}}
	if err := x.readKept(o.Basis); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return x, nil
}

func openStore(path string, ring secret.Ring) (*store.Store, error) {
	if !ring.Durable() {
		return store.OpenEphemeral(filepath.Dir(path))
	}
	return store.Open(path, ring)
}

// useless errors say that what is on the disk will never be read by this program, or not for this agent.
func useless(err error) bool {
	for _, kind := range []error{errOtherBasis, store.ErrKeyMissing, store.ErrKeyWrong, store.ErrDamaged, store.ErrNewer} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}

// await waits until what is on the disk has been read.
func (x *Index) await(ctx context.Context, op string) error {
	select {
	case <-x.ready:
		return failure(op, x.loadErr)
	case <-ctx.Done():
		return &client.Error{Op: op, Kind: client.Canceled, Err: ctx.Err()}
	}
}

// Close closes the index and leaves it for the next run. A walk under way ends with an error.
func (x *Index) Close() error {
	<-x.ready
	x.writing.Lock()
	defer x.writing.Unlock()
	x.mu.Lock()
	defer x.mu.Unlock()
	x.memory, x.serving = memory{base: newShelf(nil)}, newGeneration(generationA)
	return x.store.Close()
}

// Wipe closes the index and removes it, its key first: nothing of it can be read any more. A walk under way ends with an
// error.
func (x *Index) Wipe() error {
	closed := x.Close()
	return errors.Join(closed, x.remove())
}

// Wipe removes an index that is not open. One that is not there is no error.
func Wipe(path string, ring secret.Ring) error { return store.Remove(path, ring) }
