package keycloak

import (
	"context"
	"errors"

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

const (
	temporaryNext = "The patient signs in with the temporary password and must then choose a new one. It does not expire by itself."
	temporaryOpen = "The patient signs in with the temporary password and must then choose a new one. Keycloak did not end the sessions that were " +
		"open: sign the patient out everywhere."
)

// resetTemporarily has the server take a password made at random, which must be changed at the first sign-in. Whoever was
// signed in with the old one is signed out, where the agent may do that.
//
// A caller waits for it, so nothing is asked one after the other that can be asked together. Which browsers are signed in is
// read before: by then the sign-out may have been faster. One that comes in between is signed out and not counted.
func (c *Client) resetTemporarily(ctx context.Context, change client.Change) (client.Outcome, error) {
	manages := c.may(mayManage)
	var t *turn
	var online []session
	group, within := errgroup.WithContext(ctx)
	group.Go(func() (err error) { t, err = c.begin(within, opReset, change); return err })
	if manages {
		group.Go(func() error { online, _ = c.online(within, opReset, string(change.Account)); return nil }) // they only are not counted
	}
	if err := group.Wait(); err != nil {
		return client.Outcome{}, err
	}
	secret, err := t.setTemporary(ctx)
	if err != nil {
		return client.Outcome{}, err
	}
	outcome := client.Outcome{
		Secret:   &client.Secret{Value: secret},
		NextStep: temporaryNext,
	}
	stay, err := t.settlePassword(ctx, manages)
	if err != nil {
		return client.Outcome{}, err
	}
	if manages && stay.err == nil {
		outcome.EndedSessions, stay.err = len(online)+len(stay.offline), t.endOffline(ctx, stay.offline)
	}
	if stay.err != nil {
		outcome.EndedSessions = 0
		outcome.NextStep = temporaryOpen
	}
	return t.finish(ctx, outcome)
}

// stay is what is still open after a new password: the sessions of apps, or why they are not known.
type stay struct {
	offline []session
	err     error
}

// settlePassword notes when the server took the password, and signs the patient out.
func (t *turn) settlePassword(ctx context.Context, manages bool) (stay, error) {
	var s stay
	var left error
	group, within := errgroup.WithContext(ctx)
	group.Go(func() error { return t.rememberPassword(within) })
	if manages {
		group.Go(func() error { left = t.signOut(within); return nil })
		group.Go(func() error { s.offline, s.err = t.c.offline(within, opReset, t.id); return nil })
	}
	err := group.Wait()
	s.err = errors.Join(left, s.err)
	return s, err
}

// may says whether the agent may do something with accounts.
func (c *Client) may(what string) bool {
	s := c.known.Load()
	return s != nil && s.access[what]
}
