package adminapi

import (
	"context"
	"net/url"

	"portaldesk/client"
)

// Search implements [client.Accounts].
func (c *Client) Search(ctx context.Context, query client.Query) (client.Page[client.AccountRow], error) {
	var page client.Page[client.AccountRow]
	_, err := c.get(ctx, client.OpSearch, []string{"accounts"}, searchQuery(query), &page)
	return page, err
}

func searchQuery(query client.Query) url.Values {
	values := paging(query.Limit, query.Cursor)
	for name, value := range map[string]string{
		"q":      query.Text,
		"status": string(query.Status),
		"sort":   string(query.Sort),
	} {
		if value != "" {
			values.Set(name, value)
		}
	}
	if query.Minors {
		values.Set("minors", "true")
	}
	return values
}

// Account implements [client.Accounts].
func (c *Client) Account(ctx context.Context, id client.AccountID) (client.Account, error) {
	const op = client.OpAccount
	var account client.Account
	response, err := c.get(ctx, op, []string{"accounts", string(id)}, nil, &account)
	if err != nil {
		return client.Account{}, err
	}
	account.Version = response.Version()
	if err := checkAccount(op, id, account); err != nil {
		return client.Account{}, err
	}
	return account, nil
}

// checkAccount refuses an answer about another patient, and one that could never be changed.
func checkAccount(op string, id client.AccountID, account client.Account) error {
	switch {
	case account.ID != id:
		return unpromised(op, "another-account")
	case account.Version == "":
		return unpromised(op, "version-missing")
	}
	return nil
}

// SignInAttempts implements [client.Accounts].
func (c *Client) SignInAttempts(ctx context.Context, id client.AccountID, limit int) ([]client.SignInAttempt, error) {
	return history[client.SignInAttempt](ctx, c, "listSignInAttempts", []string{"accounts", string(id), "sign-in-attempts"}, limit)
}

// Mail implements [client.Accounts].
func (c *Client) Mail(ctx context.Context, id client.AccountID, limit int) ([]client.Mail, error) {
	return history[client.Mail](ctx, c, "listMail", []string{"accounts", string(id), "mail"}, limit)
}

// Sessions implements [client.Accounts].
func (c *Client) Sessions(ctx context.Context, id client.AccountID, limit int) ([]client.PatientSession, error) {
	return history[client.PatientSession](ctx, c, "listPatientSessions", []string{"accounts", string(id), "sessions"}, limit)
}

// history reads the first page of what happened to an account.
func history[T any](ctx context.Context, c *Client, op string, path []string, limit int) ([]T, error) {
	var page client.Page[T]
	_, err := c.get(ctx, op, path, paging(limit, ""), &page)
	return page.Items, err
}
