package said_test

import (
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/said"
)

var today = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// sayings are what callers say for one identifier of one patient, and what others say who are not that patient.
type sayings struct {
	what    string
	kind    client.IdentifierKind
	onFile  client.OnFile
	matches []string
	not     []string
}

func (s sayings) run(t *testing.T) {
	t.Run(s.what, func(t *testing.T) {
		for want, all := range map[bool][]string{true: s.matches, false: s.not} {
			for _, text := range all {
				if got := said.Matches(s.onFile, client.IdentifierCheck{Kind: s.kind, Said: text}, today); got != want {
					t.Errorf("%q: match %v, want %v", text, got, want)
				}
			}
		}
	})
}

func runAll(t *testing.T, all []sayings) {
	for _, s := range all {
		s.run(t)
	}
}

func named(given, family string, spellings ...string) client.OnFile {
	return client.OnFile{GivenName: given, FamilyName: family, Spellings: spellings}
}

func contacts(kind client.ContactKind, values ...string) client.OnFile {
	var f client.OnFile
	for _, value := range values {
		f.Contacts = append(f.Contacts, client.ContactOnFile{Kind: kind, Value: value})
	}
	return f
}

func phones(numbers ...string) client.OnFile { return contacts(client.ContactPhone, numbers...) }

func mails(addresses ...string) client.OnFile { return contacts(client.ContactEmail, addresses...) }

func TestWhatACallerSaidProvesNothing(t *testing.T) {
	f := client.OnFile{GivenName: "Maria", FamilyName: "Alvarez", MRN: "4000123", BirthDate: "1984-03-12", AsSaid: true}
	for kind, text := range map[client.IdentifierKind]string{
		client.IdentifierName: "Maria Alvarez", client.IdentifierMRN: "4000123", client.IdentifierBirthDate: "1984-03-12",
	} {
		if said.Matches(f, client.IdentifierCheck{Kind: kind, Said: text}, today) {
			t.Errorf("%s matches what only a caller ever said", kind)
		}
	}
}

func TestAnUnknownIdentifierMatchesNothing(t *testing.T) {
	if said.Matches(client.OnFile{}, client.IdentifierCheck{Kind: "shoe-size"}, today) {
		t.Error("an identifier that nobody knows matches")
	}
}

func TestDates(t *testing.T) {
	const birth = client.IdentifierBirthDate
	runAll(t, []sayings{
		{"in every order", birth, client.OnFile{BirthDate: "1984-03-12"},
			[]string{"1984-03-12", "1984/3/12", "1984.03.12", "1984 03 12", "3/12/1984", "12/3/1984", "12.3.1984", "12-03-1984", "03/12/84",
				"12/3/84", "3 12 84", "19840312", " 3/12/1984 "},
			[]string{"", "1984", "03/1984", "3/12", "**/**/1984", "1984-03-13", "1984-13-12", "3/13/1984", "3/12/1985", "3/12/85",
				"1984-02-12", "18840312", "1984031", "198403122"}},
		{"written out in English", birth, client.OnFile{BirthDate: "1984-03-04"},
			[]string{"March 4, 1984", "4 March 1984", "the 4th of March 84", "4th of March, 1984", "March the 4th 1984", "March 4th '84",
				"mar 4 1984", "4-Mar-1984", "4mar84", "1984 March 4", "MARCH 4 1984"},
			[]string{"March 5, 1984", "the 4th of May 84", "the 4th of March", "March 1984", "March 84", "4 mars x 1984", "fourth March",
				"the 4th of March 85", "the 14th of March 84"}},
		{"written out in Spanish", birth, client.OnFile{BirthDate: "1984-03-01"},
			[]string{"1 de marzo de 1984", "el 1 de marzo de 1984", "primero de marzo de 1984", "1 marzo 84", "1º de marzo del 84"},
			[]string{"2 de marzo de 1984", "1 de mayo de 1984", "primero de marzo"}},
		{"day and month could be either", birth, client.OnFile{BirthDate: "1984-04-03"}, []string{"03/04/1984", "04/03/1984"},
			[]string{"03/05/1984", "04/04/1984", "March 4, 1984", "4 March 1984", "1984-03-04"}},
		{"this century", birth, client.OnFile{BirthDate: "2020-12-24"}, []string{"12/24/20", "24.12.20"}, []string{"12/24/1920"}},
		{"nobody is born in the future", birth, client.OnFile{BirthDate: "1926-12-24"}, []string{"12/24/26", "24 dec 26"}, []string{"12/24/2026"}},
		{"last visit", client.IdentifierLastVisit, client.OnFile{LastVisit: "2026-02-28"}, []string{"2/28/26", "28 February 2026"},
			[]string{"2/29/2026", "2/28/25", "February 2026", "February", "last week", "2026-02"}},
		{"nothing on file", birth, client.OnFile{}, nil, []string{"", "0000-00-00", "1984-03-12"}},
		{"not a date on file", birth, client.OnFile{BirthDate: "unknown"}, nil, []string{"unknown", ""}},
	})
}

func TestRecordNumbersAndPostcodes(t *testing.T) {
	const mrn, postcode = client.IdentifierMRN, client.IdentifierPostcode
	runAll(t, []sayings{
		{"record number", mrn, client.OnFile{MRN: "4000123"},
			[]string{"4000123", "4 000 123", "#4000123", "MRN 4000123", "mrn: 4000-123", "４０００１２３"},
			[]string{"", "123", "****123", "400012", "40001230", "4000124", "04000123", "mrn"}},
		{"zeros at its beginning", mrn, client.OnFile{MRN: "0000123"}, []string{"0000123", "000-0123"}, []string{"123", "000123", "00000123"}},
		{"with letters", mrn, client.OnFile{MRN: "MRN-00AB12"}, []string{"mrn 00ab12", "00-AB-12", "MRN-00AB12"}, []string{"AB12", "0012", "mrn 00ab1", "00AB13"}},
		{"only the word for it", mrn, client.OnFile{MRN: "MRN"}, nil, []string{"", "mrn", "MRN"}},
		{"no record number", mrn, client.OnFile{}, nil, []string{"", "-", "mrn", "0"}},
		{"postcode", postcode, client.OnFile{Postcode: "97201"}, []string{"97201", " 9 7 2 0 1", "97-201"}, []string{"9720", "97202", "", "097201"}},
		{"long postcode", postcode, client.OnFile{Postcode: "97201-1234"}, []string{"97201-1234", "972011234", "97201"}, []string{"1234", "97201-1235", "9720"}},
		{"long one with letters", postcode, client.OnFile{Postcode: "AB1 2CD 34E"}, []string{"ab12cd34e"}, []string{"AB12C"}},
		{"with letters", postcode, client.OnFile{Postcode: "SW1A 1AA"}, []string{"sw1a1aa", "SW1A-1AA"}, []string{"SW1A", "1AA", "SW1A 1AB"}},
		{"no postcode", postcode, client.OnFile{}, nil, []string{"", "-"}},
	})
}

func TestPhones(t *testing.T) {
	const phone = client.IdentifierPhone
	runAll(t, []sayings{
		{"North America", phone, phones("+1 (212) 555-0199"),
			[]string{"212-555-0199", "1 212 555 0199", "(212) 555.0199", "+12125550199", "001 212 555 0199", "011 1 212 555 0199", "212/555/0199"},
			[]string{"", "0199", "555-0199", "***-***-0199", "212-555-0198", "213-555-0199", "+44 212 555 01990", "+2 212 555 0199"}},
		{"with an extension", phone, phones("Home: 212-555-0199 ext. 4"), []string{"212 555 0199", "2125550199 x4", "212-555-0199 #4"},
			[]string{"212 555 01994", "2125550199 x9", "212-555-0199 ext 44"}},
		{"the caller has an extension", phone, phones("212-555-0199"), []string{"212-555-0199 extension 12"}, nil},
		{"any of several", phone, phones("212-555-0142", "212-555-0199"), []string{"2125550142", "2125550199"}, []string{"2125550141"}},
		{"Great Britain", phone, phones("+44 20 7946 0958"), []string{"020 7946 0958", "+44 (0)20 7946 0958", "0044 20 7946 0958"},
			[]string{"7946 0958", "+45 20 7946 0958", "+44 20 7946 0959", "0045 20 7946 0958"}},
		{"Spain", phone, phones("612 345 678"), []string{"+34 612 345 678", "612345678", "0034 612345678"}, []string{"345678", "612 345 679"}},
		{"a local number on file", phone, phones("555-0199"), nil, []string{"555-0199", "0199"}},
		{"no number", phone, phones("call the clinic"), nil, []string{"", "call the clinic", "+"}},
		{"nothing on file", phone, client.OnFile{}, nil, []string{"", "212-555-0199"}},
	})
}

func TestEmails(t *testing.T) {
	const email = client.IdentifierEmail
	runAll(t, []sayings{
		{"address", email, mails("Maria.Alvarez@example.com"),
			[]string{"maria.alvarez@example.com", " MARIA.ALVAREZ @ EXAMPLE.COM ", "maria dot alvarez at example dot com", "maria punto alvarez arroba example punto com"},
			[]string{"", "example.com", "m****@example.com", "maria.alvarez", "alvarez@example.com", "mariaalvarez@example.com",
				"maria.alvarez@example.org", "maria.alvares@example.com", "maria.alvarez+x@example.com", "maria.alvarez@example.com.mx"}},
		{"with other signs", email, mails("m_a-b@example.com"), []string{"m underscore a dash b at example dot com", "m guion bajo a guion b arroba example punto com"},
			[]string{"m a b at example dot com", "m-a-b@example.com"}},
		{"nothing on file", email, mails(""), nil, []string{"", " ", "@"}},
	})
}
