package keycloak

import (
	"context"

	"portaldesk/client"
	"portaldesk/client/mask"
)

// done is the outcome of an operation, with the account as it is now.
func (c *Client) done(ctx context.Context, op string, change client.Change, outcome client.Outcome) (client.Outcome, error) {
	account, err := c.account(ctx, op, string(change.Account))
	if err != nil {
		return client.Outcome{}, unconfirmed(op, err)
	}
	outcome.Account = account
	return outcome, nil
}

// mailed is the notice of a message to an address.
func mailed(address string) []client.Notice {
	return []client.Notice{{Kind: client.ContactEmail, To: mask.Contact(client.ContactEmail, address)}}
}

// addressOf is the address that an operation names. The server writes to the address on file alone.
func addressOf(op string, u user, contact client.ContactID) (string, error) {
	if contact != emailContact || u.Email == "" {
		return "", refuse(op, client.Conflict, noContact)
	}
	return u.Email, nil
}

// writeTo has the server write to the patient, with a link under which she takes the actions in turn. It answers when its
// mail server has taken the message; how long the link works, the realm decides.
func (c *Client) writeTo(ctx context.Context, op, id string, actions ...string) error {
	return c.learnMail(c.put(ctx, op, []string{"users", id, "execute-actions-email"}, actions))
}

// learnMail remembers that the realm has no mail server: an agent without view-realm is told so only by this refusal.
func (c *Client) learnMail(err error) error {
	if s := c.known.Load(); s != nil && client.CodeOf(err) == MailOff {
		learnt := *s
		learnt.mailOff = true
		c.known.CompareAndSwap(s, &learnt)
	}
	return err
}

// notOffered is for what no realm offers.
func notOffered(op string) (client.Outcome, error) {
	return client.Outcome{}, refuse(op, client.NotOffered, "")
}
