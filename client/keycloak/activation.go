package keycloak

import (
	"context"
	"strings"
	"unicode/utf8"

	"portaldesk/client"
)

// maxReason is the most characters of a reason for deactivating, as in our own contract.
const maxReason = 64

// Activate implements [client.Operator]. Sessions that were open when the account was disabled would go on, so they are
// ended before it is enabled.
func (c *Client) Activate(ctx context.Context, change client.Change) (client.Outcome, error) {
	t, err := c.begin(ctx, opActivate, change)
	if err != nil {
		return client.Outcome{}, err
	}
	if t.wanted.Enabled || t.wanted.lockedForGood() {
		return client.Outcome{}, refuse(opActivate, client.Conflict, stateNotSuited)
	}
	ended, err := t.endSessions(ctx)
	if err != nil {
		return client.Outcome{}, err
	}
	t.wanted.Enabled = true
	if err := t.update(ctx); err != nil {
		return client.Outcome{}, err
	}
	return t.finish(ctx, client.Outcome{
		EndedSessions: ended, NextStep: "The patient can sign in again, with the password from before.",
	})
}

// Deactivate implements [client.Operator]. The sessions are ended before, so that nothing is changed where that fails, and
// after, for whoever signed in between.
func (c *Client) Deactivate(ctx context.Context, change client.Change, reason string) (client.Outcome, error) {
	if length := utf8.RuneCountInString(strings.TrimSpace(reason)); length < 1 || length > maxReason {
		return client.Outcome{}, refuse(opDeactivate, client.Invalid, "reason-invalid", field("reason", "wrong-length")...)
	}
	t, err := c.begin(ctx, opDeactivate, change)
	if err != nil {
		return client.Outcome{}, err
	}
	if !t.wanted.Enabled {
		return client.Outcome{}, refuse(opDeactivate, client.Conflict, stateNotSuited)
	}
	ended, err := t.endSessions(ctx)
	if err != nil {
		return client.Outcome{}, err
	}
	t.wanted.Enabled = false
	if err := t.update(ctx); err != nil {
		return client.Outcome{}, err
	}
	late, err := t.endSessions(ctx)
	if err != nil {
		return client.Outcome{}, unconfirmed(opDeactivate, err)
	}
	return t.finish(ctx, client.Outcome{
		EndedSessions: ended + late, NextStep: "The patient cannot sign in any more. Keycloak does not keep the reason; the call does.",
	})
}
