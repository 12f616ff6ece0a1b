package guided

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"portaldesk/client"
)

// The bounds of the published contract.
const (
	longestReason  = 64
	longestLoginID = 64
	longestContact = 254
)

// ResetPassword implements [client.Operator]. How the account stands is not changed by it here: nobody tells the desk when the
// patient has chosen a password.
func (c *Client) ResetPassword(ctx context.Context, change client.Change, reset client.PasswordReset) (client.Outcome, error) {
	const op = "resetPassword"
	ability, known := map[client.ResetWay]client.Ability{
		client.WayLink: client.ResetByLink, client.WayCode: client.ResetByCode, client.WayTemporary: client.ResetByTemporary,
	}[reset.Way]
	if !known {
		return client.Outcome{}, refuse(op, client.Invalid, "way-invalid", client.FieldError{Field: "way", Code: "unknown"})
	}
	return c.byHand(ctx, order{op, ability, change}, func(listed *client.Listed) error {
		if reset.Way == client.WayTemporary {
			return nil
		}
		return c.knows(op, *listed, reset.Contact)
	})
}

// ChangeLoginID implements [client.Operator].
func (c *Client) ChangeLoginID(ctx context.Context, change client.Change, loginID string) (client.Outcome, error) {
	const op = "changeLoginId"
	return c.byHand(ctx, order{op, client.ChangesLoginID, change}, func(listed *client.Listed) error {
		length := utf8.RuneCountInString(loginID)
		if length == 0 || length > longestLoginID || strings.ContainsFunc(loginID, unicode.IsSpace) {
			return refuse(op, client.Invalid, "login-id-invalid", client.FieldError{Field: "loginId", Code: "wrong-form"})
		}
		listed.OnFile.LoginID = loginID
		return nil
	})
}

// IssueAccessCode implements [client.Operator]. The code stays in the console; nobody types it here.
func (c *Client) IssueAccessCode(ctx context.Context, change client.Change, issue client.AccessCodeIssue) (client.Outcome, error) {
	const op = "issueAccessCode"
	return c.byHand(ctx, order{op, client.IssuesAccessCode, change}, func(listed *client.Listed) error {
		if c.guide.CodeHours[issue.Channel] == 0 {
			return refuse(op, client.Invalid, "way-invalid", client.FieldError{Field: "channel", Code: "unknown"})
		}
		listed.Status = client.StatusInvited
		if issue.Channel == client.ByVoice || issue.Channel == client.ByPost {
			return nil
		}
		return c.knows(op, *listed, issue.Contact)
	})
}

// Activate implements [client.Operator].
func (c *Client) Activate(ctx context.Context, change client.Change) (client.Outcome, error) {
	return c.byHand(ctx, order{"activateAccount", client.ActivatesAccount, change}, moved(client.StatusActive))
}

// Deactivate implements [client.Operator].
func (c *Client) Deactivate(ctx context.Context, change client.Change, reason string) (client.Outcome, error) {
	const op = "deactivateAccount"
	return c.byHand(ctx, order{op, client.DeactivatesIt, change}, func(listed *client.Listed) error {
		if length := utf8.RuneCountInString(strings.TrimSpace(reason)); length < 1 || length > longestReason {
			return refuse(op, client.Invalid, "reason-invalid", client.FieldError{Field: "reason", Code: "wrong-length"})
		}
		return moved(client.StatusDeactivated)(listed)
	})
}

// Unlock implements [client.Operator].
func (c *Client) Unlock(ctx context.Context, change client.Change) (client.Outcome, error) {
	return c.byHand(ctx, order{"unlockAccount", client.UnlocksAccount, change}, moved(client.StatusActive))
}

// SignOutEverywhere implements [client.Operator].
func (c *Client) SignOutEverywhere(ctx context.Context, change client.Change) (client.Outcome, error) {
	return c.byHand(ctx, order{"signOutEverywhere", client.EndsSessions, change}, func(*client.Listed) error { return nil })
}

// ResendInvitation implements [client.Operator].
func (c *Client) ResendInvitation(ctx context.Context, change client.Change, contact client.ContactID) (client.Outcome, error) {
	const op = "resendInvitation"
	return c.byHand(ctx, order{op, client.ResendsInvitation, change}, func(listed *client.Listed) error {
		listed.Status = client.StatusInvited
		return c.knows(op, *listed, contact)
	})
}

// CorrectContact implements [client.Operator]. The new value proves nobody until the quiet days are over. What an agent typed for
// a slip is not kept as a contact at all. Without a contact it is one that the export has not.
func (c *Client) CorrectContact(ctx context.Context, change client.Change, correction client.ContactCorrection) (client.Outcome, error) {
	const op = "correctContact"
	return c.byHand(ctx, order{op, client.CorrectsContact, change}, func(listed *client.Listed) error {
		if err := c.knows(op, *listed, correction.Contact); err != nil {
			return err
		}
		contact, usable := c.corrected(*listed, correction)
		if !usable {
			return refuse(op, client.Invalid, "contact-invalid", client.FieldError{Field: "value", Code: "wrong-form"})
		}
		if !listed.OnFile.AsSaid {
			replace(&listed.OnFile, contact)
		}
		return nil
	})
}

// moved puts the account into a state.
func moved(to client.Status) func(*client.Listed) error {
	return func(listed *client.Listed) error {
		listed.Status = to
		return nil
	}
}

// knows says whether the contact is one that the account is shown with, or the number in the chart. None at all is the one that
// the console has.
func (c *Client) knows(op string, listed client.Listed, id client.ContactID) error {
	_, onFile := contactOf(listed.OnFile, id)
	if id == "" || id == client.ChartContact || onFile && !listed.OnFile.AsSaid {
		return nil
	}
	return refuse(op, client.Invalid, "contact-invalid", client.FieldError{Field: "contactId", Code: "unknown"})
}

func contactOf(f client.OnFile, id client.ContactID) (client.ContactOnFile, bool) {
	for _, contact := range f.Contacts {
		if contact.ID == id {
			return contact, true
		}
	}
	return client.ContactOnFile{}, false
}

// corrected is the contact as it is from now on, under the id of the one that it replaces; false when the value is none of its
// kind. The number in the chart is a phone; where no contact was named, the value says of which kind it is.
func (c *Client) corrected(listed client.Listed, correction client.ContactCorrection) (client.ContactOnFile, bool) {
	value := strings.TrimSpace(correction.Value)
	before, onFile := contactOf(listed.OnFile, correction.Contact)
	found := contacts(value, value)
	if len(found) == 0 || utf8.RuneCountInString(value) > longestContact {
		return client.ContactOnFile{}, false
	}
	now := found[0]
	switch {
	case onFile && before.Kind != now.Kind, correction.Contact == client.ChartContact && now.Kind != client.ContactPhone:
		return client.ContactOnFile{}, false
	case onFile:
		now.ID = before.ID
	}
	now.ChangedAt = c.now()
	return now, true
}

// replace puts a contact in the place of the one with its id, or beside those that there are.
func replace(f *client.OnFile, contact client.ContactOnFile) {
	f.Contacts = slices.Clone(f.Contacts)
	for i := range f.Contacts {
		if f.Contacts[i].ID == contact.ID {
			f.Contacts[i] = contact
			return
		}
	}
	f.Contacts = append(f.Contacts, contact)
}
