package outbox

import (
	"cmp"
	"context"
	"slices"

	"portaldesk/app/failpoint"
	"portaldesk/client"
)

// Result is what one round of delivery did.
type Result struct{ Delivered, Refused, Left int }

// maxBatchBytes bounds a request beside [client.MaxBatch]: 500 notes of the greatest length would be tens of megabytes,
// more than a server or a proxy before it takes. A longer call goes alone.
const maxBatchBytes = 1 << 20

// Deliver runs one round: everything of this agent's that waits, in batches, oldest first. An error means the round
// stopped; what was acknowledged before stays acknowledged and nothing is lost. The error is the portal's *client.Error
// or the store's. Only one round runs at a time; a second one waits for it.
//
// What the portal refuses ends as refused and holds up nothing. When it refuses a request as a whole, for a call in it
// that it cannot read, the request is halved until that call is alone; and so is one at which it failed in several rounds.
func (o *Outbox) Deliver(ctx context.Context) (Result, error) {
	select {
	case o.turn <- struct{}{}:
		defer func() { <-o.turn }()
	case <-ctx.Done():
		return Result{Left: o.Summary().Waiting}, &client.Error{Op: createCalls, Kind: client.Canceled, Err: ctx.Err()}
	}
	o.pruneDaily()
	var result Result
	err := o.deliverAll(ctx, &result)
	result.Left = o.Summary().Waiting
	return result, err
}

// deliverAll sends batch after batch while what was answered is being kept, and the amendments when all of it is.
func (o *Outbox) deliverAll(ctx context.Context, result *Result) error {
	o.mu.Lock()
	queue := o.index.mine(func(it *item) bool { return it.state == Waiting && !it.amends })
	o.mu.Unlock()
	settling := o.startSettling()
	err := o.sendAll(ctx, queue, settling)
	settled, lost := settling.finish()
	result.Delivered, result.Refused = settled.Delivered, settled.Refused
	if err = cmp.Or(lost, err); err != nil {
		return err
	}
	return o.amendAll(ctx, result)
}

// sendAll hands over the queue in batches. The next one is read while one is on its way.
func (o *Outbox) sendAll(ctx context.Context, queue []item, settling *settler) error {
	doubts := &doubts{}
	err := o.sendBatches(ctx, queue, settling, doubts)
	refused, doubted := doubts.answers()
	if len(refused.parcels) > 0 {
		settling.keep(refused)
	}
	return cmp.Or(err, doubted)
}

func (o *Outbox) sendBatches(ctx context.Context, queue []item, settling *settler, doubts *doubts) error {
	batch, queue := o.read(queue)
	for batch != nil && !settling.failed() {
		now := <-batch
		if now.err != nil {
			return now.err
		}
		batch, queue = o.read(queue)
		if err := o.send(ctx, now.parcels, settling, doubts); err != nil {
			drop(batch)
			return err
		}
	}
	drop(batch)
	return nil
}

// batchSize is how many calls from the head of the queue go into one request: at least one.
func batchSize(queue []item) int {
	size, bytes := 0, 0
	for _, it := range queue[:min(len(queue), client.MaxBatch)] {
		bytes += it.bytes
		if size > 0 && bytes > maxBatchBytes {
			break
		}
		size++
	}
	return size
}

// send hands calls over and has kept what became of them.
func (o *Outbox) send(ctx context.Context, parcels []parcel, settling *settler, doubts *doubts) error {
	if len(parcels) == 0 {
		return nil
	}
	calls := make([]client.Call, len(parcels))
	for i, p := range parcels {
		calls[i] = p.entry.Call
	}
	failpoint.At("outbox/sending")
	receipts, err := o.log.CreateCalls(ctx, calls)
	failpoint.At("outbox/answered")
	if err == nil {
		err = checkReceipts(calls, receipts)
	}
	switch {
	case err == nil:
		doubts.worked()
		settling.keep(answer{parcels, receipts})
		return nil
	case refusesContents(err) && len(parcels) == 1:
		doubts.worked()
		settling.keep(answer{parcels, []client.CallReceipt{refusal(calls[0].ID, err)}})
		return nil
	case refusesContents(err), len(parcels) > 1 && o.doubtful(parcels, err):
		half := len(parcels) / 2
		if err := o.send(ctx, parcels[:half], settling, doubts); err != nil {
			return err
		}
		return o.send(ctx, parcels[half:], settling, doubts)
	}
	doubtful := o.doubtful(parcels, err)
	o.noteFailure(parcels, client.KindOf(err))
	if !doubtful {
		return err
	}
	if doubts.add(parcels[0], err); doubts.hopeless() {
		return err
	}
	return nil
}

// doubtful says that the portal failed at these calls so often that it may be one of them.
func (o *Outbox) doubtful(parcels []parcel, err error) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return fails(err) && slices.ContainsFunc(parcels, func(p parcel) bool {
		it := o.index.find(p.position)
		return it != nil && it.attempts >= patience
	})
}

// refusesContents says that the portal answered, and did not take the request for what is in it. Everything else says
// nothing about the calls: they wait.
func refusesContents(err error) bool {
	return slices.Contains([]client.Kind{client.Invalid, client.Conflict, client.KeyReused}, client.KindOf(err))
}

// noteFailure remembers, in memory, what kept calls from being delivered.
func (o *Outbox) noteFailure(parcels []parcel, kind client.Kind) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, p := range parcels {
		if it := o.index.find(p.position); it != nil {
			it.attempts++
			it.lastKind = kind
		}
	}
}
