package ledger

import (
	"context"

	"portaldesk/app/store"
	"portaldesk/client"
	"portaldesk/client/callbook"
)

// reader reads the calls of one page from the store, each once.
type reader struct {
	ctx   context.Context // of the page
	tx    *store.Tx
	sieve callbook.Sieve
	read  map[string]client.Call // by position, those that were looked into and are meant
}

// holds says of a call whether it has the text that is looked for; nil when none is.
func (r *reader) holds() func(spot) (bool, error) {
	if r.sieve.Text() == "" {
		return nil
	}
	wanted, left := signatureOf(r.sieve.Text()), mostRead
	return func(s spot) (bool, error) {
		if !s.signature.mayHold(&wanted) {
			return false, nil
		}
		if left--; left < 0 {
			return false, callbook.ErrEnough
		}
		return r.looksInto(s.position)
	}
}

// looksInto reads a call and says whether it has the text.
func (r *reader) looksInto(position string) (bool, error) {
	if err := r.ctx.Err(); err != nil {
		return false, &client.Error{Op: opList, Kind: client.Canceled, Err: err}
	}
	var call client.Call
	if _, err := r.tx.Get(entriesBucket, position, &call); err != nil {
		return false, err
	}
	if !r.sieve.FindsIn(callbook.TextOf(call)) {
		return false, nil
	}
	r.read[position] = call
	return true, nil
}

func (r *reader) calls(rows []*callbook.Row[spot]) ([]client.Call, error) {
	calls := make([]client.Call, len(rows))
	for i, row := range rows {
		call, read := r.read[row.Keep.position]
		if !read {
			if _, err := r.tx.Get(entriesBucket, row.Keep.position, &call); err != nil {
				return nil, err
			}
		}
		calls[i] = call
	}
	return calls, nil
}
