package kratos

import (
	"context"
	"time"

	"portaldesk/client"
)

// ResetPassword implements [client.Operator]: by a mailed link alone ([Client.About] says why).
func (c *Client) ResetPassword(ctx context.Context, change client.Change, reset client.PasswordReset) (client.Outcome, error) {
	const op = client.OpResetPassword
	if reset.Way != client.WayLink || !c.sends(ctx).offersLink(c.public != nil).Offered {
		return client.Outcome{}, notOffered(op)
	}
	return c.operate(ctx, op, change, func(ctx context.Context, w *work) error {
		if err := w.mustBe(active); err != nil {
			return err
		}
		contact, err := w.contact(reset.Contact)
		if err != nil {
			return err
		}
		if err := w.mailLink(ctx, contact); err != nil {
			return err
		}
		return w.endSessionsToo(ctx)
	})
}

// mailLink mails a link to a new password.
func (w *work) mailLink(ctx context.Context, contact client.ContactOnFile) error {
	if contact.Kind != client.ContactEmail || !w.now.recovers(contact.Value) {
		return refuse(w.op, client.Invalid, "contact-invalid", client.FieldError{Field: "contactId", Code: "not-allowed"})
	}
	if _, err := w.mailFlow(ctx, recoveryFlow, "link", contact.Value); err != nil {
		return err
	}
	w.notify(contact)
	w.outcome.NextStep = "The patient opens the link in the mail and chooses a new password."
	return nil
}

// IssueAccessCode implements [client.Operator]: a recovery code to be read aloud. Kratos caps no code's life, so it is capped
// here; it takes back no code that is out; it makes codes for inactive accounts, which they do not open; and it takes a code
// on its own page alone, so the next step says which.
func (c *Client) IssueAccessCode(ctx context.Context, change client.Change, issue client.AccessCodeIssue) (client.Outcome, error) {
	const op = client.OpIssueAccessCode
	switch {
	case !c.sends(ctx).offersCode().Offered || issue.Channel != client.ByVoice:
		return client.Outcome{}, notOffered(op)
	case issue.Hours < 0:
		return client.Outcome{}, refuse(op, client.Invalid, "hours-invalid", client.FieldError{Field: "hours", Code: "too-small"})
	}
	return c.operate(ctx, op, change, func(ctx context.Context, w *work) error {
		if err := w.mustBe(active); err != nil {
			return err
		}
		if err := w.endSessions(ctx); err != nil { // first, so that no code is lost because of it
			return err
		}
		return w.issue(ctx, lifeOf(issue.Hours))
	})
}

// lifeOf is how long a code lives of which so many hours were asked, 0 for the longest.
func lifeOf(hours int) time.Duration {
	if hours == 0 || hours > voiceHours {
		hours = voiceHours
	}
	return time.Duration(hours) * time.Hour
}

// ResendInvitation implements [client.Operator]. Kratos knows no invitations. What brings somebody in who was never there is a
// link to a password; where none is mailed, what verifies an address, without which many portals let nobody in.
func (c *Client) ResendInvitation(ctx context.Context, change client.Change, contact client.ContactID) (client.Outcome, error) {
	const op = client.OpResendInvitation
	sends := c.sends(ctx)
	if !sends.offersInvitation(c.public != nil).Offered {
		return client.Outcome{}, notOffered(op)
	}
	return c.operate(ctx, op, change, func(ctx context.Context, w *work) error {
		if err := w.mustBe(active); err != nil {
			return err
		}
		to, err := w.contact(contact)
		if err != nil {
			return err
		}
		if sends.offersLink(true).Offered {
			return w.mailLink(ctx, to)
		}
		return w.mailVerification(ctx, to, sends.verifies)
	})
}

func (w *work) mailVerification(ctx context.Context, to client.ContactOnFile, method string) error {
	if to.Kind != client.ContactEmail {
		return refuse(w.op, client.Invalid, "contact-invalid", client.FieldError{Field: "contactId", Code: "not-allowed"})
	}
	if to.Verified {
		return refuse(w.op, client.Conflict, "contact-verified")
	}
	if _, err := w.mailFlow(ctx, verificationFlow, method, to.Value); err != nil {
		return err
	}
	w.notify(to)
	w.outcome.NextStep = "The patient opens the link in the mail, which verifies the address. Kratos mails no link to a password here: " +
		"who has none asks for it on the portal's sign-in page."
	return nil
}
