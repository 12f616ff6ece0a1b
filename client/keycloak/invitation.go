package keycloak

import (
	"context"

	"portaldesk/client"
)

// ResendInvitation implements [client.Operator]: to somebody who never had a password, a link under which she confirms her
// address and chooses one.
func (c *Client) ResendInvitation(ctx context.Context, change client.Change, contact client.ContactID) (client.Outcome, error) {
	before, err := c.seen(ctx, opInvite, change)
	if err != nil {
		return client.Outcome{}, err
	}
	if !before.user.Enabled || !before.user.invited(hasPassword(before.credentials)) {
		return client.Outcome{}, refuse(opInvite, client.Conflict, stateNotSuited)
	}
	address, err := addressOf(opInvite, before.user, contact)
	if err != nil {
		return client.Outcome{}, err
	}
	if err := c.writeTo(ctx, opInvite, before.user.ID, verifyEmail, updatePassword); err != nil {
		return client.Outcome{}, err
	}
	return c.done(ctx, opInvite, change, client.Outcome{
		Notified: mailed(address), NextStep: "The patient opens the link in the e-mail, confirms the address and chooses a password.",
	})
}
