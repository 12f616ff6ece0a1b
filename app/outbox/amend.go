package outbox

import (
	"context"
	"slices"

	"portaldesk/app/store"
	"portaldesk/client"
)

// amendAll hands over the amendments that wait, oldest first, each after the call it amends: those whose call is still here are
// left for a later round.
func (o *Outbox) amendAll(ctx context.Context, result *Result) error {
	o.mu.Lock()
	queue := o.index.mine(func(it *item) bool { return it.state == Waiting && it.amends })
	o.mu.Unlock()
	for _, it := range queue {
		parcels, err := o.load([]item{it})
		if err != nil {
			return err
		}
		for _, p := range parcels {
			if err := o.amend(ctx, p, result); err != nil {
				return err
			}
		}
	}
	return nil
}

// amend hands over one amendment, and keeps what became of it.
func (o *Outbox) amend(ctx context.Context, p parcel, result *Result) error {
	amended := p.entry.Call
	here, err := o.has(amended.Amends)
	if here || err != nil {
		return err
	}
	_, err = o.log.AmendCall(ctx, client.Amendment{ID: amended.ID, Call: amended.Amends, At: amended.OpenedAt, Note: amended.Note})
	receipt := client.CallReceipt{ID: amended.ID, Status: client.CallCreated}
	switch {
	case err == nil:
	case refusesAmendment(err):
		receipt = refusal(amended.ID, err)
	default:
		o.noteFailure([]parcel{p}, client.KindOf(err))
		return err
	}
	return o.settle([]answer{{[]parcel{p}, []client.CallReceipt{receipt}}}, result)
}

// has says whether a call waits here, whoever's it is.
func (o *Outbox) has(id client.CallID) (here bool, err error) {
	err = o.store.View(func(tx *store.Tx) error {
		var known stub
		found, err := tx.Get(callsBucket, string(id), &known)
		here = found && known.Position != ""
		return err
	})
	return here, err
}

// refusesAmendment says that the portal answered and does not take this amendment: for what is in it, because it has no such
// call, or because it takes none from this agent. Calls go by another way, and are not held up.
func refusesAmendment(err error) bool {
	kinds := []client.Kind{client.NotFound, client.NotOffered, client.Forbidden}
	return refusesContents(err) || slices.Contains(kinds, client.KindOf(err))
}

// About lists what waits or was refused about an account, whoever closed it, oldest first.
func (o *Outbox) About(account client.AccountID) ([]Entry, error) {
	o.mu.Lock()
	var items []item
	for _, it := range o.index.items {
		if it.account == account {
			items = append(items, *it)
		}
	}
	o.mu.Unlock()
	return o.entries(items)
}
