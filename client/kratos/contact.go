package kratos

import (
	"context"
	netmail "net/mail"
	"strings"

	"portaldesk/client"
	"portaldesk/client/fold"
	"portaldesk/client/mask"
)

// CorrectContact implements [client.Operator]. The new address counts as not verified; where the server can, it is asked to
// write to it, so that its owner verifies it. It tells the old one nothing.
func (c *Client) CorrectContact(ctx context.Context, change client.Change, correction client.ContactCorrection) (client.Outcome, error) {
	const op = client.OpCorrectContact
	value := strings.TrimSpace(correction.Value)
	return c.operate(ctx, op, change, func(ctx context.Context, w *work) error {
		contact, err := w.contact(correction.Contact)
		if err != nil {
			return err
		}
		pointer := w.fields[contactFields[contact.ID]]
		if pointer == "" {
			return refuse(op, client.Invalid, "contact-invalid", client.FieldError{Field: "contactId", Code: "not-allowed"})
		}
		entry := client.FieldError{Field: "value", Code: "malformed"}
		if !plausible(contact.Kind, value) {
			return refuse(op, client.Invalid, "contact-invalid", entry)
		}
		if err := w.set(ctx, put(w.now.Traits, pointer, value)); err != nil {
			return entryRefused(err, pointer, entry, "contact-invalid", "contact-taken")
		}
		w.outcome.NextStep = afterCorrection
		if pointer == w.fields[client.FieldLoginID] {
			w.outcome.NextStep = newLoginAddress
		}
		w.haveVerified(ctx, client.ContactOnFile{Kind: contact.Kind, Value: value})
		return nil
	})
}

const afterCorrection = "The new contact is not verified yet. Kratos has told nothing to the old one: if the patient still has it, " +
	"tell them that it was changed."

// plausible leaves the rest to the server's schema, which need not have any rule.
func plausible(kind client.ContactKind, value string) bool {
	if kind == client.ContactPhone {
		return len(fold.Digits(value)) >= fewestDigits
	}
	parsed, err := netmail.ParseAddress(value)
	return err == nil && parsed.Address == value
}

// haveVerified has the server write to a new address. It is no part of what was ordered: that it cannot be done is no error.
func (w *work) haveVerified(ctx context.Context, contact client.ContactOnFile) {
	if contact.Kind != client.ContactEmail || w.sends(ctx).verifies == "" {
		return
	}
	if _, err := w.mailFlow(ctx, verificationFlow, w.sends(ctx).verifies, contact.Value); err == nil {
		w.notify(contact)
	}
}

func (w *work) notify(contact client.ContactOnFile) {
	w.outcome.Notified = append(w.outcome.Notified, client.Notice{Kind: contact.Kind, To: mask.Contact(contact.Kind, contact.Value)})
}
