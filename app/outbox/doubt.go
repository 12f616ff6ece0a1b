package outbox

import (
	"slices"

	"portaldesk/client"
)

// patience is in how many rounds calls may fail together before they are sent apart, to find out whether it is one of them.
const patience = 3

// portalFails is the code of a call that the portal answers with a failure of its own each time, while it takes others.
const portalFails = "portal-fails"

// fails says that the portal answered as one does that is not working, or fell silent over it: of an outage that cannot be told
// from a call that the portal cannot cope with.
func fails(err error) bool {
	return slices.Contains([]client.Kind{client.Unavailable, client.Protocol, client.OutcomeUnknown}, client.KindOf(err))
}

// doubts are the calls of a round, each sent alone, at which the portal failed once more. They are passed over; when it takes
// another call after them it is not an outage, and they are the agent's to look at. Until then they wait like all others.
type doubts struct {
	parcels []parcel
	proven  int // how many of them the portal failed at before it took another
	err     error
}

// add takes a call in.
func (d *doubts) add(p parcel, err error) { d.parcels, d.err = append(d.parcels, p), err }

// worked: the portal took a call.
func (d *doubts) worked() { d.proven = len(d.parcels) }

// hopeless says that it was not one call alone, and nothing went since.
func (d *doubts) hopeless() bool { return len(d.parcels)-d.proven > 1 }

// answers are what became of those that are proven, and the error of those that are not.
func (d *doubts) answers() (answer, error) {
	var refused answer
	for _, p := range d.parcels[:d.proven] {
		refused.parcels = append(refused.parcels, p)
		refused.receipts = append(refused.receipts, client.CallReceipt{ID: p.entry.Call.ID, Status: client.CallRefused, Code: portalFails})
	}
	if d.proven == len(d.parcels) {
		return refused, nil
	}
	return refused, d.err
}
