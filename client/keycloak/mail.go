package keycloak

import (
	"cmp"
	"context"
	"net/url"
	"path"
	"slices"
	"strconv"
	"time"

	"portaldesk/client"
	"portaldesk/client/mask"
)

// Mail implements [client.Accounts]: what the patient had sent to herself is in the realm's events, what a desk had sent to
// her in its admin events. Both say that a mail server took it, and nothing of what came then.
func (c *Client) Mail(ctx context.Context, id client.AccountID, limit int) ([]client.Mail, error) {
	var u user
	var own []event
	var ordered []adminEvent
	var changes contactChanges
	group, reading := c.parallel(ctx)
	group.Go(func() error { return c.user(reading, opMail, string(id), &u) })
	group.Go(func() error { return c.contactChanges(reading, opMail, string(id), &changes) })
	group.Go(func() (err error) { own, err = c.sentByPatient(reading, string(id), limit); return err })
	group.Go(func() (err error) { ordered, err = c.sentByDesk(reading, string(id), limit); return err })
	if err := group.Wait(); err != nil {
		return nil, err
	}
	var mail []client.Mail
	for _, e := range own {
		mail = append(mail, e.mail(u.Email))
	}
	for _, e := range ordered {
		mail = append(mail, e.mail(u.Email, changes.last("email", u.Email)))
	}
	mail = slices.DeleteFunc(mail, func(m client.Mail) bool { return m.Kind == "" })
	slices.SortStableFunc(mail, func(a, b client.Mail) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.ID, b.ID)) })
	return mail[:min(len(mail), capped(limit))], nil
}

// mailEvents are the events of a message that the patient had sent, and what it was.
var mailEvents = map[string]string{
	"SEND_RESET_PASSWORD": "reset-link", "SEND_RESET_PASSWORD_ERROR": "reset-link",
	"SEND_VERIFY_EMAIL": "address-link", "SEND_VERIFY_EMAIL_ERROR": "address-link",
}

func (c *Client) sentByPatient(ctx context.Context, id string, limit int) ([]event, error) {
	var events []event
	query := url.Values{"user": {id}, "max": {strconv.Itoa(capped(limit))}}
	for kind := range mailEvents {
		query.Add("type", kind)
	}
	return events, c.get(ctx, opMail, []string{"events"}, query, &events)
}

// mailActions are the last parts of what a desk orders, and what is sent then. The realm does not keep which actions a link
// is for.
var mailActions = map[string]string{
	"execute-actions-email": "reset-link", "reset-password-email": "reset-link", "send-verify-email": "address-link",
}

func (c *Client) sentByDesk(ctx context.Context, id string, limit int) ([]adminEvent, error) {
	var events []adminEvent
	query := url.Values{"resourcePath": {userPath(id) + "/*"}, "operationTypes": {operationAction}, "max": {strconv.Itoa(capped(limit))}}
	return events, c.get(ctx, opMail, []string{"admin-events"}, query, &events)
}

// mail is the message that the event tells of, to the address it names, or else to the one on file.
func (e event) mail(onFile string) client.Mail {
	address := cmp.Or(e.Details["email"], onFile)
	m := client.Mail{
		ID: e.ID, At: moment(e.Time), Kind: mailEvents[e.Type], To: mask.Contact(client.ContactEmail, address), Status: client.MailSent,
	}
	if e.Error != "" {
		m.Status, m.Detail = client.MailBounced, "Keycloak's mail server did not take it"
	}
	return m
}

// mail is the message that the admin event tells of. It does not say to which address; when that was changed later, it is
// not known.
func (e adminEvent) mail(onFile string, changed time.Time) client.Mail {
	m := client.Mail{ID: e.ID, At: moment(e.Time), Kind: mailActions[path.Base(e.ResourcePath)], Status: client.MailSent}
	if !changed.After(m.At) {
		m.To = mask.Contact(client.ContactEmail, onFile)
	}
	if e.Error != "" {
		m.Status, m.Detail = client.MailBounced, "Keycloak's mail server did not take it"
	}
	return m
}
