package kratos

import (
	"context"
	"time"

	"portaldesk/client"
)

// How long it is waited for a mail to turn up at the courier.
const (
	courierTries = 10
	courierPause = 300 * time.Millisecond
)

// lately is how many messages of one recipient are looked at.
const lately = 20

// mailFlow has the server mail something to an address on file, and makes sure that it did. The flow itself says that it has
// sent a mail for any address there is, so as not to tell strangers who is a patient; only the courier knows.
func (w *work) mailFlow(ctx context.Context, name, method, to string) (flow, error) {
	if w.public == nil {
		return flow{}, notOffered(w.op)
	}
	before, err := w.messages(ctx, w.op, to, lately)
	if err != nil {
		return flow{}, err
	}
	begun, err := w.beginFlow(ctx, w.op, name)
	if client.KindOf(err) == client.Invalid {
		return flow{}, notOffered(w.op)
	}
	if err != nil {
		return flow{}, err
	}
	entered, err := w.enter(ctx, w.op, name, begun.ID, submission{Method: method, Email: to})
	switch {
	case client.KindOf(err) == client.NotFound: // the method is switched off
		return flow{}, notOffered(w.op)
	case err != nil:
		return flow{}, err
	case entered.State != stateSent:
		return flow{}, refuse(w.op, client.Protocol, "flow-not-followed")
	}
	return begun, w.mailed(ctx, to, flowMails[name+"/"+method], before)
}

// flowMails are the templates of what a flow mails by a method to an address that is on file.
var flowMails = map[string]string{
	recoveryFlow + "/link": "recovery_valid", verificationFlow + "/link": "verification_valid",
	verificationFlow + "/code": "verification_code_valid",
}

// mailed waits until the courier has a message of the template that was not there before.
func (w *work) mailed(ctx context.Context, to, template string, before []message) error {
	known := map[string]bool{}
	for _, m := range before {
		known[m.ID] = true
	}
	for range courierTries {
		now, err := w.messages(ctx, w.op, to, lately)
		if err != nil {
			return &client.Error{Op: w.op, Kind: client.OutcomeUnknown, Code: "mail-not-confirmed", Err: err}
		}
		for _, m := range now {
			switch {
			case known[m.ID] || m.Template != template:
			case m.Status == abandoned:
				return refuse(w.op, client.Conflict, "mail-refused")
			default:
				return nil
			}
		}
		if w.pause(ctx, courierPause) != nil {
			return refuse(w.op, client.Canceled, "")
		}
	}
	return refuse(w.op, client.Conflict, "mail-not-sent")
}
