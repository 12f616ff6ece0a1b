package index

import (
	"errors"
	"time"

	"portaldesk/app/store"
)

// Buckets of the store, and the one key of the first.
const (
	stateBucket store.Bucket = "index"
	generationA store.Bucket = "accounts-a"
	generationB store.Bucket = "accounts-b"

	keptKey = "state"
)

// State is how an index stands.
type State struct {
	// Accounts is how many it holds.
	Accounts int
	// BuiltAt is when a walk last came to its end; zero when none ever did: then there are accounts that cannot be found.
	BuiltAt time.Time
	// Walking says that a walk is under way, or was cut off and can go on. Done is how many accounts it has read, of Total;
	// Total is -1 when the portal does not say.
	Walking     bool
	Done, Total int
	// LeftOut is how many accounts the last walk did not take because they were too large.
	LeftOut int
}

// Complete says that every account the portal had at BuiltAt can be found.
func (s State) Complete() bool { return !s.BuiltAt.IsZero() }

// kept is what is remembered of an index besides its accounts.
type kept struct {
	Basis   string       `json:"basis"`
	Serving store.Bucket `json:"serving"`
	BuiltAt time.Time    `json:"builtAt,omitzero"`
	LeftOut int          `json:"leftOut,omitempty"`
	Mark    *mark        `json:"mark,omitempty"`
}

// mark is how far a walk came that has not reached its end. It is replaced as a whole, never changed in place.
type mark struct {
	Into    store.Bucket `json:"into"`
	BeganAt time.Time    `json:"beganAt"`
	// Cursor is where it goes on; Over says that there are no more pages.
	Cursor string `json:"cursor,omitempty"`
	Over   bool   `json:"over,omitempty"`
	// Pages and Done are how many pages and accounts were read, Total how many accounts there are, or -1.
	Pages   int `json:"pages"`
	Done    int `json:"done"`
	Total   int `json:"total"`
	LeftOut int `json:"leftOut,omitempty"`
}

// State says how the index stands now.
func (x *Index) State() State {
	x.mu.RLock()
	defer x.mu.RUnlock()
	s := State{Accounts: len(x.serving.keys), BuiltAt: x.kept.BuiltAt, LeftOut: x.kept.LeftOut}
	if m := x.kept.Mark; m != nil {
		s.Walking, s.Done, s.Total, s.LeftOut = true, m.Done, m.Total, m.LeftOut
	}
	return s
}

// errOtherBasis is the error of an index that was made of something else.
var errOtherBasis = errors.New("index: made of something else")

// readKept reads what is remembered. It always writes: a file that can only be read is found out here.
func (x *Index) readKept(basis string) error {
	return x.store.Update(func(tx *store.Tx) error {
		found, err := tx.Get(stateBucket, keptKey, &x.kept)
		switch {
		case err != nil:
			return err
		case !found:
			x.kept = kept{Basis: basis, Serving: generationA}
		case x.kept.Basis != basis:
			return errOtherBasis
		}
		return tx.Put(stateBucket, keptKey, x.kept)
	})
}

// empty forgets every account.
func empty(tx *store.Tx, now kept) error {
	for _, bucket := range []store.Bucket{generationA, generationB} {
		if err := tx.Drop(bucket); err != nil {
			return err
		}
	}
	return tx.Put(stateBucket, keptKey, now)
}

// other is the generation that does not serve.
func other(serving store.Bucket) store.Bucket {
	if serving == generationA {
		return generationB
	}
	return generationA
}
