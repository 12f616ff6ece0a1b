package guided_test

import (
	"strings"
	"testing"

	"portaldesk/client"
	"portaldesk/client/guided"
)

func TestWhoIsInNoDirectoryGetsASlip(t *testing.T) {
	p := openFile(t, two)
	rows := p.search("Smith, John")
	if len(rows) != 1 || rows[0].Name != "Smith, John" || rows[0].Status != client.StatusUnknown || !rows[0].AsSaid {
		t.Fatalf("%+v", rows)
	}
	if again := p.search(" Smith,  John "); again[0].ID != rows[0].ID {
		t.Error("the same person as typed is two people")
	}
	if len(p.index.rows) != 2 {
		t.Error("what was only typed is kept already")
	}
	account := p.account(rows[0].ID)
	if account.Name != "Smith, John" || account.GivenName != "John" || !account.AsSaid {
		t.Errorf("%+v", account)
	}
	f, err := p.OnFile(t.Context(), account.ID)
	if err != nil || !f.AsSaid || len(p.index.rows) != 3 {
		t.Errorf("%+v, %v", f, err)
	}
	if found := p.search("smith"); len(found) != 1 || found[0].ID != account.ID {
		t.Errorf("the slip is not found again: %+v", found)
	}
	if strings.Contains(string(account.ID), "mith") {
		t.Errorf("the id tells who it is: %s", account.ID)
	}
}

func TestASlipHoldsWhatWasTyped(t *testing.T) {
	email := func(f client.OnFile) string {
		if len(f.Contacts) == 0 {
			return ""
		}
		return f.Contacts[0].Value
	}
	for text, want := range map[string]struct{ listed, mrn, born, contact string }{
		"Smith, John":                {"Smith, John", "", "", ""},
		"John Smith":                 {"John Smith", "", "", ""},
		"smith 1984-03-12":           {"smith", "", "1984-03-12", ""},
		"Smith, John, 25.3.1984":     {"Smith, John", "", "1984-03-25", ""},
		"smith 3/12/1984":            {"smith", "", "", ""},
		"5551234":                    {"", "5551234", "", ""},
		"MRN 5551234":                {"", "5551234", "", ""},
		"#5551234 Smith":             {"Smith", "5551234", "", ""},
		"AB-00123 Smith":             {"Smith", "AB-00123", "", ""},
		"john@example.com":           {"", "", "", "john@example.com"},
		"(212) 555-0100":             {"", "", "", "(212) 555-0100"},
		"O'Brien-Kowalska, Siobhán,": {"O'Brien-Kowalska, Siobhán", "", "", ""},
		"王 芳":                        {"王 芳", "", "", ""},
	} {
		p := open(t, guided.Config{})
		rows := p.search(text)
		if len(rows) != 1 {
			t.Errorf("%q: %+v", text, rows)
			continue
		}
		p.account(rows[0].ID)
		f := p.only()
		listed := f.FamilyName + ", " + f.GivenName
		if f.FamilyName == "" {
			listed = strings.Join(f.Spellings, "|")
		}
		if listed != want.listed || f.MRN != want.mrn || f.BirthDate != want.born || email(f) != want.contact {
			t.Errorf("%q: listed %q, MRN %q, born %q, contact %q", text, listed, f.MRN, f.BirthDate, email(f))
		}
		if contacts := p.account(f.ID).Contacts; len(contacts) != 0 {
			t.Errorf("%q: what was typed is shown as a contact on file: %+v", text, contacts)
		}
	}
}

func TestWhatIsAboutManyGetsNoSlip(t *testing.T) {
	p := open(t, guided.Config{})
	for _, query := range []client.Query{
		{Status: client.StatusLocked}, {Text: "smith", Status: client.StatusLocked}, {Text: "smith", Minors: true},
		{Text: "smith", Cursor: "25"}, {Text: "--"}, {Text: "s"}, {Text: strings.Repeat("smith ", 30)},
	} {
		if page, err := p.Search(t.Context(), query); err == nil && len(page.Items) > 0 {
			t.Errorf("%+v: %+v", query, page.Items)
		}
	}
}

func TestSlipsThatNobodyOpensAreForgotten(t *testing.T) {
	p := open(t, guided.Config{})
	first := p.search("smith")[0].ID
	for i := range 64 {
		p.search("smith" + strings.Repeat("x", i+1))
	}
	_, err := p.Account(t.Context(), first)
	wants(t, err, client.NotFound, "account-not-found")
	last := p.search("jones")[0].ID
	if err := p.SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := p.SignIn(t.Context(), client.Credentials{Login: "jdoe"}); err != nil {
		t.Fatal(err)
	}
	_, err = p.Account(t.Context(), last)
	wants(t, err, client.NotFound, "account-not-found")
}

func TestWhileTheFileIsReadNobodyGetsASlip(t *testing.T) {
	p := open(t, guided.Config{CSV: file(t, []byte(two))})
	err := p.Walk(t.Context(), "", func([]client.Listed, string, int) error {
		if rows := p.search("Smith, John"); len(rows) != 0 {
			t.Errorf("%+v", rows)
		}
		return nil
	})
	if err != nil || len(p.search("Smith, John")) != 1 {
		t.Errorf("after the walk there is no slip, or %v", err)
	}
}
