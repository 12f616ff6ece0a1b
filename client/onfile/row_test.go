package onfile_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/onfile"
)

func TestRowShowsNothingThatProves(t *testing.T) {
	f := client.OnFile{ID: "a1", GivenName: "Maria", FamilyName: "Alvarez", BirthDate: "1984-03-12", MRN: "4000123", LoginID: "malvarez84"}
	want := client.AccountRow{
		ID: "a1", Name: "Alvarez, Maria", BirthDate: "**/**/1984", LoginID: "ma****", MRN: "****123", Status: client.StatusActive,
	}
	if got := onfile.Row(f, client.StatusActive, today); got != want {
		t.Errorf("%+v", got)
	}
}

func TestRowOfWhatIsHardlyKnown(t *testing.T) {
	if got := onfile.Row(client.OnFile{ID: "a1"}, client.StatusUnknown, today); got != (client.AccountRow{ID: "a1", Status: client.StatusUnknown}) {
		t.Errorf("%+v", got)
	}
	if got := onfile.Row(client.OnFile{Spellings: []string{"Smith, John"}, AsSaid: true}, client.StatusUnknown, today); !got.AsSaid {
		t.Errorf("what was only said is shown as on file: %+v", got)
	}
	for _, date := range []string{"12/03/1984", "1984", "03-12", "unknown"} {
		if row := onfile.Row(client.OnFile{BirthDate: date}, "", today); row.BirthDate != "" || row.Minor {
			t.Errorf("a birth date on file as %q is shown as %q", date, row.BirthDate)
		}
	}
}

func TestMinorsAreThoseBelowEighteen(t *testing.T) {
	for date, minor := range map[string]bool{"2008-03-03": true, "2008-03-02": false, "2026-03-01": true, "2030-01-01": true, "": false} {
		if got := onfile.Row(client.OnFile{BirthDate: date}, "", today).Minor; got != minor {
			t.Errorf("born %q: minor %v", date, got)
		}
	}
}

func TestAgeInFullYears(t *testing.T) {
	for _, c := range []struct {
		born, today string
		years       int
	}{
		{"1984-03-12", "2026-03-11", 41}, {"1984-03-12", "2026-03-12", 42}, {"1984-03-12", "2026-03-13", 42},
		{"2008-02-29", "2026-02-28", 17}, {"2008-02-29", "2026-03-01", 18}, {"2008-02-29", "2028-02-29", 20},
		{"2026-01-01", "2026-01-01", 0}, {"2027-01-01", "2026-01-01", 0},
	} {
		day, err := time.Parse(time.DateOnly, c.today)
		if err != nil {
			t.Fatal(err)
		}
		if years, known := onfile.Age(c.born, day); !known || years != c.years {
			t.Errorf("born %s, on %s: %d years (known %v), want %d", c.born, c.today, years, known, c.years)
		}
	}
	for _, born := range []string{"", "1984", "2025-02-29", "12.3.1984"} {
		if years, known := onfile.Age(born, today); known || years != 0 {
			t.Errorf("born %q: %d years", born, years)
		}
	}
}

func TestNamesAsListedAndAsAddressed(t *testing.T) {
	for _, c := range []struct {
		onFile        client.OnFile
		listed, given string
	}{
		{client.OnFile{GivenName: "Maria", FamilyName: "Alvarez"}, "Alvarez, Maria", "Maria"},
		{client.OnFile{GivenName: "Suharto"}, "Suharto", "Suharto"},
		{client.OnFile{FamilyName: "de la Cruz"}, "de la Cruz", "de la Cruz"},
		{client.OnFile{Spellings: []string{"Maria Alvarez", "Alvarez"}}, "Maria Alvarez", "Maria"},
		{client.OnFile{Spellings: []string{"Alvarez, Maria Elena"}}, "Alvarez, Maria Elena", "Maria"},
		{client.OnFile{}, "", ""},
	} {
		if listed, given := onfile.ListedName(c.onFile), onfile.Given(c.onFile); listed != c.listed || given != c.given {
			t.Errorf("%+v: listed %q, addressed %q", c.onFile, listed, given)
		}
	}
}

func TestContactsAreMaskedAndQuietAfterAChange(t *testing.T) {
	changed := today.Add(-24 * time.Hour)
	f := client.OnFile{Contacts: []client.ContactOnFile{
		{ID: "e", Kind: client.ContactEmail, Value: "maria@example.com", Verified: true, Consented: true},
		{ID: "p", Kind: client.ContactPhone, Value: "+1 212 555 0199", ChangedAt: changed},
	}}
	contacts := onfile.Contacts(f, 7)
	if contacts[0].Masked != "m****@example.com" || !contacts[0].Verified || !contacts[0].Consented || contacts[0].ProvesFrom.After(today) {
		t.Errorf("%+v", contacts[0])
	}
	if contacts[1].Masked != "***-***-0199" || contacts[1].Consented || !contacts[1].ProvesFrom.Equal(changed.Add(7*24*time.Hour)) {
		t.Errorf("%+v", contacts[1])
	}
	for _, c := range contacts {
		if strings.Contains(c.Masked, "maria") || strings.Contains(c.Masked, "555") {
			t.Errorf("%s is not masked", c.ID)
		}
	}
}

func TestIdentifiersAreThoseWhoseFieldIsMapped(t *testing.T) {
	for _, c := range []struct {
		fields client.FieldMap
		want   []client.IdentifierKind
	}{
		{nil, nil},
		{client.FieldMap{client.FieldGivenName: "firstName", client.FieldLoginID: "username"}, nil},
		{client.FieldMap{client.FieldFullName: "displayName", client.FieldEmail: "email"},
			[]client.IdentifierKind{client.IdentifierName, client.IdentifierEmail}},
		{client.FieldMap{client.FieldGivenName: "a", client.FieldFamilyName: "b", client.FieldPhone: "c", client.FieldMRN: "d",
			client.FieldBirthDate: "e", client.FieldPostcode: ""},
			[]client.IdentifierKind{client.IdentifierName, client.IdentifierBirthDate, client.IdentifierMRN, client.IdentifierPhone}},
	} {
		if got := onfile.Identifiers(c.fields); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.fields, got, c.want)
		}
	}
}
