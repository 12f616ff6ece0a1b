package keycloak

import (
	"context"
	"slices"
	"strings"

	"portaldesk/client"
	"portaldesk/client/fold"
)

// attributePrefix begins the path of a field that is an attribute.
const attributePrefix = "attributes."

// roots are the fields that every realm has.
var roots = client.FieldMap{
	client.FieldLoginID: "username", client.FieldGivenName: "firstName", client.FieldFamilyName: "lastName", client.FieldEmail: "email",
}

// Fields implements [client.FieldReader]: what the realm's user profile names, with a guess of which is which. Attributes
// that the profile does not name are taken from some accounts, where the agent may see them.
func (c *Client) Fields(ctx context.Context) (client.FieldReport, error) {
	var described metadata
	if err := c.get(ctx, opFields, []string{"users", "profile", "metadata"}, nil, &described); err != nil {
		return client.FieldReport{}, err
	}
	for _, name := range c.forms.attributes() {
		if !slices.ContainsFunc(described.Attributes, func(a attribute) bool { return a.Name == name }) {
			described.Attributes = append(described.Attributes, attribute{Name: name})
		}
	}
	report := client.FieldReport{Guess: guess(described)}
	for _, a := range described.Attributes {
		report.Paths = append(report.Paths, client.FieldPath{Path: a.path(), Title: a.title()})
	}
	return report, nil
}

func (a attribute) path() string {
	for _, root := range roots {
		if a.Name == root {
			return root
		}
	}
	return attributePrefix + a.Name
}

// title leaves out the names of translations ("${phoneNumber}"), which only the server's own pages resolve.
func (a attribute) title() string {
	if strings.HasPrefix(a.DisplayName, "${") || a.DisplayName == a.Name {
		return ""
	}
	return a.DisplayName
}

// likely are the names under which realms keep a field, in English and Spanish, the best first, as [plain] leaves them.
var likely = []struct {
	field client.Field
	names []string
}{
	{client.FieldMRN, []string{
		"mrn", "medicalrecordnumber", "medicalrecord", "recordnumber", "patientid", "patientnumber", "chartnumber",
		"numerohistoriaclinica", "historiaclinica", "nhc", "expediente", "numeroexpediente", "numeropaciente",
	}},
	{client.FieldBirthDate, []string{
		"birthdate", "dateofbirth", "dob", "birthday", "birth", "fechanacimiento", "fechadenacimiento", "nacimiento",
	}},
	{client.FieldPhone, []string{
		"phone", "phonenumber", "mobile", "mobilephone", "mobilenumber", "cellphone", "cell", "telephone", "telephonenumber",
		"telefono", "telefonomovil", "movil", "celular",
	}},
	{client.FieldLanguage, []string{"locale", "language", "preferredlanguage", "idioma", "lengua"}},
	{client.FieldPostcode, []string{"postcode", "postalcode", "zip", "zipcode", "codigopostal", "cp"}},
	{client.FieldFullName, []string{"fullname", "displayname", "nombrecompleto"}},
}

// guess maps what has a likely name or a likely title.
func guess(described metadata) client.FieldMap {
	guessed := client.FieldMap{}
	for field, root := range roots {
		guessed[field] = root
	}
	for _, l := range likely {
		if a, found := best(described, l.names); found {
			guessed[l.field] = a.path()
		}
	}
	return guessed
}

// best is the attribute with the best of the names, its own name going before its title.
func best(described metadata, names []string) (attribute, bool) {
	for _, spelled := range []func(attribute) string{func(a attribute) string { return a.Name }, attribute.title} {
		for _, name := range names {
			for _, a := range described.Attributes {
				if plain(spelled(a)) == name {
					return a, true
				}
			}
		}
	}
	return attribute{}, false
}

func plain(name string) string { return strings.Join(fold.Words(name), "") }

// fieldsBy is the map that holds: the configured one, or else the guess.
func (c *Client) fieldsBy(described metadata) client.FieldMap {
	if len(c.mapped) > 0 {
		return c.mapped
	}
	for _, name := range c.forms.attributes() {
		described.Attributes = append(described.Attributes, attribute{Name: name})
	}
	return guess(described)
}

// fields is where the realm keeps each field.
func (c *Client) fields() client.FieldMap {
	if s := c.known.Load(); s != nil {
		return s.fields
	}
	if len(c.mapped) > 0 {
		return c.mapped
	}
	return roots
}

// at is what an account has at a path, "" for nothing.
func (p profile) at(path string) string {
	switch path {
	case "username":
		return p.Username
	case "email":
		return p.Email
	case "firstName":
		return p.FirstName
	case "lastName":
		return p.LastName
	}
	name, found := strings.CutPrefix(path, attributePrefix)
	if values := p.Attributes[name]; found && len(values) > 0 {
		return values[0]
	}
	return ""
}
