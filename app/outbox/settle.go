package outbox

import (
	"sync/atomic"
	"time"

	"portaldesk/app/failpoint"
	"portaldesk/app/store"
	"portaldesk/client"
)

// answer is what the portal said of calls that were sent together.
type answer struct {
	parcels  []parcel
	receipts []client.CallReceipt
}

// unkept is how many answers may wait to be kept while the next calls are sent, and gathering how long the first of them waits for
// more: one commit costs nearly as much for one answer as for ten. A crash then sends those again, under the same ids.
const (
	unkept    = 10
	gathering = 30 * time.Millisecond
)

// settler keeps answers while the next calls are on their way: sending waits for the network, keeping for the disk. Answers that
// come close together are kept in one transaction.
type settler struct {
	box     *Outbox
	answers chan answer
	done    chan struct{}
	lost    atomic.Bool

	// what follows belongs to the goroutine until done is closed
	result Result
	err    error
}

func (o *Outbox) startSettling() *settler {
	s := &settler{box: o, answers: make(chan answer, unkept), done: make(chan struct{})}
	go s.run()
	return s
}

// keep has an answer kept soon.
func (s *settler) keep(a answer) { s.answers <- a }

// failed says that an answer could not be kept, so that sending on is useless.
func (s *settler) failed() bool { return s.lost.Load() }

// finish waits until all answers are kept, and says what was. After an error those that are not kept still wait in the outbox;
// sending them again is safe.
func (s *settler) finish() (Result, error) {
	close(s.answers)
	<-s.done
	return s.result, s.err
}

// run keeps answers until there are no more. After one that could not be kept it only takes them.
func (s *settler) run() {
	defer close(s.done)
	for first := range s.answers {
		together := s.gather(first)
		if s.err != nil {
			continue
		}
		if s.err = s.box.settle(together, &s.result); s.err != nil {
			s.lost.Store(true)
		}
	}
}

// gather is an answer and those that come soon after it.
func (s *settler) gather(first answer) []answer {
	together, soon := []answer{first}, time.NewTimer(gathering)
	defer soon.Stop()
	for len(together) < unkept {
		select {
		case next, more := <-s.answers:
			if !more {
				return together
			}
			together = append(together, next)
		case <-soon.C:
			return together
		}
	}
	return together
}

// settle keeps, in one transaction, what the portal said of each call: a stub for those it has, the reason for those it
// refused.
func (o *Outbox) settle(answers []answer, result *Result) error {
	at := o.now().Round(0).UTC()
	err := o.store.Update(func(tx *store.Tx) error {
		for _, a := range answers {
			if err := a.settle(tx, at); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	failpoint.At("outbox/settled")
	o.update(func(x *index) {
		for _, a := range answers {
			delivered := x.take(a.parcels, a.receipts)
			result.Delivered += delivered
			result.Refused += len(a.parcels) - delivered
		}
		x.recount()
	})
	return nil
}

func (a answer) settle(tx *store.Tx, at time.Time) error {
	for i, p := range a.parcels {
		if err := settleOne(tx, p, a.receipts[i], at); err != nil {
			return err
		}
	}
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
