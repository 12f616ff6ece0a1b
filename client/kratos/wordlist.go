package kratos

import "portaldesk/client"

// names are what schemas call each field, English and Spanish, the surest first.
var names = map[client.Field][]string{
	client.FieldLoginID: {
		"username", "user name", "login", "login id", "login name", "user id", "userid", "account", "nickname",
		"nombre usuario", "usuario", "cuenta",
	},
	client.FieldGivenName: {
		"given name", "given", "givenname", "first name", "first", "firstname", "forename", "given names", "first names",
		"primer nombre", "nombre pila", "nombres", "nombre",
	},
	client.FieldFamilyName: {
		"family name", "family", "familyname", "last name", "last", "lastname", "surname", "surnames",
		"primer apellido", "apellido", "apellidos",
	},
	client.FieldFullName: {
		"full name", "fullname", "display name", "displayname", "complete name", "legal name", "nombre completo",
		"nombre apellidos", "name", "nombre",
	},
	client.FieldBirthDate: {
		"date birth", "birth date", "birthdate", "dob", "birthday", "born", "bday", "date born",
		"fecha nacimiento", "nacimiento",
	},
	client.FieldMRN: {
		"mrn", "medical record number", "medical record", "medical record no", "patient number", "patient id", "chart number",
		"record number", "chart", "health record number", "member number", "member id", "member no",
		"numero historia clinica", "historia clinica", "nhc", "numero historia", "expediente", "numero expediente",
		"numero paciente", "numero afiliado",
	},
	client.FieldPhone: {
		"mobile phone", "mobile", "mobile number", "cell phone", "cellphone", "cell", "phone number", "phone", "phonenumber",
		"telephone", "telephone number", "tel", "telefono movil", "movil", "celular", "telefono",
	},
	client.FieldEmail: {
		"email", "e mail", "email address", "e mail address", "mail", "correo electronico", "correo", "direccion correo",
	},
	client.FieldLanguage: {
		"preferred language", "language", "lang", "locale", "idioma preferido", "idioma", "lengua",
	},
	client.FieldPostcode: {
		"postcode", "postal code", "postalcode", "zip code", "zipcode", "zip", "plz", "codigo postal",
	},
}

// others are words for people who are not the patient, and for what is somebody else's business.
var others = map[string]bool{
	"emergency": true, "guardian": true, "parent": true, "mother": true, "father": true, "proxy": true, "kin": true,
	"spouse": true, "doctor": true, "physician": true, "provider": true, "employer": true, "insurance": true, "work": true,
	"billing": true, "previous": true, "former": true, "maiden": true,
	"emergencia": true, "tutor": true, "madre": true, "padre": true, "medico": true, "aseguradora": true,
	"trabajo": true, "anterior": true,
}

// fillers are left out of names before they are compared.
var fillers = map[string]bool{"of": true, "de": true, "del": true, "la": true, "el": true, "the": true, "y": true, "and": true}
