package scim

import (
	"context"
	"net/mail"
	"slices"
	"strings"
	"time"

	"portaldesk/client"
	"portaldesk/client/fold"
)

// fewestDigits and mostDigits are those of a phone number (ITU-T E.164).
const (
	fewestDigits = 7
	mostDigits   = 15
)

// CorrectContact implements [client.Operator].
func (c *Client) CorrectContact(ctx context.Context, change client.Change, correction client.ContactCorrection) (client.Outcome, error) {
	s := c.standing()
	if offer := s.contactOffer(); c.known.Load() != nil && !offer.Offered {
		return notOffered(client.OpCorrectContact)
	}
	wanted := strings.TrimSpace(correction.Value)
	kind, ok := kindOf(correction.Contact)
	if !ok {
		return client.Outcome{}, refuse(client.OpCorrectContact, client.Conflict, noContact)
	}
	if !wellFormed(kind, wanted) {
		return client.Outcome{}, refuse(client.OpCorrectContact, client.Invalid, contactInvalid, field("value", "wrong-form")...)
	}
	at := s.fields[fieldOf(kind)]
	after, err := c.apply(ctx, edit{
		op: client.OpCorrectContact, change: change, touches: []string{at.name, at.schema},
		stands: func(u user) bool { return slices.ContainsFunc(contactsOf(u, s), same(kind, wanted)) },
		plan: func(u user) ([]operation, error) {
			all := contactsOf(u, s)
			i := slices.IndexFunc(all, func(one contact) bool { return one.id == correction.Contact })
			if i < 0 {
				return nil, refuse(client.OpCorrectContact, client.Conflict, noContact)
			}
			if all[i].value.text == wanted {
				return nil, refuse(client.OpCorrectContact, client.Invalid, contactInvalid, field("value", "unchanged")...)
			}
			return []operation{replace(all[i].place, styled(u, all[i], wanted))}, nil
		},
	})
	if err != nil {
		return client.Outcome{}, err
	}
	c.noteCorrection(change.Account, correction.Contact, after, s, wanted)
	return client.Outcome{
		Account: c.shown(after), NextStep: "The server tells nobody of the change: let the patient know at the old address too.",
	}, nil
}

// kindOf is the kind of contact that an id of ours names.
func kindOf(id client.ContactID) (client.ContactKind, bool) {
	for _, kind := range []client.ContactKind{client.ContactEmail, client.ContactPhone} {
		if strings.HasPrefix(string(id), string(kind)) {
			return kind, true
		}
	}
	return "", false
}

func fieldOf(kind client.ContactKind) client.Field {
	if kind == client.ContactPhone {
		return client.FieldPhone
	}
	return client.FieldEmail
}

// same compares contacts as they are kept: servers write addresses in lower case and numbers in a form of their own.
func same(kind client.ContactKind, wanted string) func(contact) bool {
	return func(one contact) bool {
		if one.kind != kind {
			return false
		}
		if kind == client.ContactPhone {
			return fold.Digits(one.value.text) == fold.Digits(wanted)
		}
		return strings.EqualFold(one.value.text, wanted)
	}
}

func wellFormed(kind client.ContactKind, text string) bool {
	if kind == client.ContactPhone {
		digits := len(fold.Digits(text))
		return numberPattern.MatchString(strings.TrimPrefix(text, telPrefix)) && digits >= fewestDigits && digits <= mostDigits
	}
	address, err := mail.ParseAddress(text)
	return err == nil && address.Address == text && longest(text) == text
}

// styled writes a number in the style of the one that it takes the place of.
func styled(u user, old contact, wanted string) string {
	kept := slices.ContainsFunc(u.values(old.place), func(v value) bool { return strings.HasPrefix(strings.ToLower(v.text), telPrefix) })
	if !kept || strings.HasPrefix(wanted, telPrefix) {
		return wanted
	}
	return telPrefix + strings.Join(strings.FieldsFunc(wanted, func(r rune) bool { return strings.ContainsRune(" ()/", r) }), "-")
}

// changedAt is when a contact was last changed from here; zero when it was not.
func (c *Client) changedAt(account client.AccountID, contact client.ContactID) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.corrected[contactKey{account, contact}]
}

// noteCorrection remembers when a contact was changed, under the id that it has now.
func (c *Client) noteCorrection(account client.AccountID, id client.ContactID, after user, s standing, wanted string) {
	kind, _ := kindOf(id)
	for _, one := range contactsOf(after, s) {
		if same(kind, wanted)(one) {
			id = one.id
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.corrected[contactKey{account, id}] = c.now()
}
