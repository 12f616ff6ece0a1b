package kratos

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"portaldesk/client"
	"portaldesk/client/mask"
)

// Mail implements [client.Accounts]: what the server's courier was given to send to the addresses that are on file now.
func (c *Client) Mail(ctx context.Context, id client.AccountID, limit int) ([]client.Mail, error) {
	const op = client.OpMail
	f, err := c.OnFile(ctx, id)
	if err != nil {
		return nil, err
	}
	var found []message
	for _, contact := range f.Contacts {
		sent, err := c.messages(ctx, op, contact.Value, capped(limit))
		if err != nil {
			return nil, err
		}
		found = append(found, sent...)
	}
	slices.SortStableFunc(found, func(a, b message) int { return b.CreatedAt.Compare(a.CreatedAt) })
	mail := []client.Mail{}
	for _, m := range found[:min(len(found), capped(limit))] {
		mail = append(mail, m.mail())
	}
	return mail, nil
}

// messages are those to one address, the newest first. That they are is checked: a gateway that drops the question's
// parameters would show other people's.
func (c *Client) messages(ctx context.Context, op, recipient string, limit int) ([]message, error) {
	recipient = strings.ToLower(recipient) // Kratos writes to addresses in lower case, whatever the trait has
	var found []message
	_, err := c.get(ctx, op, &found, url.Values{"recipient": {recipient}, "page_size": {itoa(limit)}}, "courier", "messages")
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(found, func(m message) bool { return !strings.EqualFold(m.Recipient, recipient) }), nil
}

func (m message) mail() client.Mail {
	kind := client.ContactEmail
	if m.Type != viaEmail {
		kind = client.ContactPhone
	}
	mail := client.Mail{ID: m.ID, At: m.CreatedAt, Kind: templates[m.Template], To: mask.Contact(kind, m.Recipient), Status: client.MailQueued}
	if mail.Kind == "" {
		mail.Kind = "notice"
	}
	switch m.Status {
	case "sent":
		mail.Status = client.MailSent
	case abandoned:
		mail.Status, mail.Detail = client.MailBounced, "the mail server did not take it; the portal has given up"
	}
	return mail
}

// abandoned is a message that the courier could not hand to the mail server, and will not try to any more.
const abandoned = "abandoned"

// templates are the kinds of message (courier/template of v1.3.1). Those for addresses that nobody has are notices.
var templates = map[string]string{
	"recovery_valid": "reset-link", "recovery_code_valid": "reset-code",
	"verification_valid": "verification-code", "verification_code_valid": "verification-code",
}
