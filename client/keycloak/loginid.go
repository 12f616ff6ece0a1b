package keycloak

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"portaldesk/client"
)

// maxLoginID is the length of the server's column.
const maxLoginID = 255

// ChangeLoginID implements [client.Operator]. The server keeps login IDs in lower case.
func (c *Client) ChangeLoginID(ctx context.Context, change client.Change, loginID string) (client.Outcome, error) {
	loginID = strings.ToLower(strings.TrimSpace(loginID))
	if loginID == "" || utf8.RuneCountInString(loginID) > maxLoginID || strings.ContainsFunc(loginID, unicode.IsSpace) {
		return client.Outcome{}, refuse(opChangeLoginID, client.Invalid, loginIDInvalid, field("loginId", "wrong-form")...)
	}
	if !c.offers(client.ChangesLoginID) {
		return notOffered(opChangeLoginID)
	}
	t, err := c.begin(ctx, opChangeLoginID, change)
	if err != nil {
		return client.Outcome{}, err
	}
	if t.wanted.Username == loginID {
		return client.Outcome{}, refuse(opChangeLoginID, client.Invalid, loginIDInvalid, field("loginId", "unchanged")...)
	}
	t.wanted.Username = loginID
	if err := t.update(ctx); err != nil {
		return client.Outcome{}, err
	}
	return t.finish(ctx, client.Outcome{
		NextStep: "The patient signs in with the new login ID from now on. Keycloak tells nobody of the change.",
	})
}

// IssueAccessCode implements [client.Operator]: no realm has access codes.
func (c *Client) IssueAccessCode(context.Context, client.Change, client.AccessCodeIssue) (client.Outcome, error) {
	return notOffered(opAccessCode)
}
