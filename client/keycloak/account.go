package keycloak

import (
	"context"

	"golang.org/x/sync/errgroup"

	"portaldesk/client"
	"portaldesk/client/onfile"
)

// quietDays is for a client that works by itself. In a portal, the portal's policy decides.
const quietDays = 14

// reading is all that is read of one account.
type reading struct {
	sight
	lock lock
	past past
}

// Account implements [client.Accounts].
func (c *Client) Account(ctx context.Context, id client.AccountID) (client.Account, error) {
	return c.account(toShow(ctx), opAccount, string(id))
}

func (c *Client) account(ctx context.Context, op, id string) (client.Account, error) {
	r, err := c.read(ctx, op, id)
	if err != nil {
		return client.Account{}, err
	}
	return c.shown(r), nil
}

func (c *Client) read(ctx context.Context, op, id string) (reading, error) {
	var r reading
	group, within := errgroup.WithContext(ctx)
	group.Go(func() (err error) { r.past, err = c.past(within, op, id); return err })
	group.Go(func() (err error) { r.sight, err = c.look(within, op, id); return err })
	group.Go(func() (err error) { r.lock, err = c.lock(within, op, id); return err })
	if err := group.Wait(); err != nil {
		return reading{}, err
	}
	return r, nil
}

// lock reads what brute-force detection has of an account.
func (c *Client) lock(ctx context.Context, op, id string) (lock, error) {
	var l lock
	err := allowed(c.get(ctx, op, []string{"attack-detection", "brute-force", "users", id}, nil, &l), nil)
	return l, err
}

func (c *Client) shown(r reading) client.Account {
	c.forms.learn(r.user)
	f := c.person(r.user, r.past)
	passwords, today := hasPassword(r.credentials), c.clock.now()
	age, _ := onfile.Age(f.BirthDate, today)
	a := client.Account{
		AccountRow: onfile.Row(f, r.user.status(r.lock, passwords), today), Version: r.version(),
		GivenName: onfile.Given(f), Age: age, Language: f.Language,
		PortalStatus: r.user.word(r.lock), Reason: r.user.reason(r.lock, passwords), MustChangePassword: r.user.mustChangePassword(),
		LastSignInAt: r.past.lastSignIn(), CreatedAt: moment(r.user.CreatedTimestamp), Contacts: onfile.Contacts(f, quietDays),
		SecondFactor: secondFactor(r.credentials),
	}
	if r.lock.Disabled {
		a.LockedUntil = r.lock.until()
	}
	return a
}
