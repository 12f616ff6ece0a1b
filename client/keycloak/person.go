package keycloak

import (
	"context"
	"strings"

	"golang.org/x/text/language"

	"golang.org/x/sync/errgroup"

	"portaldesk/client"
)

// The contacts of an account. The server has one address, and writes to no other; a number is whatever attribute it is mapped
// to.
const (
	emailContact client.ContactID = "email"
	phoneContact client.ContactID = "phone"
)

// OnFile implements [client.Directory].
func (c *Client) OnFile(ctx context.Context, id client.AccountID) (client.OnFile, error) {
	var u user
	var history past
	group, reading := errgroup.WithContext(ctx)
	group.Go(func() error { return c.user(reading, opOnFile, string(id), &u) })
	group.Go(func() (err error) { history, err = c.past(reading, opOnFile, string(id)); return err })
	if err := group.Wait(); err != nil {
		return client.OnFile{}, err
	}
	return c.person(u, history), nil
}

// user reads one account. An answer about somebody else is refused.
func (c *Client) user(ctx context.Context, op, id string, u *user) error {
	if err := c.get(ctx, op, []string{"users", id}, nil, u); err != nil {
		return err
	}
	if u.ID != id {
		return anotherAccount(op)
	}
	return nil
}

func anotherAccount(op string) error { return refuse(op, client.Protocol, "another-account") }

// person is what the realm has on file. The realm keeps no consent: it writes to whoever has an address.
func (c *Client) person(u user, history past) client.OnFile {
	fields := c.fields()
	at := func(field client.Field) string { return strings.TrimSpace(u.at(fields[field])) }
	f := client.OnFile{
		ID: client.AccountID(u.ID), LoginID: at(client.FieldLoginID),
		GivenName: at(client.FieldGivenName), FamilyName: at(client.FieldFamilyName),
		BirthDate: c.forms.date(fields[client.FieldBirthDate], at(client.FieldBirthDate)), MRN: at(client.FieldMRN),
		Postcode: at(client.FieldPostcode), Language: languageTag(at(client.FieldLanguage)),
	}
	if whole := at(client.FieldFullName); whole != "" {
		f.Spellings = []string{whole}
	}
	if address := strings.TrimSpace(u.Email); address != "" {
		f.Contacts = append(f.Contacts, client.ContactOnFile{
			ID: emailContact, Kind: client.ContactEmail, Value: address, Verified: u.EmailVerified, Consented: true,
			ChangedAt: history.last("email", address),
		})
	}
	if phone := at(client.FieldPhone); phone != "" {
		f.Contacts = append(f.Contacts, client.ContactOnFile{
			ID: phoneContact, Kind: client.ContactPhone, Value: phone, Consented: true,
			ChangedAt: history.last(fields[client.FieldPhone], phone),
		})
	}
	return f
}

// languageTag is the language in BCP 47, "" for what is none.
func languageTag(stored string) string {
	tag, err := language.Parse(stored)
	if err != nil || stored == "" {
		return ""
	}
	return tag.String()
}
