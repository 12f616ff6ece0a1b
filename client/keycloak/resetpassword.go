package keycloak

import (
	"context"

	"golang.org/x/sync/errgroup"

	"portaldesk/client"
)

// ResetPassword implements [client.Operator], by a link or by a temporary password. A realm sends no codes.
func (c *Client) ResetPassword(ctx context.Context, change client.Change, reset client.PasswordReset) (client.Outcome, error) {
	switch reset.Way {
	case client.WayLink:
		return c.resetByLink(ctx, change, reset.Contact)
	case client.WayTemporary:
		return c.resetTemporarily(ctx, change)
	case client.WayCode:
		return notOffered(opReset)
	}
	return client.Outcome{}, refuse(opReset, client.Invalid, "way-invalid", client.FieldError{Field: "way", Code: "unknown"})
}

func (c *Client) resetByLink(ctx context.Context, change client.Change, contact client.ContactID) (client.Outcome, error) {
	before, err := c.seen(ctx, opReset, change)
	if err != nil {
		return client.Outcome{}, err
	}
	address, err := addressOf(opReset, before.user, contact)
	if err != nil {
		return client.Outcome{}, err
	}
	if err := c.writeTo(ctx, opReset, before.user.ID, updatePassword); err != nil {
		return client.Outcome{}, err
	}
	return c.done(ctx, opReset, change, client.Outcome{
		Notified: mailed(address),
		NextStep: "The patient opens the link in the e-mail and chooses a new password. The old password works until then.",
	})
}

// resetTemporarily has the server take a password made at random, which must be changed at the first sign-in. Whoever was
// signed in with the old one is signed out, where the agent may do that.
func (c *Client) resetTemporarily(ctx context.Context, change client.Change) (client.Outcome, error) {
	t, err := c.begin(ctx, opReset, change)
	if err != nil {
		return client.Outcome{}, err
	}
	secret, err := t.setTemporary(ctx)
	if err != nil {
		return client.Outcome{}, err
	}
	var where places
	var looked error
	group, within := errgroup.WithContext(ctx)
	group.Go(func() error { return t.rememberPassword(within) })
	if c.may(mayManage) {
		group.Go(func() error { where, looked = c.places(within, opReset, t.id); return nil })
	}
	if err := group.Wait(); err != nil {
		return client.Outcome{}, err
	}
	outcome := client.Outcome{
		Secret:   &client.Secret{Value: secret},
		NextStep: "The patient signs in with the temporary password and must then choose a new one. It does not expire by itself.",
	}
	if c.may(mayManage) {
		if looked == nil {
			outcome.EndedSessions, looked = t.end(ctx, where)
		}
		if looked != nil {
			outcome.NextStep += " Keycloak did not end the sessions that were open: sign the patient out everywhere."
		}
	}
	return t.finish(ctx, outcome)
}

// may says whether the agent may do something with accounts.
func (c *Client) may(what string) bool {
	s := c.known.Load()
	return s != nil && s.access[what]
}
