package scim

import (
	"context"
	"slices"
	"strings"

	"portaldesk/client"
	"portaldesk/client/fold"
	"portaldesk/client/transport"
)

// fields is where the server keeps each field.
type fields map[client.Field]path

// usual are the core schema's own places.
var usual = client.FieldMap{
	client.FieldLoginID: "userName", client.FieldGivenName: "name.givenName", client.FieldFamilyName: "name.familyName",
	client.FieldEmail: "emails.value", client.FieldPhone: "phoneNumbers.value", client.FieldLanguage: "preferredLanguage",
	client.FieldPostcode: "addresses.postalCode", client.FieldMRN: "externalId",
}

// fieldsOf reads a map; what cannot be read is not known.
func fieldsOf(m client.FieldMap) fields {
	f := fields{}
	for field, text := range m {
		if p, ok := parsePath(text); ok {
			f[field] = p
		}
	}
	return f
}

// schemas is what /Schemas answers.
type schemas struct {
	Resources []schema `json:"Resources"`
}

type schema struct {
	ID         string      `json:"id"`
	Attributes []attribute `json:"attributes"`
}

type attribute struct {
	Name          string      `json:"name"`
	Type          string      `json:"type"`
	MultiValued   bool        `json:"multiValued"`
	Description   string      `json:"description"`
	CaseExact     bool        `json:"caseExact"`
	Mutability    string      `json:"mutability"`
	SubAttributes []attribute `json:"subAttributes"`
	Canonical     []string    `json:"canonicalValues"`
}

// fixed says whether a client may not write it.
func (a attribute) fixed() bool { return a.Mutability == "readOnly" || a.Mutability == "immutable" }

// described is one attribute where it can be mapped, and what the schema says of it.
type described struct {
	path  path
	title string
	kind  string
	fixed bool
	exact bool
}

// described lists everything of a user that a field could be mapped to, in the schemas' order.
func (s schemas) described() []described {
	var all []described
	for _, one := range s.Resources {
		if one.ID != coreUser && !strings.Contains(one.ID, ":extension:") && !strings.HasSuffix(one.ID, ":User") {
			continue
		}
		urn := one.ID
		if urn == coreUser {
			urn = ""
		}
		for _, a := range one.Attributes {
			all = append(all, a.described(urn)...)
		}
	}
	return all
}

// parts are those of the core's attributes whose schema names none.
var parts = map[string][]attribute{
	"emails": {{Name: "value", Type: "string"}}, "phoneNumbers": {{Name: "value", Type: "string"}}, "addresses": {{Name: "postalCode", Type: "string"}},
}

func (a attribute) described(urn string) []described {
	at := path{schema: urn, name: a.Name}
	if a.Type != "complex" {
		return []described{{at, a.Description, a.Type, a.fixed(), a.CaseExact}}
	}
	if len(a.SubAttributes) == 0 && urn == "" {
		a.SubAttributes = parts[a.Name]
	}
	var all []described
	for _, sub := range a.SubAttributes {
		if sub.Type == "complex" || sub.Type == "boolean" || a.MultiValued && slices.Contains([]string{"type", "primary", "display", "$ref"}, sub.Name) {
			continue
		}
		for _, p := range a.places(at, sub) {
			all = append(all, described{p, sub.Description, sub.Type, a.fixed() || sub.fixed(), sub.CaseExact})
		}
	}
	return all
}

// places are where a part of an attribute is: one, and of several values one for each kind that the schema knows.
func (a attribute) places(at path, sub attribute) []path {
	at.sub = sub.Name
	places := []path{at}
	kinds := slices.IndexFunc(a.SubAttributes, func(s attribute) bool { return s.Name == "type" })
	if !a.MultiValued || kinds < 0 {
		return places
	}
	for _, kind := range a.SubAttributes[kinds].Canonical {
		if !strings.ContainsAny(kind, `"\`) {
			typed := at
			typed.key, typed.want = "type", kind
			places = append(places, typed)
		}
	}
	return places
}

// likely are the names under which extensions keep a field, in English and Spanish, the best first.
var likely = []struct {
	field client.Field
	names []string
}{
	{client.FieldMRN, []string{
		"mrn", "medicalrecordnumber", "medicalrecord", "recordnumber", "patientid", "patientnumber", "chartnumber",
		"historiaclinica", "numerohistoriaclinica", "nhc", "expediente",
	}},
	{client.FieldBirthDate, []string{"birthdate", "dateofbirth", "dob", "birthday", "fechanacimiento", "fechadenacimiento"}},
	{client.FieldPostcode, []string{"postcode", "postalcode", "zip", "zipcode", "codigopostal"}},
	{client.FieldLanguage, []string{"preferredlanguage", "language", "locale", "idioma"}},
	{client.FieldPhone, []string{"mobile", "mobilephone", "phone", "phonenumber", "telephone", "movil", "telefono"}},
}

// guess maps the core's own places as far as the schemas have them, and what has a likely name.
func guess(all []described) client.FieldMap {
	guessed := client.FieldMap{}
	for field, place := range usual {
		p, _ := parsePath(place)
		if len(all) == 0 || slices.ContainsFunc(all, func(d described) bool { return d.path == p }) {
			guessed[field] = place
		}
	}
	for _, l := range likely {
		if _, known := guessed[l.field]; known && l.field == client.FieldPhone {
			continue
		}
		for _, name := range slices.Backward(l.names) {
			for _, d := range all {
				if plain(d.path.name) == name && d.path.sub == "" {
					guessed[l.field] = d.path.String()
				}
			}
		}
	}
	return guessed
}

func plain(name string) string { return strings.Join(fold.Words(name), "") }

// mustChange is the attribute that makes a patient change her password at the next sign-in, where the schemas have one.
func mustChange(all []described) (path, bool) {
	for _, d := range all {
		name := plain(d.path.name)
		if d.kind == "boolean" && !d.fixed && slices.Contains([]string{
			"mustchangepassword", "changepasswordatnextlogin", "changepasswordatnextsignin", "forcepasswordchange", "forcechangepassword",
			"passwordchangerequired", "requirepasswordchange", "passwordresetrequired", "forcepasswordreset", "passwordexpired",
		}, name) {
			return d.path, true
		}
	}
	return path{}, false
}

// Fields implements [client.FieldReader]. A server that describes no schema is taken to have the core's.
func (c *Client) Fields(ctx context.Context) (client.FieldReport, error) {
	all, err := c.describe(ctx, client.OpFields)
	if err != nil {
		return client.FieldReport{}, err
	}
	report := client.FieldReport{Guess: guess(all)}
	for _, d := range all {
		report.Paths = append(report.Paths, client.FieldPath{Path: d.path.String(), Title: shortened(d.title)})
	}
	for _, field := range client.Fields() {
		if place, known := usual[field]; known && len(all) == 0 {
			report.Paths = append(report.Paths, client.FieldPath{Path: place})
		}
	}
	return report, nil
}

// shortened is the first sentence of a description, as far as it makes a title.
func shortened(description string) string {
	first, _, _ := strings.Cut(description, ". ")
	if len(first) > 80 {
		return ""
	}
	return strings.TrimSuffix(strings.TrimSpace(first), ".")
}

// describe reads the schemas. That there are none, or none for this agent, is an answer.
func (c *Client) describe(ctx context.Context, op string) ([]described, error) {
	var answer schemas
	err := c.get(ctx, transport.Request{Op: op, Path: "/Schemas", Out: &answer})
	if unsaid(err) {
		return nil, nil
	}
	all := answer.described()
	if len(all) > 0 {
		// Every resource has it, so that no schema names it (RFC 7643, 3.1).
		all = append(all, described{path: path{name: "externalId"}, title: "Identifier given by another system", kind: "string"})
	}
	return all, err
}
