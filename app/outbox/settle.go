package outbox

import (
	"time"

	"portaldesk/app/store"
	"portaldesk/client"
)

// settle keeps, in one transaction, what the portal said of each call: a stub for those it has, the reason for those it
// refused. After an error everything still waits; sending it again is safe.
func (o *Outbox) settle(parcels []parcel, receipts []client.CallReceipt, result *Result) error {
	at := o.now().Round(0).UTC()
	err := o.store.Update(func(tx *store.Tx) error {
		for i, p := range parcels {
			if err := settleOne(tx, p, receipts[i], at); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	o.update(func(x *index) {
		delivered := x.take(parcels, receipts)
		result.Delivered += delivered
		result.Refused += len(parcels) - delivered
	})
	return nil
}

func settleOne(tx *store.Tx, p parcel, receipt client.CallReceipt, at time.Time) error {
	if receipt.Status == client.CallRefused {
		p.entry.State = Refused
		p.entry.Attempts++
		p.entry.Code, p.entry.Fields, p.entry.LastKind = receipt.Code, receipt.Fields, ""
		return tx.Put(entriesBucket, p.position, p.entry)
	}
	if err := tx.Put(callsBucket, string(receipt.ID), stub{Hash: p.entry.Hash, AcknowledgedAt: at}); err != nil {
		return err
	}
	return tx.Delete(entriesBucket, p.position)
}
