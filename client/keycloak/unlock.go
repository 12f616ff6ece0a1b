package keycloak

import (
	"context"

	"portaldesk/client"
)

// Unlock implements [client.Operator]. A lock for a time is taken off by itself, without touching the account. A lock for
// good has disabled the account: taking it off is enabling the account, which makes the server forget the lock as well.
// Forgetting it alone would leave the account disabled.
func (c *Client) Unlock(ctx context.Context, change client.Change) (client.Outcome, error) {
	t, err := c.begin(ctx, opUnlock, change)
	if err != nil {
		return client.Outcome{}, err
	}
	l, err := c.lock(ctx, opUnlock, t.id)
	if err != nil {
		return client.Outcome{}, err
	}
	switch {
	case t.wanted.lockedForGood():
		t.wanted.Enabled = true
		err = t.update(ctx)
	case l.Disabled:
		err = c.remove(ctx, opUnlock, []string{"attack-detection", "brute-force", "users", t.id}, nil)
	default:
		err = refuse(opUnlock, client.Conflict, stateNotSuited)
	}
	if err != nil {
		return client.Outcome{}, err
	}
	return t.finish(ctx, client.Outcome{
		NextStep: "The patient can sign in again at once. A forgotten password needs a reset as well.",
	})
}
