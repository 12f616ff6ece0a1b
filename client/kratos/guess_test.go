package kratos

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	"portaldesk/client"
)

// guessed is the guess for the traits of a schema.
func guessed(t *testing.T, traits string) client.FieldMap {
	t.Helper()
	var root schema
	if err := json.Unmarshal([]byte(`{"properties":{"traits":`+traits+`}}`), &root); err != nil {
		t.Fatal(err)
	}
	return guess(traitsOf(root))
}

// TestSchemasOfManyClinics: each says the same in words of its own.
func TestSchemasOfManyClinics(t *testing.T) {
	const identifier = `"ory.sh/kratos":{"credentials":{"password":{"identifier":true}}}`
	for name, tc := range map[string]struct {
		traits string
		want   client.FieldMap
	}{
		"Kratos' own quickstart": {
			`{"properties":{"email":{"type":"string","format":"email","title":"E-Mail",` + identifier + `},"name":{"type":"object","properties":{"first":{"type":"string"},"last":{"type":"string"}}}}}`,
			client.FieldMap{client.FieldLoginID: "/email", client.FieldEmail: "/email", client.FieldGivenName: "/name/first", client.FieldFamilyName: "/name/last"},
		},
		"camel case, nested contacts, a number": {
			`{"properties":{"userName":{"type":"string",` + identifier + `},"dateOfBirth":{"type":"string"},"medicalRecordNumber":{"type":"integer"},
				"contact":{"properties":{"emailAddress":{"type":"string"},"mobilePhone":{"type":["string","null"]}}},"preferredLanguage":{"enum":["en","es"]}}}`,
			client.FieldMap{client.FieldLoginID: "/userName", client.FieldBirthDate: "/dateOfBirth", client.FieldMRN: "/medicalRecordNumber",
				client.FieldEmail: "/contact/emailAddress", client.FieldPhone: "/contact/mobilePhone", client.FieldLanguage: "/preferredLanguage"},
		},
		"Spanish": {
			`{"properties":{"usuario":{"type":"string",` + identifier + `},"nombre":{"type":"string"},"apellidos":{"type":"string"},"fecha_de_nacimiento":{"type":"string","format":"date"},
				"correo":{"type":"string"},"movil":{"type":"string"},"numero_historia_clinica":{"type":"string"},"codigo_postal":{"type":"string"},"idioma":{"type":"string"}}}`,
			client.FieldMap{client.FieldLoginID: "/usuario", client.FieldGivenName: "/nombre", client.FieldFamilyName: "/apellidos",
				client.FieldBirthDate: "/fecha_de_nacimiento", client.FieldEmail: "/correo", client.FieldPhone: "/movil",
				client.FieldMRN: "/numero_historia_clinica", client.FieldPostcode: "/codigo_postal", client.FieldLanguage: "/idioma"},
		},
		"by titles and formats alone": {
			`{"properties":{"f1":{"type":"string","title":"Correo electrónico"},"f2":{"type":"string","title":"Fecha de nacimiento"},"f3":{"type":"string","format":"tel"},
				"f4":{"type":"string","title":"Family name"},"f5":{"type":"string","title":"Given name"},"f6":{"type":"string",` + identifier + `},"f7":{"type":"string","format":"date"}}}`,
			client.FieldMap{client.FieldEmail: "/f1", client.FieldBirthDate: "/f2", client.FieldPhone: "/f3", client.FieldFamilyName: "/f4",
				client.FieldGivenName: "/f5", client.FieldLoginID: "/f6"},
		},
		"other people's": {
			`{"properties":{"guardian":{"properties":{"first_name":{"type":"string"},"last_name":{"type":"string"},"phone":{"type":"string"}}},
				"emergency_contact":{"properties":{"phone":{"type":"string","format":"tel"}}},"full_name":{"type":"string"},"home":{"properties":{"tel":{"type":"string"}}}}}`,
			client.FieldMap{client.FieldFullName: "/full_name", client.FieldPhone: "/home/tel"},
		},
		"one name": {
			`{"properties":{"name":{"type":"string"},"nombre":{"type":"boolean"}}}`,
			client.FieldMap{client.FieldFullName: "/name"},
		},
		"lists, references, names that need escaping": {
			`{"properties":{"emails":{"type":"array","items":{"$ref":"#/definitions/mail"}},"e-mail":{"$ref":"#/definitions/mail"},"a/b":{"properties":{"dob":{"type":"string"}}}}},"x":0},"definitions":{"mail":{"type":"string","format":"email"}`,
			client.FieldMap{client.FieldEmail: "/e-mail", client.FieldBirthDate: "/a~1b/dob"},
		},
		"an identifier that is a record number": {
			`{"properties":{"mrn":{"type":"string",` + identifier + `},"name":{"type":"string"}}}`,
			client.FieldMap{client.FieldMRN: "/mrn", client.FieldLoginID: "/mrn", client.FieldFullName: "/name"},
		},
		"nothing":             {`{"properties":{"x":{"type":"object"},"y":true}}`, client.FieldMap{}},
		"no schema of people": {`true`, client.FieldMap{}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := guessed(t, tc.traits); !maps.Equal(got, tc.want) {
				t.Errorf("got %v\nwant %v", got, tc.want)
			}
		})
	}
}

func TestOfSeveralSchemasTheFullestCounts(t *testing.T) {
	patient := []trait{{pointer: "/email", format: "email"}, {pointer: "/first_name"}, {pointer: "/last_name"}, {pointer: "/x"}}
	staff := []trait{{pointer: "/mail", format: "email"}, {pointer: "/mrn"}, {pointer: "/x"}}
	report := reportOf([][]trait{staff, patient})
	want := client.FieldMap{
		client.FieldEmail: "/email", client.FieldGivenName: "/first_name", client.FieldFamilyName: "/last_name", client.FieldMRN: "/mrn",
	}
	if !maps.Equal(report.Guess, want) {
		t.Errorf("guessed %v", report.Guess)
	}
	if len(report.Paths) != 6 {
		t.Errorf("%d paths of 6: %v", len(report.Paths), report.Paths)
	}
}

func TestASchemaWithoutEndEnds(t *testing.T) {
	deep := strings.Repeat(`{"properties":{"a":`, 40) + `{"type":"string"}` + strings.Repeat(`}}`, 40)
	if got := guessed(t, deep); len(got) != 0 {
		t.Errorf("guessed %v", got)
	}
	var itself properties // a hundred times: gone through to the depth that is allowed, it would take the age of the universe
	for i := range 100 {
		itself = append(itself, property{fmt.Sprint("a", i), schema{Ref: "#/definitions/a"}})
	}
	round := schema{
		Properties:  properties{{"traits", schema{Ref: "#/definitions/a"}}},
		Definitions: map[string]schema{"a": {Properties: itself}},
	}
	if got := traitsOf(round); len(got) > maxParts {
		t.Errorf("%d traits", len(got))
	}
}
