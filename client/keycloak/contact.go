package keycloak

import (
	"context"
	"net/mail"
	"strings"
	"unicode"
	"unicode/utf8"

	"portaldesk/client"
	"portaldesk/client/fold"
)

// Bounds of a contact, as entered.
const (
	maxContact      = 254
	minContactPhone = 7 // digits of a local number
)

// CorrectContact implements [client.Operator]. A new address is written to, so that it is confirmed; the old one cannot be
// told: the server writes to the address on file alone.
func (c *Client) CorrectContact(ctx context.Context, change client.Change, correction client.ContactCorrection) (client.Outcome, error) {
	value := strings.TrimSpace(correction.Value)
	switch correction.Contact {
	case emailContact:
		if !isAddress(value) {
			return client.Outcome{}, refuse(opCorrectContact, client.Invalid, contactInvalid, field("value", "wrong-form")...)
		}
		return c.correctEmail(ctx, change, strings.ToLower(value))
	case phoneContact:
		if !isPhone(value) {
			return client.Outcome{}, refuse(opCorrectContact, client.Invalid, contactInvalid, field("value", "wrong-form")...)
		}
		return c.correctPhone(ctx, change, value)
	}
	return client.Outcome{}, refuse(opCorrectContact, client.Invalid, contactInvalid, field("contactId", "unknown")...)
}

func isAddress(value string) bool {
	parsed, err := mail.ParseAddress(value)
	return err == nil && parsed.Address == value && len(value) <= maxContact
}

func isPhone(value string) bool {
	spelled := func(r rune) bool { return !unicode.IsDigit(r) && !strings.ContainsRune("+()-./ x", r) }
	return utf8.RuneCountInString(value) <= maxContact && len(fold.Digits(value)) >= minContactPhone && !strings.ContainsFunc(value, spelled)
}

func (c *Client) correctEmail(ctx context.Context, change client.Change, address string) (client.Outcome, error) {
	t, err := c.begin(ctx, opCorrectContact, change)
	if err != nil {
		return client.Outcome{}, err
	}
	if strings.EqualFold(t.wanted.Email, address) {
		return client.Outcome{}, refuse(opCorrectContact, client.Invalid, contactInvalid, field("value", "unchanged")...)
	}
	t.wanted.Email, t.wanted.EmailVerified = address, false
	if c.emailIsLogin() {
		t.wanted.Username = address
	}
	if err := t.update(ctx); err != nil {
		return client.Outcome{}, err
	}
	outcome, err := t.finish(ctx, client.Outcome{})
	if err != nil {
		return client.Outcome{}, err
	}
	return c.tellNew(ctx, outcome, t.id, address), nil
}

// tellNew asks the new address to confirm itself. The correction stands, whatever comes of that.
func (c *Client) tellNew(ctx context.Context, outcome client.Outcome, id, address string) client.Outcome {
	const old = " Keycloak does not write to the old address: tell the patient to watch it."
	err := c.learnMail(c.put(ctx, opCorrectContact, []string{"users", id, "send-verify-email"}, nil))
	if err != nil {
		outcome.NextStep = "The new address could not be written to, so nobody confirms it." + old
		return outcome
	}
	outcome.Notified = mailed(address)
	outcome.NextStep = "The patient opens the link in the e-mail to the new address and confirms it." + old
	return outcome
}

func (c *Client) correctPhone(ctx context.Context, change client.Change, number string) (client.Outcome, error) {
	path := c.fields()[client.FieldPhone]
	name, is := strings.CutPrefix(path, attributePrefix)
	if !is {
		return client.Outcome{}, refuse(opCorrectContact, client.Conflict, noContact)
	}
	t, err := c.begin(ctx, opCorrectContact, change)
	if err != nil {
		return client.Outcome{}, err
	}
	old := t.wanted.at(path)
	number = respelled(old, number)
	switch {
	case old == "":
		return client.Outcome{}, refuse(opCorrectContact, client.Conflict, noContact)
	case old == number:
		return client.Outcome{}, refuse(opCorrectContact, client.Invalid, contactInvalid, field("value", "unchanged")...)
	}
	t.wanted.Attributes[name] = []string{number}
	if err := t.update(ctx); err != nil {
		return client.Outcome{}, err
	}
	return t.finish(ctx, client.Outcome{NextStep: "Keycloak tells nobody of a new number: tell the patient that it counts from now on."})
}

// respelled is a number written as the one before it was, so that it is found like all others.
func respelled(old, number string) string {
	digits := fold.Digits(number)
	shape, ok := shapeOf(old)
	national := len(digits) == nationalDigits || len(digits) == nationalDigits+1 && digits[0] == '1'
	if !ok || !national || strings.ContainsAny(number, "x") {
		return number
	}
	return fill(shape, digits[len(digits)-nationalDigits:])
}
