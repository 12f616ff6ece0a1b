package guided

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"portaldesk/client"
	"portaldesk/client/onfile"
)

// Search implements [client.Accounts]. Where nobody is found, it answers one row for the person as typed: opening that account
// makes a slip. While the file is being read there is none, since the person may yet come.
func (c *Client) Search(ctx context.Context, query client.Query) (client.Page[client.AccountRow], error) {
	const op = "searchAccounts"
	index, err := c.ready(op)
	if err != nil {
		return client.Page[client.AccountRow]{}, err
	}
	page, err := index.Find(ctx, query)
	if err != nil || len(page.Items) > 0 || !worthASlip(query) {
		return page, err
	}
	now := c.now()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.walks > 0 {
		return page, nil
	}
	f := c.typed.slipFor(strings.Join(strings.Fields(query.Text), " "), now)
	return client.Page[client.AccountRow]{Items: []client.AccountRow{onfile.Row(f, client.StatusUnknown, now)}, Total: 1}, nil
}

// ready is the index, for an agent who is signed in.
func (c *Client) ready(op string) (client.Index, error) {
	if _, err := c.agent(op); err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.index == nil {
		return nil, refuse(op, client.Unavailable, "index-missing")
	}
	return c.index, nil
}

// Account implements [client.Accounts]. A slip that is opened is kept from now on.
func (c *Client) Account(ctx context.Context, id client.AccountID) (client.Account, error) {
	const op = "getAccount"
	listed, err := c.listed(ctx, op, id)
	if client.KindOf(err) == client.NotFound {
		listed, err = c.keepSlip(ctx, op, id)
	}
	if err != nil {
		return client.Account{}, err
	}
	return c.shown(listed), nil
}

// listed is the account as the index has it.
func (c *Client) listed(ctx context.Context, op string, id client.AccountID) (client.Listed, error) {
	index, err := c.ready(op)
	if err != nil {
		return client.Listed{}, err
	}
	listed, found, err := index.Get(ctx, id)
	if err == nil && !found {
		err = refuse(op, client.NotFound, "account-not-found")
	}
	return listed, err
}

func (c *Client) keepSlip(ctx context.Context, op string, id client.AccountID) (client.Listed, error) {
	index, err := c.ready(op)
	if err != nil {
		return client.Listed{}, err
	}
	c.mu.Lock()
	slip, found := c.typed.byID(id)
	c.mu.Unlock()
	if !found {
		return client.Listed{}, refuse(op, client.NotFound, "account-not-found")
	}
	return slip, index.Put(ctx, slip)
}

// shown is what the desk sees of an account.
func (c *Client) shown(listed client.Listed) client.Account {
	f, now := listed.OnFile, c.now()
	account := client.Account{
		AccountRow: onfile.Row(f, listed.Status, now), Version: versionOf(listed), GivenName: onfile.Given(f), Language: f.Language,
		PortalStatus: c.guide.word(listed.Status), Proxies: []client.Proxy{},
	}
	account.Age, _ = onfile.Age(f.BirthDate, now)
	if f.AsSaid {
		f.Contacts = nil
	}
	account.Contacts = onfile.Contacts(f, 0)
	return account
}

// versionOf is a digest of all that is known, as an ETag.
func versionOf(listed client.Listed) string {
	text, err := json.Marshal(listed)
	if err != nil {
		panic(err) // strings, times and booleans always marshal
	}
	sum := sha256.Sum256(text)
	return `"` + hex.EncodeToString(sum[:16]) + `"`
}

// OnFile implements [client.Directory].
func (c *Client) OnFile(ctx context.Context, id client.AccountID) (client.OnFile, error) {
	listed, err := c.listed(ctx, "getAccount", id)
	return listed.OnFile, err
}

// SignInAttempts implements [client.Accounts]: the agent looks in the console.
func (c *Client) SignInAttempts(context.Context, client.AccountID, int) ([]client.SignInAttempt, error) {
	return nil, c.unread("listSignInAttempts")
}

// Mail implements [client.Accounts]: the agent looks in the console.
func (c *Client) Mail(context.Context, client.AccountID, int) ([]client.Mail, error) {
	return nil, c.unread("listMail")
}

// Sessions implements [client.Accounts]: the agent looks in the console.
func (c *Client) Sessions(context.Context, client.AccountID, int) ([]client.PatientSession, error) {
	return nil, c.unread("listPatientSessions")
}

func (c *Client) unread(op string) error {
	if _, err := c.agent(op); err != nil {
		return err
	}
	return notOffered(op)
}
