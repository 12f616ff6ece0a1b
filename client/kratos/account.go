package kratos

import (
	"context"
	"net/url"

	"portaldesk/client"
	"portaldesk/client/onfile"
)

// Account implements [client.Accounts].
func (c *Client) Account(ctx context.Context, id client.AccountID) (client.Account, error) {
	const op = client.OpAccount
	found, err := c.read(ctx, op, id)
	if client.KindOf(err) == client.NotFound {
		c.forget(ctx, id)
	}
	if err != nil {
		return client.Account{}, err
	}
	return c.view(ctx, op, found)
}

// view is the account as the desk sees it. What was read is also what the look-up on this computer knows from now on.
func (c *Client) view(ctx context.Context, op string, i identity) (client.Account, error) {
	fields, err := c.fields(ctx)
	if err != nil {
		return client.Account{}, err
	}
	account := c.shown(i, fields)
	last, err := c.places(ctx, op, i.account(), url.Values{"page_size": {"1"}})
	switch {
	case client.KindOf(err) == client.Forbidden: // a gateway that shows accounts need not show where they are signed in
	case err != nil:
		return client.Account{}, err
	case len(last.places) > 0:
		account.LastSignInAt = &last.places[0].AuthenticatedAt
	}
	c.remember(ctx, c.listed(i, fields))
	return account, nil
}

// shown is what the identity alone says.
func (c *Client) shown(i identity, fields client.FieldMap) client.Account {
	f := c.onFile(i, fields)
	account := client.Account{
		AccountRow: onfile.Row(f, i.status(), c.now()), Version: version(i), PortalStatus: i.State, Reason: reason(i),
		GivenName: onfile.Given(f), Language: f.Language, CreatedAt: i.CreatedAt, SecondFactor: secondFactor(i),
		Contacts: onfile.Contacts(f, 0), Proxies: []client.Proxy{},
	}
	account.Age, _ = onfile.Age(f.BirthDate, c.now())
	return account
}

// reason is what can be said about the account's state.
func reason(i identity) string {
	switch {
	case i.State != inactive:
		return ""
	case i.ChangedAt.IsZero():
		return "Kratos keeps no reason"
	}
	return "switched off on " + i.ChangedAt.UTC().Format("2006-01-02") + "; Kratos keeps no reason"
}

// secondFactor is the kind of second factor that the account has set up, "" for none. Codes for a lost device alone are none.
func secondFactor(i identity) string {
	for _, kind := range []string{"totp", "webauthn"} {
		if _, has := i.Credentials[kind]; has {
			return kind
		}
	}
	return ""
}
