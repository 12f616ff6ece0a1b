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
