package portaltest

import (
	"slices"
	"strings"
	"testing"
	"time"

	"portaldesk/client"
)

func (s *suite) lookupTests() []test {
	return []test{
		{"by every form people type", s.findsByEveryForm},
		{"too short", s.tooShort},
		{"nobody found is no error", s.nobodyFound},
		{"by state", s.byState},
		{"only minors", s.onlyMinors},
		{"paging is complete and without doubles", s.paging},
		{"page sizes", s.pageSizes},
		{"sorted by name", s.sortedByName},
		{"unknown cursor", s.unknownCursor},
		{"rows are masked", s.rowsAreMasked},
	}
}

// forms are what an agent may type to find the sample.
func forms(sample Sample) map[string]string {
	said := func(kind client.IdentifierKind) string { return sample.Says[kind] }
	found := map[string]string{
		"name":             said(client.IdentifierName),
		"name, lower case": strings.ToLower(said(client.IdentifierName)),
		"MRN":              said(client.IdentifierMRN),
		"login ID":         sample.LoginID,
		"login ID, upper":  strings.ToUpper(sample.LoginID),
		"e-mail":           said(client.IdentifierEmail),
		"e-mail, upper":    strings.ToUpper(said(client.IdentifierEmail)),
		"phone":            said(client.IdentifierPhone),
		"phone, digits":    digits(said(client.IdentifierPhone)),
		"blanks around":    "  " + said(client.IdentifierEmail) + " ",
	}
	born, err := time.Parse(time.DateOnly, said(client.IdentifierBirthDate))
	if err != nil {
		return found
	}
	for _, layout := range []string{time.DateOnly, "01/02/2006", "1/2/2006", "Jan 2 2006", "January 2, 2006", "2 Jan 2006", "01-02-2006"} {
		found["born "+layout] = born.Format(layout)
	}
	return found
}

func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

func (s *suite) findsByEveryForm(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	sample := s.take(t, Reachable)
	for form, text := range forms(sample) {
		if !slices.Contains(ids(everyone(t, d, client.Query{Text: text, Limit: 100})), sample.ID) {
			t.Errorf("not found by %s", form)
		}
	}
}

// everyone pages through a whole look-up.
func everyone(t *testing.T, d *desk, query client.Query) []client.AccountRow {
	t.Helper()
	var rows []client.AccountRow
	for range 1000 {
		page, err := d.Search(t.Context(), query)
		page = must(t, page, err)
		rows = append(rows, page.Items...)
		if page.Total >= 0 && page.Next == "" && len(rows) != page.Total {
			t.Errorf("%d rows in all pages, total %d", len(rows), page.Total)
		}
		if page.Next == "" {
			return rows
		}
		query.Cursor = page.Next
	}
	t.Fatal("the pages do not end")
	return nil
}

func ids(rows []client.AccountRow) []client.AccountID {
	found := make([]client.AccountID, len(rows))
	for i, row := range rows {
		found[i] = row.ID
	}
	return found
}

func (s *suite) tooShort(t *testing.T) {
	for _, text := range []string{"", "a", " a "} {
		_, err := s.desk(t, client.RoleAgent).Search(t.Context(), client.Query{Text: text})
		want(t, err, client.Invalid, "query-too-short")
		if fields := fieldsOf(err); !slices.Contains(fields, client.FieldError{Field: "q", Code: "too-short"}) {
			t.Errorf("%q: fields %v", text, fields)
		}
	}
}

func (s *suite) nobodyFound(t *testing.T) {
	page, err := s.desk(t, client.RoleAgent).Search(t.Context(), client.Query{Text: "zzqxzzqx@nowhere.invalid"})
	if page = must(t, page, err); len(page.Items) != 0 || page.Next != "" {
		t.Errorf("found %d", len(page.Items))
	}
}

func (s *suite) byState(t *testing.T) {
	for _, status := range []client.Status{client.StatusLocked, client.StatusDeactivated, client.StatusMerged} {
		page, err := s.desk(t, client.RoleAgent).Search(t.Context(), client.Query{Status: status})
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
}

func (s *suite) onlyMinors(t *testing.T) {
	rows := everyone(t, s.desk(t, client.RoleAgent), client.Query{Status: client.StatusActive, Minors: true, Limit: 100})
	if len(rows) == 0 {
		t.Error("no minor found")
	}
	for _, row := range rows {
		if !row.Minor {
			t.Error("a row that is no minor's")
		}
	}
}

func (s *suite) paging(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	want := ids(everyone(t, d, client.Query{Status: client.StatusDeactivated, Limit: 100}))
	slices.Sort(want)
	for _, sort := range []client.Sort{client.SortRelevance, client.SortName, client.SortBirthDate, client.SortLastSignIn} {
		got := ids(everyone(t, d, client.Query{Status: client.StatusDeactivated, Sort: sort, Limit: 3}))
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("by %q: %d rows in pages of 3, %d in pages of 100, or doubles", sort, len(got), len(want))
		}
	}
	if len(want) < 4 || len(slices.Compact(want)) != len(want) {
		t.Errorf("%d rows, too few or with doubles", len(want))
	}
}

func (s *suite) pageSizes(t *testing.T) {
	for limit, size := range map[int]int{0: 25, 1: 1, 10: 10} {
		page, err := s.desk(t, client.RoleAgent).Search(t.Context(), client.Query{Status: client.StatusActive, Limit: limit})
		if page = must(t, page, err); len(page.Items) != size {
			t.Errorf("limit %d: %d rows", limit, len(page.Items))
		}
	}
}

func (s *suite) sortedByName(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	plain := func(row client.AccountRow) bool { return !isASCII(row.Name) }
	rows := slices.DeleteFunc(everyone(t, d, client.Query{Status: client.StatusDeactivated, Sort: client.SortName, Limit: 100}), plain)
	if !slices.IsSortedFunc(rows, func(a, b client.AccountRow) int {
		return strings.Compare(familyName(a.Name), familyName(b.Name))
	}) {
		t.Error("not in the order of family names")
	}
}

// familyName leaves out what portals order differently: case, hyphens, apostrophes, blanks.
func familyName(name string) string {
	family, _, _ := strings.Cut(strings.ToLower(name), ",")
	return strings.NewReplacer(" ", "", "-", "", "'", "").Replace(family)
}

func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r > 127 })
}

func (s *suite) unknownCursor(t *testing.T) {
	_, err := s.desk(t, client.RoleAgent).Search(t.Context(), client.Query{Status: client.StatusActive, Cursor: "bm9uc2Vuc2U"})
	want(t, err, client.Invalid, "cursor-unknown")
}

func (s *suite) rowsAreMasked(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	sample := s.take(t, Reachable)
	page, err := d.Search(t.Context(), client.Query{Text: sample.Says[client.IdentifierMRN]})
	masked(t, sample, must(t, page, err))
}
