package demoportal_test

import (
	"net/url"
	"strings"
	"testing"

	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/client/demoportal/people"
	"portaldesk/client/fold"
	"portaldesk/client/mask"
)

func TestPagesAreCompleteAndSorted(t *testing.T) {
	d := start(t, demoportal.Options{Accounts: 20_000}).as("mortiz")
	want := 0
	for _, p := range people.Generate(0, 20_000, d.clock.Now()) {
		for _, word := range fold.Words(p.Identity.Name() + " " + strings.Join(p.Identity.Spellings, " ")) {
			if strings.HasPrefix(word, "smith") {
				want++
				break
			}
		}
	}
	for _, sort := range []string{"", "name", "birthDate", "lastSignIn"} {
		seen := map[client.AccountID]bool{}
		rows := d.all("q=smith&limit=100&sort=" + sort)
		for i, row := range rows {
			seen[row.ID] = true
			if sort == "name" && i > 0 && fold.Text(row.Name) < fold.Text(rows[i-1].Name) {
				t.Errorf("%q stands after %q", row.Name, rows[i-1].Name)
			}
			if sort == "birthDate" && i > 0 && row.BirthDate < rows[i-1].BirthDate {
				t.Errorf("born %s stands after %s", row.BirthDate, rows[i-1].BirthDate)
			}
		}
		if len(rows) != len(seen) || len(seen) != want {
			t.Errorf("sorted by %q: %d rows, %d accounts, want %d", sort, len(rows), len(seen), want)
		}
	}
}

// all answers every page of a look-up.
func (d *desk) all(query string) []client.AccountRow {
	d.t.Helper()
	var rows []client.AccountRow
	for next := ""; ; {
		page := d.search(query + next)
		rows = append(rows, page.Items...)
		if page.Next == "" {
			return rows
		}
		next = "&cursor=" + url.QueryEscape(page.Next)
	}
}

func TestLookUpFindsTheCastByEverythingTheyMaySay(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	for typed, want := range map[string]string{
		"maria alvarez": "Alvarez, Maria", "alvarez, maria": "Alvarez, Maria", "nguyen mai": "Nguyen, Thi Mai",
		"zak zofia": "Kowalska-Żak, Zofia", "wang fang": "王, 芳", "王芳": "王, 芳", "haddad": "حداد, يوسف",
		"obrien": "O'Brien, Siobhán", "garcia lopez": "García López, José", "suharto": "Suharto", "김민준": "김, 민준",
	} {
		found := false
		for _, row := range d.all("limit=100&q=" + url.QueryEscape(typed)) {
			found = found || row.Name == want
		}
		if !found {
			t.Errorf("%q does not find %s", typed, want)
		}
	}
	maria := d.search("q=" + url.QueryEscape("maria alvarez 1984-03-12")).Items[0].ID
	truth := d.portal.Truth(maria)
	for _, kind := range []client.IdentifierKind{client.IdentifierMRN, client.IdentifierEmail, client.IdentifierPhone, client.IdentifierBirthDate} {
		rows := d.all("limit=100&q=" + url.QueryEscape(truth[kind]))
		if len(rows) == 0 {
			t.Errorf("not found by %s", kind)
		}
	}
}

func TestLookUpFiltersAndRefuses(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	for _, row := range d.all("status=locked&limit=100") {
		if row.Status != client.StatusLocked {
			t.Errorf("%s among the locked", row.Status)
		}
	}
	minors := d.all("status=active&minors=true&limit=100")
	for _, row := range minors {
		if !row.Minor {
			t.Error("an adult among the minors")
		}
	}
	if len(minors) == 0 {
		t.Error("no minors")
	}
	d.get("/accounts?q=a").refused(400, "query-too-short")
	d.get("/accounts").refused(400, "query-too-short")
	d.get("/accounts?status=strange").refused(400, "query-invalid")
	first := d.search("q=ma&limit=1")
	d.get("/accounts?q=mo&cursor="+url.QueryEscape(first.Next)).refused(400, "cursor-unknown")
}

func TestNothingUnmaskedLeavesTheLookUpOrTheAccount(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	for _, id := range d.portal.Sample("active", 50) {
		answer := string(d.get("/accounts/" + string(id)).is(200).body)
		truth := d.portal.Truth(id)
		for kind, value := range truth {
			if kind != client.IdentifierName && strings.Contains(answer, value) {
				t.Errorf("the %s is in the answer", kind)
			}
		}
		if login := d.portal.Patient(id).LoginID(); strings.Contains(answer, `"`+login+`"`) {
			t.Errorf("the login ID is in the answer instead of %s", mask.LoginID(login))
		}
	}
}
