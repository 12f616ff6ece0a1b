package client

import "context"

// Field is something a portal knows about a patient, whatever its own name for it.
type Field string

// The fields. FieldFullName is for servers that keep a name in one piece.
const (
	FieldLoginID    Field = "loginId"
	FieldGivenName  Field = "givenName"
	FieldFamilyName Field = "familyName"
	FieldFullName   Field = "fullName"
	FieldBirthDate  Field = "birthDate"
	FieldMRN        Field = "mrn"
	FieldPhone      Field = "phone"
	FieldEmail      Field = "email"
	FieldLanguage   Field = "language"
	FieldPostcode   Field = "postcode"
)

// Fields lists every field, in the order of a form.
func Fields() []Field {
	return []Field{
		FieldLoginID, FieldGivenName, FieldFamilyName, FieldFullName, FieldBirthDate, FieldMRN, FieldPhone, FieldEmail,
		FieldLanguage, FieldPostcode,
	}
}

// FieldMap says where a server keeps each field, as a path in the adapter's own notation: a Keycloak property or attribute
// ("lastName", "attributes.mrn"), a JSON pointer into a Kratos identity's traits ("/name/last"), a SCIM attribute path
// ("name.familyName", "emails[type eq \"home\"].value"), a column of a CSV file. A field that is not mapped is not known there.
type FieldMap map[Field]string

// FieldReport is what a server's schema says about fields.
type FieldReport struct {
	// Guess is the best map that the schema suggests.
	Guess FieldMap
	// Paths is everything that could be mapped, in the server's order.
	Paths []FieldPath
	// Rows is how many rows a file has, its header not counted, and BadRows the numbers of those that cannot be used, the
	// header being row 1 as in a spreadsheet. Both are of a directory that is a file; at most [MaxBadRows] are named.
	Rows    int
	BadRows []int
}

// MaxBadRows is how many unusable rows a [FieldReport] names.
const MaxBadRows = 100

// FieldPath is one place where a server keeps something. Title is the server's own word for it; it may be empty.
type FieldPath struct{ Path, Title string }

// FieldReader is a [Directory] whose fields are named by configuration.
type FieldReader interface {
	// Fields reads the server's schema, within the session.
	Fields(ctx context.Context) (FieldReport, error)
}
