//go:build servers

package keycloak_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"portaldesk/client"
)

// everyone pages through a whole look-up.
func (d *desk) everyone(t *testing.T, query client.Query) []client.AccountRow {
	t.Helper()
	var rows []client.AccountRow
	for range 200 {
		page, err := d.Search(t.Context(), query)
		page = must(t, page, err)
		rows = append(rows, page.Items...)
		if page.Next == "" {
			if page.Total >= 0 && page.Total != len(rows) {
				t.Errorf("%d rows in all pages, total %d", len(rows), page.Total)
			}
			return rows
		}
		query.Cursor = page.Next
	}
	t.Fatal("the pages do not end")
	return nil
}

func (d *desk) ids(t *testing.T, query client.Query) []client.AccountID {
	t.Helper()
	var ids []client.AccountID
	for _, row := range d.everyone(t, query) {
		ids = append(ids, row.ID)
	}
	return ids
}

func TestFindsByEveryFormThatPeopleType(t *testing.T) {
	s := realServer(t)
	sample := s.take(t, "reachable")
	id := client.AccountID(s.account(t, sample.Login).ID)
	given, family, _ := strings.Cut(sample.Says[client.IdentifierName], " ")
	born, err := time.Parse(time.DateOnly, sample.Says[client.IdentifierBirthDate])
	born = must(t, born, err)
	mrn, phone, email := sample.Says[client.IdentifierMRN], sample.Says[client.IdentifierPhone], sample.Says[client.IdentifierEmail]
	forms := map[string]string{
		"name": given + " " + family, "family first": family + ", " + given, "lower case": strings.ToLower(family + " " + given),
		"beginnings": given[:3] + " " + family[:3], "login ID": sample.Login, "login ID, upper": strings.ToUpper(sample.Login),
		"e-mail": email, "e-mail, upper": strings.ToUpper(email), "begin of the e-mail": email[:12], "blanks around": "  " + email + " ",
		"MRN": mrn, "MRN, lower": strings.ToLower(mrn), "MRN, digits": mrn[4:], "MRN, named": "mrn " + mrn[4:], "MRN, sharp": "#" + mrn[4:],
		"phone": phone, "phone, digits": phone[1:], "phone, national": phone[2:],
		"phone, spelled": "(" + phone[2:5] + ") " + phone[5:8] + "-" + phone[8:], "phone, dashes": phone[2:5] + "-" + phone[5:8] + "-" + phone[8:],
		"name and MRN": family + " " + mrn, "name and birth date": family + ", " + given[:2] + " " + born.Format("1/2/2006"),
		"id": "id:" + string(id), "infix by hand": "*" + family[1:] + "*",
	}
	for _, layout := range []string{time.DateOnly, "20060102", "01/02/2006", "1/2/2006", "2.1.2006", "Jan 2 2006", "January 2, 2006", "2 Jan 2006"} {
		forms["born "+layout] = born.Format(layout)
	}
	d := s.desk(t, "supervisor")
	for _, form := range slices.Sorted(maps.Keys(forms)) {
		if !slices.Contains(d.ids(t, client.Query{Text: forms[form], Limit: 100}), id) {
			t.Errorf("not found by %s: %s", form, forms[form])
		}
	}
	d = s.desk(t, "agent") // with fine-grained permissions the server lists by another road
	for _, form := range []string{"name", "login ID", "MRN, digits", "phone, spelled", "born 1/2/2006"} {
		if !slices.Contains(d.ids(t, client.Query{Text: forms[form], Limit: 100}), id) {
			t.Errorf("an agent who may only reset does not find by %s: %s", form, forms[form])
		}
	}
}

// Names in parts, without accents and in other scripts. The server itself folds nothing and finds beginnings alone.
func TestFindsNamesAsTheyAreTyped(t *testing.T) {
	s := realServer(t)
	d := s.desk(t, "auditor")
	for typed, family := range map[string]string{
		"nunez": "Núñez", "garcia": "Garcia", "obrien": "O'Brien", "o'brien": "O'Brien", "de la cruz": "de la Cruz", "cruz": "de la Cruz",
		"Żak": "Kowalska-Żak", "王": "王", "muller": "Müller", "sorensen": "Sørensen", "la cruz car": "de la Cruz",
	} {
		page, err := d.Search(t.Context(), client.Query{Text: typed, Limit: 50})
		if page = must(t, page, err); len(page.Items) == 0 {
			t.Errorf("%q finds nobody", typed)
		}
		for _, row := range page.Items {
			if !strings.HasPrefix(row.Name, family+", ") {
				t.Errorf("%q finds somebody of another family", typed)
				break
			}
		}
	}
	for _, typed := range []string{"zzqxzzqx@nowhere.invalid", "alvarez 1850-01-01", `"""`, `\\\`, "***", "%%%", "___", "4:0:0", `mrn "x`, `mrn 1\2`, "nobodys nobodys"} {
		if rows := d.everyone(t, client.Query{Text: typed}); len(rows) != 0 {
			t.Errorf("%q finds %d", typed, len(rows))
		}
	}
}

// A realm may write dates and numbers in its own way; they are found in that.
func TestFindsNumbersAsThisRealmWritesThem(t *testing.T) {
	s := realServer(t)
	d, sample := s.desk(t, "supervisor"), s.take(t, "reachable")
	account := s.account(t, sample.Login)
	s.put(t, account.ID, func(whole map[string]any) {
		attributes := whole["attributes"].(map[string]any)
		attributes["phone"], attributes["mrn"] = []string{"+1 (503) 555-7788"}, []string{"RC 77-4411"}
	})
	d.open(t, account.ID) // whoever was seen has taught how numbers are written
	for _, typed := range []string{"503-555-7788", "5035557788", "+1 (503) 555-7788", "RC 77-4411", "rc 77-4411"} {
		if ids := d.ids(t, client.Query{Text: typed}); !slices.Equal(ids, []client.AccountID{client.AccountID(account.ID)}) {
			t.Errorf("%q finds %d", typed, len(ids))
		}
	}
}

func TestTooShortIsRefused(t *testing.T) {
	s := realServer(t)
	d := s.desk(t, "auditor")
	for _, text := range []string{"", "a", " a ", "ab", "  "} {
		_, err := d.Search(t.Context(), client.Query{Text: text})
		wantError(t, err, client.Invalid, "query-too-short")
	}
}

func TestPagesAreCompleteAndWithoutDoubles(t *testing.T) {
	s := realServer(t)
	d := s.desk(t, "auditor")
	for name, query := range map[string]client.Query{
		"by name":           {Text: "nguyen jo"},
		"deactivated":       {Status: client.StatusDeactivated},
		"by name and state": {Text: "nguyen so", Status: client.StatusActive},
		"born that day":     {Text: "1931-01-01"},
		"last resort":       {Text: "nunez jo"},
		"sorted":            {Status: client.StatusDeactivated, Sort: client.SortName},
	} {
		query.Limit = 100
		want := d.ids(t, query)
		query.Limit = 3
		got := d.ids(t, query)
		slices.Sort(want)
		slices.Sort(got)
		if len(want) < 4 || !slices.Equal(got, want) || len(slices.Compact(got)) != len(got) {
			t.Errorf("%s: %d rows in pages of 3, %d in pages of 100, or doubles", name, len(got), len(want))
		}
	}
}

func TestByState(t *testing.T) {
	s := realServer(t)
	d := s.desk(t, "auditor")
	for _, status := range []client.Status{
		client.StatusActive, client.StatusLocked, client.StatusDeactivated, client.StatusInvited,
	} {
		page, err := d.Search(t.Context(), client.Query{Status: status, Limit: 10})
		page = must(t, page, err)
		if len(page.Items) == 0 {
			t.Errorf("nobody is %s", status)
		}
		for _, row := range page.Items {
			if row.Status != status {
				t.Errorf("asked for %s, got %s", status, row.Status)
			}
		}
	}
	if page, err := d.Search(t.Context(), client.Query{Status: client.StatusDeceased}); len(must(t, page, err).Items) != 0 {
		t.Error("somebody is in a state that Keycloak does not have")
	}
	for _, row := range d.everyone(t, client.Query{Text: "smith", Minors: true, Limit: 100}) {
		if !row.Minor {
			t.Fatal("a row that is no minor's")
		}
	}
}

// Somebody who locked himself a minute ago is found among the locked, though the server cannot be asked for them.
func TestLockedForATimeIsFoundAmongTheLocked(t *testing.T) {
	s := realServer(t)
	d, sample := s.desk(t, "supervisor"), s.take(t, "reachable")
	id := client.AccountID(s.account(t, sample.Login).ID)
	s.lock(t, sample.Login)
	if !slices.Contains(d.ids(t, client.Query{Status: client.StatusLocked, Limit: 100}), id) {
		t.Error("not found by state")
	}
	for _, row := range d.everyone(t, client.Query{Text: sample.Login}) {
		if row.Status != client.StatusLocked {
			t.Errorf("found as %s", row.Status)
		}
	}
}

func TestRowsAreMaskedAndAgreeWithTheDetail(t *testing.T) {
	s := realServer(t)
	d := s.desk(t, "supervisor")
	for _, trait := range []string{"reachable", "locked-for-good", "deactivated", "invited", "minor"} {
		sample := s.take(t, trait)
		rows := d.everyone(t, client.Query{Text: sample.Says[client.IdentifierMRN]})
		if len(rows) != 1 {
			t.Fatalf("%s: %d rows", trait, len(rows))
		}
		a := d.open(t, string(rows[0].ID))
		if rows[0] != a.AccountRow {
			t.Errorf("%s: the row is %s, minor %v, the detail %s, minor %v", trait, rows[0].Status, rows[0].Minor, a.Status, a.Minor)
		}
		text, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range []client.IdentifierKind{client.IdentifierBirthDate, client.IdentifierMRN, client.IdentifierPhone, client.IdentifierEmail} {
			if strings.Contains(string(text), sample.Says[kind]) {
				t.Errorf("%s: the detail tells the %s", trait, kind)
			}
		}
		if strings.Contains(string(text), sample.Login) {
			t.Errorf("%s: the detail tells the login ID", trait)
		}
	}
}

func TestSortedByName(t *testing.T) {
	s := realServer(t)
	rows := s.desk(t, "auditor").everyone(t, client.Query{Status: client.StatusLocked, Sort: client.SortName, Limit: 20})
	plain := slices.DeleteFunc(rows, func(row client.AccountRow) bool {
		return strings.ContainsFunc(row.Name, func(r rune) bool { return r > 127 })
	})
	if len(plain) < 20 || !slices.IsSortedFunc(plain, func(a, b client.AccountRow) int {
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	}) {
		t.Errorf("%d rows, not in the order of names", len(plain))
	}
}

func TestUnknownCursorIsRefused(t *testing.T) {
	s := realServer(t)
	_, err := s.desk(t, "auditor").Search(t.Context(), client.Query{Text: "alvarez", Cursor: "bm9uc2Vuc2U"})
	wantError(t, err, client.Invalid, "cursor-unknown")
}
