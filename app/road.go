package app

import (
	"encoding/json"
	"sync"

	"github.com/google/uuid"

	"portaldesk/app/operation"
	"portaldesk/app/verification"
	"portaldesk/client"
)

// road is what the desk knows while operations are on their way: who is proven in the open call, which account is on
// screen, and the keys of operations whose outcome is not known. It lives in memory only; after a restart the caller is
// proven anew.
type road struct {
	mu     sync.Mutex
	screen client.AccountID
	call   client.CallID
	checks map[client.AccountID]proving
	keys   map[string]client.Key
}

// proving is a check and the caller it is about.
type proving struct {
	*verification.Check
	caller Caller
}

func newRoad() *road {
	return &road{checks: map[client.AccountID]proving{}, keys: map[string]client.Key{}}
}

// show notes the account that is on screen.
func (r *road) show(id client.AccountID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.screen = id
}

func (r *road) shown() client.AccountID {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.screen
}

// check is the check of the account within the call, empty when there is none: a proof is good for one call only.
func (r *road) check(call client.CallID, account client.AccountID) proving {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.call != call {
		return proving{}
	}
	return r.checks[account]
}

func (r *road) keep(call client.CallID, check proving) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.call != call {
		clear(r.checks)
		r.call = call
	}
	r.checks[check.Account()] = check
}

// drop forgets the check of one account: somebody else is calling.
func (r *road) drop(account client.AccountID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.checks, account)
}

// forget drops every proof: the call is over.
func (r *road) forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	clear(r.checks)
	r.call = ""
}

// keyFor is the key of an operation with these values: the one of the last try when its outcome is unknown, else a new one.
func (r *road) keyFor(op operation.ID, account client.AccountID, values operation.Values) (key client.Key, settle func()) {
	name := deedName(op, account, values)
	r.mu.Lock()
	defer r.mu.Unlock()
	key, ok := r.keys[name]
	if !ok {
		key = client.Key(uuid.NewString())
		r.keys[name] = key
	}
	return key, func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.keys, name)
	}
}

func deedName(op operation.ID, account client.AccountID, values operation.Values) string {
	name, err := json.Marshal([]any{op, account, values})
	if err != nil {
		panic(err) // strings and a map of strings always marshal
	}
	return string(name)
}
