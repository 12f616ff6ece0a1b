package outbox

import (
	"portaldesk/app/store"
)

// parcel is an entry read from the store.
type parcel struct {
	position string
	entry    kept
}

// load reads entries. Those that left meanwhile are not answered; one that the store cannot give back is set aside and
// counted, so that it holds up no other.
func (o *Outbox) load(items []item) ([]parcel, error) {
	parcels := make([]parcel, 0, len(items))
	var unreadable []string
	err := o.store.View(func(tx *store.Tx) error {
		for _, it := range items {
			p := parcel{position: it.position}
			found, err := tx.Get(entriesBucket, it.position, &p.entry)
			if err != nil {
				unreadable = append(unreadable, it.position)
			} else if found {
				p.entry.Attempts, p.entry.LastKind = it.attempts, it.lastKind
				parcels = append(parcels, p)
			}
		}
		return nil
	})
	if err == nil && len(unreadable) > 0 {
		o.update(func(x *index) { x.setAside(unreadable) })
	}
	return parcels, err
}

// read begins to load the head of the queue, and answers the rest; nil when there is no head.
func (o *Outbox) read(queue []item) (<-chan loaded, []item) {
	if len(queue) == 0 {
		return nil, nil
	}
	batch, size := make(chan loaded, 1), batchSize(queue)
	go func() {
		defer close(batch)
		parcels, err := o.load(queue[:size])
		batch <- loaded{parcels, err}
	}()
	return batch, queue[size:]
}

// loaded is a batch that was read from the store, or why not.
type loaded struct {
	parcels []parcel
	err     error
}

// drop waits for a batch that nobody wants any more: nothing reads the store once a round is over.
func drop(batch <-chan loaded) {
	if batch != nil {
		<-batch
	}
}
