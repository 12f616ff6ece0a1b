package outbox

import (
	"errors"

	"portaldesk/client"
)

// createCalls is the contract's name of the operation this package makes.
const createCalls = "createCalls"

var errReceipts = errors.New("the receipts are not those of the calls sent")

// checkReceipts compares receipts with the calls sent: one a call, in order, each with a status that is known. Receipts
// that differ anywhere are believed nowhere; the calls are sent again, under the same ids.
func checkReceipts(calls []client.Call, receipts []client.CallReceipt) error {
	wrong := &client.Error{Op: createCalls, Kind: client.Protocol, Err: errReceipts}
	if len(receipts) != len(calls) {
		return wrong
	}
	for i, receipt := range receipts {
		if receipt.ID != calls[i].ID || !known(receipt.Status) {
			return wrong
		}
	}
	return nil
}

func known(status client.CallStatus) bool {
	switch status {
	case client.CallCreated, client.CallExisting, client.CallRefused:
		return true
	default:
		return false
	}
}

// refusal is the receipt of a call whose whole request was refused.
func refusal(id client.CallID, err error) client.CallReceipt {
	receipt := client.CallReceipt{ID: id, Status: client.CallRefused}
	if failure, ok := errors.AsType[*client.Error](err); ok {
		receipt.Code, receipt.Fields = failure.Code, failure.Fields
	}
	if receipt.Code == "" {
		receipt.Code = string(client.KindOf(err))
	}
	return receipt
}
