package kratos

import (
	"context"
	"slices"
	"strings"
	"time"

	"portaldesk/client"
	"portaldesk/client/fold"
	"portaldesk/client/lookup"
)

// OnFile implements [client.Directory].
func (c *Client) OnFile(ctx context.Context, id client.AccountID) (client.OnFile, error) {
	const op = client.OpOnFile
	fields, err := c.fields(ctx)
	if err != nil {
		return client.OnFile{}, err
	}
	found, err := c.read(ctx, op, id)
	if err != nil {
		return client.OnFile{}, err
	}
	return c.onFile(found, fields), nil
}

// onFile is what the identity says, by the map of fields.
func (c *Client) onFile(i identity, fields client.FieldMap) client.OnFile {
	value := func(field client.Field) string { return text(i.Traits, fields[field]) }
	f := client.OnFile{
		ID: i.account(), LoginID: value(client.FieldLoginID), GivenName: value(client.FieldGivenName),
		FamilyName: value(client.FieldFamilyName), BirthDate: day(value(client.FieldBirthDate), c.now()),
		MRN: value(client.FieldMRN), Postcode: value(client.FieldPostcode), Language: value(client.FieldLanguage),
		Contacts: contacts(i, fields),
	}
	if whole := value(client.FieldFullName); whole != "" {
		f.Spellings = []string{whole}
	}
	return f
}

func (c *Client) listed(i identity, fields client.FieldMap) client.Listed {
	return client.Listed{OnFile: c.onFile(i, fields), Status: i.status()}
}

// day is a date as "2006-01-02", whatever the schema lets it be written like. One that could be either of two days is not
// known.
func day(written string, today time.Time) string {
	if date, _, timed := strings.Cut(written, "T"); timed {
		written = date
	}
	if dates := lookup.Dates(written, today); len(dates) == 1 {
		return dates[0]
	}
	return ""
}

// The ids of the contacts that the map of fields names. Others have the server's own.
const (
	emailContact client.ContactID = "email"
	phoneContact client.ContactID = "phone"
)

// contactFields are the fields of those.
var contactFields = map[client.ContactID]client.Field{emailContact: client.FieldEmail, phoneContact: client.FieldPhone}

// contacts are the mapped e-mail address and phone, and every other address that the server writes to. Kratos keeps no
// consents: an address that the patient gave it may be written to.
func contacts(i identity, fields client.FieldMap) []client.ContactOnFile {
	var found []client.ContactOnFile
	add := func(id client.ContactID, kind client.ContactKind, value string) {
		known := func(c client.ContactOnFile) bool { return same(c.Value, value) }
		if value != "" && !slices.ContainsFunc(found, known) {
			found = append(found, i.contact(id, kind, value))
		}
	}
	add(emailContact, client.ContactEmail, text(i.Traits, fields[client.FieldEmail]))
	add(phoneContact, client.ContactPhone, text(i.Traits, fields[client.FieldPhone]))
	for _, address := range slices.Concat(i.Verifiable, i.Recovery) {
		if kind, known := kinds[address.Via]; known {
			add(client.ContactID(address.ID), kind, address.Value)
		}
	}
	return found
}

var kinds = map[string]client.ContactKind{viaEmail: client.ContactEmail, viaText: client.ContactPhone}

// madeWithin is how long an account takes to be made. What is younger than it by more was changed since.
const madeWithin = 5 * time.Second

// contact is a contact with what its address tells. Kratos makes an address anew when its value changes, and only then, so
// the day it was made on is that of the change; one as old as the account was never changed.
func (i identity) contact(id client.ContactID, kind client.ContactKind, value string) client.ContactOnFile {
	c := client.ContactOnFile{ID: id, Kind: kind, Value: value, Consented: true, NoCodes: kind != client.ContactEmail || !i.verifies(value)}
	var made time.Time
	for _, address := range slices.Concat(i.Verifiable, i.Recovery) {
		if !same(address.Value, value) {
			continue
		}
		c.Verified = c.Verified || address.Verified
		if made.IsZero() || address.CreatedAt.Before(made) {
			made = address.CreatedAt
		}
	}
	if made.Sub(i.CreatedAt) > madeWithin {
		c.ChangedAt = made
	}
	return c
}

// verifies says whether the server would write to this address to have it verified, which is how it sends codes.
func (i identity) verifies(value string) bool {
	return slices.ContainsFunc(i.Verifiable, func(known address) bool { return same(known.Value, value) })
}

// recovers says whether the server would write to this address to let its owner recover the account.
func (i identity) recovers(value string) bool {
	return slices.ContainsFunc(i.Recovery, func(known address) bool { return same(known.Value, value) })
}

// fewestDigits is the least by which two phone numbers are told to be one.
const fewestDigits = 8

// same says whether two values are one address. Kratos writes phone numbers with their country, the trait may leave it out.
func same(one, other string) bool {
	if strings.EqualFold(one, other) {
		return true
	}
	if strings.Contains(one+other, "@") {
		return false
	}
	a, b := fold.Digits(one), fold.Digits(other)
	return min(len(a), len(b)) >= fewestDigits && (strings.HasSuffix(a, b) || strings.HasSuffix(b, a))
}
