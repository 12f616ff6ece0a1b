package scim

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"portaldesk/client"
	"portaldesk/client/onfile"
)

// quietDays is for a client that works by itself. In a portal, the portal's policy decides.
const quietDays = 14

// OnFile implements [client.Directory].
func (c *Client) OnFile(ctx context.Context, id client.AccountID) (client.OnFile, error) {
	u, err := c.user(ctx, client.OpOnFile, string(id))
	if err != nil {
		return client.OnFile{}, err
	}
	return c.person(u, c.standing()), nil
}

// person is what the server has on file. SCIM knows nothing of consent, nor whether an address was ever verified.
func (c *Client) person(u user, s standing) client.OnFile {
	at := func(field client.Field) string {
		p, known := s.fields[field]
		if !known {
			return ""
		}
		return u.at(p)
	}
	f := client.OnFile{
		ID: client.AccountID(u.id()), LoginID: at(client.FieldLoginID), GivenName: at(client.FieldGivenName), FamilyName: at(client.FieldFamilyName),
		BirthDate: birthDate(at(client.FieldBirthDate), s.layout), MRN: at(client.FieldMRN), Postcode: at(client.FieldPostcode),
		Language: languageTag(at(client.FieldLanguage)),
	}
	whole := []string{at(client.FieldFullName)}
	if f.GivenName+f.FamilyName == "" {
		whole = append(whole, u.at(path{name: "name", sub: "formatted"}), u.at(path{name: "displayName"}))
	}
	for _, name := range whole {
		if name != "" && !slices.Contains(f.Spellings, name) {
			f.Spellings = append(f.Spellings, name)
		}
	}
	for _, kept := range contactsOf(u, s) {
		f.Contacts = append(f.Contacts, client.ContactOnFile{
			ID: kept.id, Kind: kept.kind, Value: kept.value.text, Consented: true, ChangedAt: c.changedAt(f.ID, kept.id),
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

// contact is one contact and where it stands.
type contact struct {
	id    client.ContactID
	kind  client.ContactKind
	value value
	// place is where it is written: it names this contact and no other.
	place path
}

func contactsOf(u user, s standing) []contact {
	var all []contact
	for _, mapped := range []struct {
		field client.Field
		kind  client.ContactKind
	}{{client.FieldEmail, client.ContactEmail}, {client.FieldPhone, client.ContactPhone}} {
		p, known := s.fields[mapped.field]
		if !known {
			continue
		}
		for _, c := range contactsAt(u, p, mapped.kind) {
			if c.value.text = plainly(mapped.kind, c.value.text); c.value.text != "" {
				all = append(all, c)
			}
		}
	}
	return all
}

// contactsAt are those at one path. A contact is named by its type; of two with one type, or without any, by a digest of its
// value, for their places may change.
func contactsAt(u user, p path, kind client.ContactKind) []contact {
	values := u.values(p)
	var all []contact
	for _, v := range values {
		c := contact{id: client.ContactID(kind), kind: kind, value: v, place: p}
		alike := slices.DeleteFunc(slices.Clone(values), func(other value) bool { return !strings.EqualFold(other.kind, v.kind) })
		switch {
		case p.key != "" && len(values) == 1 || !u.several(p):
		case v.kind != "" && len(alike) == 1 && longest(v.kind) == v.kind:
			c.id += client.ContactID(":" + strings.ToLower(v.kind))
			c.place = path{schema: p.schema, name: p.name, key: "type", want: v.kind, sub: p.leaf()}
		default:
			sum := sha256.Sum256([]byte(v.text))
			c.id += client.ContactID("-" + hex.EncodeToString(sum[:6]))
			c.place = path{schema: p.schema, name: p.name, key: p.leaf(), want: v.text, sub: p.leaf()}
		}
		all = append(all, c)
	}
	return all
}

// several says whether an attribute may have more than one value.
func (u user) several(p path) bool {
	object := map[string]any(u)
	if p.schema != "" {
		object, _ = in(u, p.schema).(map[string]any)
	}
	_, list := in(object, p.name).([]any)
	return list
}

// telPrefix begins a phone number that is kept as a URI (RFC 3966), as the core schema asks for.
const telPrefix = "tel:"

// plainly is a contact as people write it.
func plainly(kind client.ContactKind, kept string) string {
	if kind == client.ContactPhone && len(kept) > len(telPrefix) && strings.EqualFold(kept[:len(telPrefix)], telPrefix) {
		return kept[len(telPrefix):]
	}
	return kept
}

// Account implements [client.Accounts].
func (c *Client) Account(ctx context.Context, id client.AccountID) (client.Account, error) {
	u, err := c.user(ctx, client.OpAccount, string(id))
	if err != nil {
		return client.Account{}, err
	}
	return c.shown(u), nil
}

func (c *Client) shown(u user) client.Account {
	s, today := c.standing(), c.now()
	f := c.person(u, s)
	age, _ := onfile.Age(f.BirthDate, today)
	a := client.Account{
		AccountRow: onfile.Row(f, u.status(s), today), Version: u.version(s), GivenName: onfile.Given(f), Age: age, Language: f.Language,
		PortalStatus: "active", CreatedAt: u.created(), Contacts: onfile.Contacts(f, quietDays),
		MustChangePassword: u.mustChange(s),
	}
	if a.Status == client.StatusDeactivated {
		a.PortalStatus, a.Reason = "not active", "The server does not keep why an account was switched off."
	}
	return a
}

// status is all that SCIM says of an account's state.
func (u user) status(s standing) client.Status {
	switch {
	case !u.active():
		return client.StatusDeactivated
	case u.mustChange(s):
		return client.StatusResetPending
	}
	return client.StatusActive
}

func (u user) mustChange(s standing) bool {
	return s.mustChange != nil && u.at(*s.mustChange) == "true"
}

// version is the server's own where it keeps one, else a digest of what was read.
func (u user) version(s standing) string {
	if s.provider.ETag.Supported && u.meta("version") != "" {
		return u.meta("version")
	}
	return u.digest()
}
