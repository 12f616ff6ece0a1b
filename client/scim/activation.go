package scim

import (
	"context"
	"strings"
	"unicode/utf8"

	"portaldesk/client"
)

// maxReason is the most characters of a reason for deactivating, as in our own contract.
const maxReason = 64

// Activate implements [client.Operator].
func (c *Client) Activate(ctx context.Context, change client.Change) (client.Outcome, error) {
	return c.turn(ctx, client.OpActivate, change, true, "The patient can sign in again, with the password from before.")
}

// Deactivate implements [client.Operator]. The reason stays with the call: SCIM has no place for it.
func (c *Client) Deactivate(ctx context.Context, change client.Change, reason string) (client.Outcome, error) {
	if length := utf8.RuneCountInString(strings.TrimSpace(reason)); length < 1 || length > maxReason {
		return client.Outcome{}, refuse(client.OpDeactivate, client.Invalid, "reason-invalid", field("reason", "wrong-length")...)
	}
	return c.turn(ctx, client.OpDeactivate, change, false, "The patient cannot sign in any more. SCIM does not end sessions: where she is signed in, "+
		"that may go on for a while. The server does not keep the reason; the call does.")
}

// turn switches an account on or off.
func (c *Client) turn(ctx context.Context, op string, change client.Change, on bool, next string) (client.Outcome, error) {
	at := path{name: "active"}
	if offer := c.standing().offerAt(at); c.known.Load() != nil && !offer.Offered {
		return notOffered(op)
	}
	after, err := c.apply(ctx, edit{
		op: op, change: change, touches: []string{"active"}, stands: func(u user) bool { return u.active() == on },
		plan: func(u user) ([]operation, error) {
			if u.active() == on {
				return nil, refuse(op, client.Conflict, stateNotSuited)
			}
			return []operation{replace(at, on)}, nil
		},
	})
	if err != nil {
		return client.Outcome{}, err
	}
	return client.Outcome{Account: c.shown(after), NextStep: next}, nil
}
