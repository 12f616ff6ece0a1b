package ledger

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"

	"github.com/google/uuid"

	"portaldesk/app/store"
	"portaldesk/client"
)

// The operations, by the contract's names.
const (
	opCreate = "createCalls"
	opList   = "listCalls"
	opAmend  = "amendCall"
)

// CreateCalls implements [client.CallLog]: the whole batch in one transaction.
func (l *Ledger) CreateCalls(ctx context.Context, calls []client.Call) ([]client.CallReceipt, error) {
	if err := ctx.Err(); err != nil {
		return nil, &client.Error{Op: opCreate, Kind: client.Canceled, Err: err}
	}
	if len(calls) > client.MaxBatch {
		return nil, &client.Error{Op: opCreate, Kind: client.Invalid, Code: "batch-too-large"}
	}
	if len(calls) == 0 {
		return nil, nil
	}
	receipts := make([]client.CallReceipt, len(calls))
	err := l.store.Update(func(tx *store.Tx) (err error) {
		for i, call := range calls {
			if receipts[i], err = l.take(tx, call); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, failure(opCreate, err)
	}
	return receipts, nil
}

// take keeps a call once, for ever.
func (l *Ledger) take(tx *store.Tx, call client.Call) (client.CallReceipt, error) {
	receipt := client.CallReceipt{ID: call.ID, Status: client.CallCreated}
	if fields := wrong(call); len(fields) > 0 {
		receipt.Status, receipt.Code, receipt.Fields = client.CallRefused, "call-invalid", fields
		return receipt, nil
	}
	kept, found, err := keptCall(tx, call.ID)
	switch {
	case errors.Is(err, store.ErrDamaged):
		return receipt, l.keep(tx, call) // what was kept of it can never be read again
	case err != nil:
		return receipt, err
	case found && same(kept, call):
		receipt.Status = client.CallExisting
		return receipt, nil
	case found:
		receipt.Status, receipt.Code = client.CallRefused, "call-id-reused"
		receipt.Fields = []client.FieldError{{Field: "id", Code: "reused"}}
		return receipt, nil
	default:
		return receipt, l.keep(tx, call)
	}
}

// wrong names the entries by which a call could not be found again, or could not have been.
func wrong(call client.Call) []client.FieldError {
	var fields []client.FieldError
	if id := string(call.ID); len(id) != len(uuid.Nil.String()) || uuid.Validate(id) != nil {
		fields = append(fields, client.FieldError{Field: "id", Code: "no-uuid"})
	}
	if call.ClosedAt.Before(call.OpenedAt) {
		fields = append(fields, client.FieldError{Field: "closedAt", Code: "before-opened"})
	}
	return fields
}

func (l *Ledger) keep(tx *store.Tx, call client.Call) error {
	position, err := nextPosition(tx)
	if err != nil {
		return err
	}
	call = plain(call)
	if err := tx.Put(entriesBucket, position, call); err != nil {
		return err
	}
	row, err := rowOf(position, call)
	if err != nil {
		return err
	}
	tx.AfterCommit(func() { l.add(row) })
	return tx.Put(callsBucket, string(call.ID), position)
}

// sequenceDigits is how much of a position is the sequence number, in hex; the rest is random.
const sequenceDigits = 16

func nextPosition(tx *store.Tx) (string, error) {
	var last uint64
	if position, _, found := tx.Last(entriesBucket); found {
		var err error
		if last, err = numberIn(position); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("%0*x-%08x", sequenceDigits, last+1, rand.Uint32()), nil
}

func keptCall(tx *store.Tx, id client.CallID) (call client.Call, found bool, err error) {
	var position string
	if found, err = tx.Get(callsBucket, string(id), &position); err != nil || !found {
		return call, false, err
	}
	found, err = tx.Get(entriesBucket, position, &call)
	return call, found, err
}

// same compares contents: the same moment in another zone, or no deeds written as null, is the same.
func same(a, b client.Call) bool {
	first, err := json.Marshal(plain(a))
	if err != nil {
		return false
	}
	second, err := json.Marshal(plain(b))
	return err == nil && bytes.Equal(first, second)
}

// plain is the form in which a call is kept.
func plain(call client.Call) client.Call {
	call.OpenedAt, call.ClosedAt = call.OpenedAt.UTC(), call.ClosedAt.UTC()
	done := make([]client.Deed, len(call.Done))
	for i, deed := range call.Done {
		deed.At = deed.At.UTC()
		done[i] = deed
	}
	call.Done = done
	return call
}

// failure puts an error of the store into the form in which a portal fails. Its cause stays to be told by [errors.Is].
func failure(op string, err error) error {
	if err == nil {
		return nil
	}
	if _, ours := errors.AsType[*client.Error](err); ours {
		return err
	}
	return &client.Error{Op: op, Kind: client.Unavailable, Code: "ledger-unavailable", Err: err}
}
