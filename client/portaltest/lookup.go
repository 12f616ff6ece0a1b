package portaltest

import (
	"slices"

	"portaldesk/client"
)

func (s *suite) lookupTests() []test {
	tests := make([]test, 0, 20)
	for _, form := range forms {
		tests = append(tests, test{name: "by " + form.name, run: s.findsBy(form), reads: true})
	}
	return append(tests,
		test{name: "too short", run: s.tooShort, reads: true},
		test{name: "nobody found is no error", run: s.nobodyFound, reads: true},
		test{name: "by state", run: s.byState, needs: []need{promised(Sifted)}, reads: true},
		test{name: "only minors", run: s.onlyMinors, needs: []need{promised(Sifted)}, reads: true},
		test{name: "rows are masked", run: s.rowsAreMasked, reads: true},
		test{name: "hostile texts", run: s.hostileTexts, reads: true},
		test{name: "page sizes", run: s.pageSizes, reads: true},
		test{name: "pages are complete and without doubles", run: s.pages, reads: true},
		test{name: "thousands are complete and without doubles", run: s.thousands, reads: true},
		test{name: "sorted", run: s.sorted, needs: []need{promised(Sorted)}, reads: true},
		test{name: "sorted by name", run: s.sortedByName, needs: []need{promised(Sorted)}, reads: true},
		test{name: "unknown cursor", run: s.unknownCursor, reads: true},
	)
}

func (s *suite) tooShort(t *trial) {
	for _, text := range []string{"", "a", " a "} {
		_, err := s.anybody(t).Search(t.Context(), client.Query{Text: text})
		s.want(t, err, client.Invalid, "query-too-short")
		if fields := fieldsOf(err); s.keeps(Published) && !slices.Contains(fields, client.FieldError{Field: "q", Code: "too-short"}) {
			t.Errorf("%q: fields %v", text, fields)
		}
	}
}

func (s *suite) nobodyFound(t *trial) {
	page, err := s.anybody(t).Search(t.Context(), client.Query{Text: "zzqxzzqx@nowhere.invalid"})
	if page = must(t, page, err); len(onFile(page.Items)) != 0 || page.Next != "" {
		t.Errorf("found %d", len(page.Items))
	}
}

// onFile leaves out the account that is opened for whoever is not on file, where callers are helped all the same.
func onFile(rows []client.AccountRow) []client.AccountRow {
	return slices.DeleteFunc(slices.Clone(rows), func(row client.AccountRow) bool { return row.Status == client.StatusUnknown })
}

func (s *suite) byState(t *trial) {
	d := s.anybody(t)
	for _, trait := range []Trait{Locked, Deactivated, Merged, Deceased} {
		status := trait.Status()
		sample, known := s.sample(trait, 0) // first: a target may lock somebody for it
		rows := everyone(t, d, client.Query{Status: status, Limit: 100})
		if i := slices.IndexFunc(rows, func(row client.AccountRow) bool { return row.Status != status }); i >= 0 {
			t.Errorf("asked for %s, got %s", status, rows[i].Status)
		}
		if known && !slices.Contains(ids(rows), sample.ID) {
			t.Errorf("somebody who is %s is not found so", status)
		}
	}
}

func (s *suite) onlyMinors(t *trial) {
	rows := everyone(t, s.anybody(t), client.Query{Status: client.StatusActive, Minors: true, Limit: 100})
	if slices.ContainsFunc(rows, func(row client.AccountRow) bool { return !row.Minor }) {
		t.Errorf("a row that is no minor's")
	}
	if sample, known := s.sample(MinorWithParent, 0); known && !slices.Contains(ids(rows), sample.ID) {
		t.Errorf("a minor is not found as one")
	}
}

func (s *suite) rowsAreMasked(t *trial) {
	d := s.anybody(t)
	page, err := d.Search(t.Context(), s.crowd(t))
	for _, row := range must(t, page, err).Items {
		looksMasked(t, row)
	}
	sample := s.borrow(t, Reachable)
	if sample.Says == nil {
		t.note("judged by the form of what is shown")
		return
	}
	page, err = d.Search(t.Context(), client.Query{Text: s.findable(t, sample)})
	masked(t, sample, must(t, page, err))
}

// crowd is a look-up that finds most of the accounts.
func (s *suite) crowd(t *trial) client.Query {
	t.Helper()
	query := s.target.Crowd
	if query == (client.Query{}) {
		query.Status = client.StatusActive
		if !s.keeps(Sifted) {
			t.notTried("there is no look-up that finds many accounts")
		}
	}
	query.Limit = 100
	return query
}

// everyone pages through a whole look-up.
func everyone(t *trial, d *desk, query client.Query) []client.AccountRow {
	t.Helper()
	rows, whole := upTo(t, d, query, 100_000)
	if !whole {
		t.Fatalf("the pages do not end")
	}
	return rows
}

// upTo pages through a look-up until it ends, or until it has so many rows.
func upTo(t *trial, d *desk, query client.Query, most int) (rows []client.AccountRow, whole bool) {
	t.Helper()
	for cursors := map[string]bool{}; len(rows) < most; {
		page, err := d.Search(t.Context(), query)
		page = must(t, page, err)
		rows = append(rows, page.Items...)
		if page.Total >= 0 && page.Next == "" && len(rows) != page.Total {
			t.Errorf("%d rows in all pages, total %d", len(rows), page.Total)
		}
		if page.Next == "" {
			return rows, true
		}
		if cursors[page.Next] {
			t.Fatalf("the pages go round in a circle")
		}
		cursors[page.Next] = true
		query.Cursor = page.Next
	}
	return rows, false
}

func ids(rows []client.AccountRow) []client.AccountID {
	found := make([]client.AccountID, len(rows))
	for i, row := range rows {
		found[i] = row.ID
	}
	return found
}
