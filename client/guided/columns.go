package guided

import (
	"slices"
	"strings"
	"unicode"

	"portaldesk/client"
	"portaldesk/client/fold"
)

// fieldStatus is the column with the vendor's word for the account's state. It is no detail of the patient's, so a
// [client.FieldMap] need not name it.
const fieldStatus client.Field = "status"

// headers are the words that vendors' exports have above their columns, folded, English and Spanish; the likelier first.
var headers = map[client.Field][]string{
	client.FieldLoginID: {"login id", "username", "user name", "portal username", "user id", "login", "logon", "nombre de usuario", "usuario",
		"id de usuario"},
	client.FieldGivenName: {"first name", "given name", "patient first name", "pt first name", "forename", "firstname", "first", "fname",
		"nombre de pila", "primer nombre", "nombres", "nombre"},
	client.FieldFamilyName: {"last name", "family name", "surname", "patient last name", "pt last name", "lastname", "last", "lname",
		"apellidos", "apellido", "apellido paterno", "primer apellido"},
	client.FieldFullName: {"full name", "patient name", "patient", "display name", "name", "nombre completo", "nombre y apellidos",
		"apellidos y nombre", "nombre del paciente", "paciente"},
	client.FieldBirthDate: {"date of birth", "birth date", "dob", "birthdate", "birthday", "patient dob", "born",
		"fecha de nacimiento", "fecha nacimiento", "f nacimiento", "nacimiento", "fec nac", "fecha nac"},
	client.FieldMRN: {"mrn", "medical record number", "medical record no", "medical record", "patient mrn", "chart number", "chart no", "chart",
		"patient id", "patient number", "record number", "account number",
		"numero de historia clinica", "historia clinica", "n historia", "nhc", "numero de expediente", "expediente", "id del paciente"},
	client.FieldPhone: {"mobile phone", "mobile", "cell phone", "cell", "phone", "phone number", "home phone", "telephone", "primary phone",
		"telefono movil", "movil", "celular", "telefono", "telefono de casa", "tel"},
	client.FieldEmail: {"e mail", "email", "email address", "e mail address", "patient email",
		"correo electronico", "correo", "direccion de correo"},
	client.FieldLanguage: {"preferred language", "language", "lang", "idioma preferido", "idioma", "lengua"},
	client.FieldPostcode: {"zip", "zip code", "zipcode", "postal code", "postcode", "codigo postal", "cp"},
	fieldStatus:          {"portal status", "account status", "activation status", "status", "estado de la cuenta", "estado", "estatus"},
}

// guess says which column probably holds which field. A column is used once; a name in one piece only where there is none in
// parts.
func guess(columns []string) client.FieldMap {
	folded := make([]string, len(columns))
	for i, column := range columns {
		folded[i] = strings.Join(fold.Words(column), " ")
	}
	found, used := client.FieldMap{}, map[int]bool{}
	for _, field := range append(client.Fields(), fieldStatus) {
		for _, word := range headers[field] {
			at := slices.Index(folded, word)
			if at >= 0 && !used[at] {
				found[field], used[at] = columns[at], true
				break
			}
		}
	}
	return tidy(found)
}

// tidy settles how the name is kept: "Nombre" beside "Apellidos" is the given name, alone it is the whole one.
func tidy(found client.FieldMap) client.FieldMap {
	given, family := found[client.FieldGivenName], found[client.FieldFamilyName]
	switch {
	case given != "" && family != "":
		delete(found, client.FieldFullName)
	case given != "" && found[client.FieldFullName] == "":
		found[client.FieldFullName] = given
		delete(found, client.FieldGivenName)
	}
	return found
}

// layout is where each field stands in a row.
type layout map[client.Field]int

// laidOut finds the mapped columns; missing are the fields whose column is not there.
func laidOut(columns []string, fields client.FieldMap) (l layout, missing []client.FieldError) {
	l = layout{}
	for field, column := range fields {
		at := slices.Index(columns, column)
		switch {
		case column == "":
		case at < 0:
			missing = append(missing, client.FieldError{Field: string(field), Code: "column-missing"})
		default:
			l[field] = at
		}
	}
	slices.SortFunc(missing, func(a, b client.FieldError) int { return strings.Compare(a.Field, b.Field) })
	return l, missing
}

// of is what a row has of a field.
func (l layout) of(r row, field client.Field) string {
	at, mapped := l[field]
	if !mapped {
		return ""
	}
	return strings.Join(strings.Fields(seen(unwrapped(r.fields[at]))), " ")
}

// unwrapped is what a cell shows that is written as a formula, ="00123", to keep a spreadsheet from making a number of it.
func unwrapped(cell string) string {
	if inner, ok := strings.CutPrefix(cell, `="`); ok && strings.HasSuffix(inner, `"`) {
		return strings.TrimSuffix(inner, `"`)
	}
	return cell
}

// seen leaves out what is not seen but changes what is: control characters, and those that turn the direction of a text around.
func seen(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || strings.ContainsRune("\u200b\u2060\ufeff", r):
			return -1
		}
		return r
	}, text)
}
