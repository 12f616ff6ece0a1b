package keycloak

import (
	"cmp"
	"context"
	"maps"
	"path"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"portaldesk/client"
	"portaldesk/client/mask"
)

// Mail implements [client.Accounts]: what the patient had sent to herself is in the realm's events, what a desk had sent to
// her in its admin events. Both say that a mail server took it, and nothing of what came then.
func (c *Client) Mail(ctx context.Context, id client.AccountID, limit int) ([]client.Mail, error) {
	var u user
	var h past
	group, reading := errgroup.WithContext(toShow(ctx))
	group.Go(func() error { return c.user(reading, opMail, string(id), &u) })
	group.Go(func() (err error) {
		h.own, err = c.eventsOf(reading, opMail, string(id), maxHistory, ownMail...)
		return err
	})
	group.Go(func() (err error) { h.admin, err = c.log(reading, opMail, string(id)); return err })
	if err := group.Wait(); err != nil {
		return nil, err
	}
	changed := h.last("email", u.Email)
	var mail []client.Mail
	for _, e := range h.own {
		mail = append(mail, e.mail(u.Email))
	}
	for _, e := range h.admin {
		mail = append(mail, e.mail(u.Email, changed))
	}
	mail = slices.DeleteFunc(mail, func(m client.Mail) bool { return m.Kind == "" })
	slices.SortStableFunc(mail, func(a, b client.Mail) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.ID, b.ID)) })
	return mail[:min(len(mail), capped(limit))], nil
}

// ownMail are the events that tell of mail which the patient had sent, and of a new address.
var ownMail = append(slices.Sorted(maps.Keys(mailEvents)), eventProfile, eventEmail)

// mailEvents are the events of a message that the patient had sent, and what it was.
var mailEvents = map[string]string{
	"SEND_RESET_PASSWORD": "reset-link", "SEND_RESET_PASSWORD_ERROR": "reset-link",
	"SEND_VERIFY_EMAIL": "address-link", "SEND_VERIFY_EMAIL_ERROR": "address-link",
}

// mailActions are the last parts of what a desk orders, and what is sent then. The realm does not keep which actions a link
// is for.
var mailActions = map[string]string{
	"execute-actions-email": "reset-link", "reset-password-email": "reset-link", "send-verify-email": "address-link",
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
