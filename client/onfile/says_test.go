package onfile_test

import (
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/onfile"
)

var today = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func phones(numbers ...string) client.OnFile {
	var f client.OnFile
	for _, number := range numbers {
		f.Contacts = append(f.Contacts, client.ContactOnFile{Kind: client.ContactPhone, Value: number})
	}
	return f
}

func mails(addresses ...string) client.OnFile {
	var f client.OnFile
	for _, address := range addresses {
		f.Contacts = append(f.Contacts, client.ContactOnFile{Kind: client.ContactEmail, Value: address})
	}
	return f
}

// says are sayings for one identifier that are told from what is on file, and that are not.
type says struct {
	what    string
	kind    client.IdentifierKind
	onFile  client.OnFile
	matches []string
	not     []string
}

func (s says) run(t *testing.T) {
	t.Run(s.what, func(t *testing.T) {
		for want, sayings := range map[bool][]string{true: s.matches, false: s.not} {
			for _, said := range sayings {
				if got := onfile.Says(s.onFile, client.IdentifierCheck{Kind: s.kind, Said: said}, today); got != want {
					t.Errorf("%q: match %v, want %v", said, got, want)
				}
			}
		}
	})
}

func TestNames(t *testing.T) {
	for _, s := range []says{
		{"in any order", client.IdentifierName, client.OnFile{GivenName: "Maria", FamilyName: "Alvarez"},
			[]string{"Maria Alvarez", "alvarez maria", "Alvarez, Maria", "MARIA  ALVAREZ"},
			[]string{"", "Maria", "Alvarez", "Maria Alvarez Maria", "Mario Alvarez", "a", "Maria Alvarezz"}},
		{"accents and letters without one", client.IdentifierName, client.OnFile{GivenName: "Żaneta", FamilyName: "Kowalska-Łoś"},
			[]string{"Zaneta Kowalska-Los", "kowalska los zaneta", "Żaneta Kowalska-Łoś", "Zaneta KowalskaLos"},
			[]string{"Zaneta Kowalska", "Zaneta Los"}},
		{"apostrophes", client.IdentifierName, client.OnFile{GivenName: "Siobhán", FamilyName: "O'Brien"},
			[]string{"Siobhan OBrien", "O’Brien, Siobhan", "siobhan o'brien", "Siobhan O Brien"},
			[]string{"Siobhan Brien"}},
		{"two spellings", client.IdentifierName, client.OnFile{GivenName: "芳", FamilyName: "王", Spellings: []string{"Wang Fang"}},
			[]string{"王芳", "芳 王", "fang wang", "Wang, Fang"}, []string{"Wang", "王", "Wang 芳"}},
		{"display name only", client.IdentifierName, client.OnFile{Spellings: []string{"Maria Alvarez"}},
			[]string{"Alvarez Maria"}, []string{"Maria", ""}},
		{"one name", client.IdentifierName, client.OnFile{GivenName: "Suharto"}, []string{"suharto"}, []string{"Suharto Suharto", "Haji Suharto", ""}},
		{"a name twice", client.IdentifierName, client.OnFile{GivenName: "Li", FamilyName: "Li"}, []string{"li li"}, []string{"li"}},
		{"in one word or two", client.IdentifierName, client.OnFile{GivenName: "Mary Kate", FamilyName: "de la Cruz"},
			[]string{"Marykate Delacruz", "Mary-Kate de la Cruz"}, []string{"Mary Cruz", "Kate de la Cruz"}},
		{"no name on file", client.IdentifierName, client.OnFile{}, nil, []string{"", " ", "Maria", "'", "-"}},
	} {
		s.run(t)
	}
}

func TestDates(t *testing.T) {
	for _, s := range []says{
		{"birth date", client.IdentifierBirthDate, client.OnFile{BirthDate: "1984-03-12"},
			[]string{"1984-03-12", "3/12/1984", "12.3.1984", "03/12/84", "19840312", "March 12, 1984", "12 de marzo de 1984", "12 marzo 1984", " mar 12 1984 "},
			[]string{"", "1984", "03/1984", "3/12", "**/**/1984", "1984-03-13", "12 March"}},
		{"last visit", client.IdentifierLastVisit, client.OnFile{LastVisit: "2026-02-28"}, []string{"2/28/26"}, []string{"2/29/2026", "2/28/25"}},
		{"nothing on file", client.IdentifierBirthDate, client.OnFile{}, nil, []string{"", "0000-00-00", "1984-03-12"}},
		{"not a date on file", client.IdentifierBirthDate, client.OnFile{BirthDate: "unknown"}, nil, []string{"unknown", ""}},
	} {
		s.run(t)
	}
}

func TestNumbers(t *testing.T) {
	for _, s := range []says{
		{"record number", client.IdentifierMRN, client.OnFile{MRN: "4000123"},
			[]string{"4000123", "4 000 123", "#4000123", "MRN 4000123", "mrn: 4000-123"}, []string{"", "123", "****123", "400012", "40001230", "mrn"}},
		{"record number with letters", client.IdentifierMRN, client.OnFile{MRN: "MRN-00AB12"},
			[]string{"mrn 00ab12", "00-AB-12", "MRN-00AB12"}, []string{"AB12", "0012", "mrn 00ab1"}},
		{"only the word for it", client.IdentifierMRN, client.OnFile{MRN: "MRN"}, nil, []string{"", "mrn", "MRN"}},
		{"no record number", client.IdentifierMRN, client.OnFile{}, nil, []string{"", "-", "mrn", "0"}},
		{"postcode", client.IdentifierPostcode, client.OnFile{Postcode: "97201"}, []string{"97201", " 9 7 2 0 1"}, []string{"9720", "97202", ""}},
		{"long postcode", client.IdentifierPostcode, client.OnFile{Postcode: "97201-1234"},
			[]string{"97201-1234", "972011234", "97201"}, []string{"1234", "97201-1235", "9720"}},
		{"long one with letters", client.IdentifierPostcode, client.OnFile{Postcode: "AB1 2CD 34E"}, []string{"ab12cd34e"}, []string{"AB12C"}},
		{"postcode with letters", client.IdentifierPostcode, client.OnFile{Postcode: "SW1A 1AA"}, []string{"sw1a1aa"}, []string{"SW1A", "1AA"}},
		{"no postcode", client.IdentifierPostcode, client.OnFile{}, nil, []string{"", "-"}},
	} {
		s.run(t)
	}
}

func TestPhones(t *testing.T) {
	for _, s := range []says{
		{"North America", client.IdentifierPhone, phones("+1 (212) 555-0199"),
			[]string{"212-555-0199", "1 212 555 0199", "(212) 555.0199", "+12125550199", "001 212 555 0199", "011 1 212 555 0199"},
			[]string{"", "0199", "555-0199", "***-***-0199", "212-555-0198", "+44 212 555 01990"}},
		{"with an extension", client.IdentifierPhone, phones("Home: 212-555-0199 ext. 4"), []string{"212 555 0199", "2125550199 x9"}, []string{"212 555 01994"}},
		{"any of several", client.IdentifierPhone, phones("212-555-0142", "212-555-0199"), []string{"2125550142", "2125550199"}, nil},
		{"Great Britain", client.IdentifierPhone, phones("+44 20 7946 0958"), []string{"020 7946 0958", "+44 (0)20 7946 0958", "0044 20 7946 0958"}, []string{"7946 0958"}},
		{"Spain", client.IdentifierPhone, phones("612 345 678"), []string{"+34 612 345 678", "612345678"}, []string{"345678"}},
		{"a local number on file", client.IdentifierPhone, phones("555-0199"), nil, []string{"555-0199", "0199"}},
		{"no number", client.IdentifierPhone, phones("call the clinic"), nil, []string{"", "call the clinic", "+"}},
		{"nothing on file", client.IdentifierPhone, client.OnFile{}, nil, []string{"", "212-555-0199"}},
	} {
		s.run(t)
	}
}

func TestEmails(t *testing.T) {
	for _, s := range []says{
		{"address", client.IdentifierEmail, mails("Maria.Alvarez@example.com"),
			[]string{"maria.alvarez@example.com", " MARIA.ALVAREZ @ EXAMPLE.COM "}, []string{"", "example.com", "m****@example.com", "maria.alvarez", "alvarez@example.com"}},
		{"nothing on file", client.IdentifierEmail, mails(""), nil, []string{"", " "}},
	} {
		s.run(t)
	}
}

func TestWhatACallerSaidProvesNothing(t *testing.T) {
	f := client.OnFile{GivenName: "Maria", FamilyName: "Alvarez", MRN: "4000123", BirthDate: "1984-03-12", AsSaid: true}
	for kind, said := range map[client.IdentifierKind]string{
		client.IdentifierName: "Maria Alvarez", client.IdentifierMRN: "4000123", client.IdentifierBirthDate: "1984-03-12",
	} {
		if onfile.Says(f, client.IdentifierCheck{Kind: kind, Said: said}, today) {
			t.Errorf("%s matches what only a caller ever said", kind)
		}
	}
}

func TestAnUnknownIdentifierMatchesNothing(t *testing.T) {
	if onfile.Says(client.OnFile{}, client.IdentifierCheck{Kind: "shoe-size", Said: ""}, today) {
		t.Error("an identifier that nobody knows matches")
	}
}
