package portaltest

import (
	"slices"
	"strings"

	"portaldesk/client"
)

const (
	// thousand is how many accounts there must be to try a look-up at thousands; most is where it stops.
	thousand = 1000
	most     = 10_000
)

func (s *suite) pageSizes(t *trial) {
	d := s.anybody(t)
	query := s.crowd(t)
	for _, limit := range []int{0, 1, 10} {
		query.Limit = limit
		page, err := d.Search(t.Context(), query)
		page = must(t, page, err)
		size := limit
		if limit == 0 {
			size = 100
		}
		if limit == 0 && s.keeps(Published) {
			size = 25
		}
		if len(page.Items) > size {
			t.Errorf("limit %d: %d rows", limit, len(page.Items))
		}
		if len(page.Items) < size && page.Next == "" && page.Total > len(page.Items) {
			t.Errorf("limit %d: %d rows of %d, and no further page", limit, len(page.Items), page.Total)
		}
		if s.keeps(Published) && page.Next != "" && len(page.Items) != size {
			t.Errorf("limit %d: %d rows on a page that is not the last", limit, len(page.Items))
		}
	}
}

// pages compares small pages with large ones.
func (s *suite) pages(t *trial) {
	d := s.anybody(t)
	query := s.crowd(t)
	if s.keeps(Sifted) {
		query = client.Query{Status: client.StatusDeactivated, Limit: 100}
	}
	large, whole := upTo(t, d, query, 300)
	query.Limit = 3
	small, _ := upTo(t, d, query, 60)
	if whole && len(small) >= len(large) {
		s.sameAccounts(t, ids(small), ids(large))
	}
	unique(t, ids(large))
	unique(t, ids(small))
	if len(small) < 4 {
		t.notTried("only %d accounts to page through", len(small))
	}
}

// thousands pages through very many accounts, in two sizes of page.
func (s *suite) thousands(t *trial) {
	d := s.anybody(t)
	query := s.crowd(t)
	rows, whole := upTo(t, d, query, most)
	unique(t, ids(rows))
	if len(rows) < thousand {
		t.notTried("only %d accounts to page through", len(rows))
	}
	query.Limit = 73
	again, _ := upTo(t, d, query, most)
	unique(t, ids(again))
	if whole {
		s.sameAccounts(t, ids(again), ids(rows))
	}
	s.holdsSample(t, query, rows, whole)
	others := s.inOtherStates(t, d, query)
	unique(t, append(ids(others), ids(rows)...))
	t.note("%d accounts, and %d in other states", len(rows), len(others))
}

// inOtherStates pages through those who are not active, where the look-up was for all who are.
func (s *suite) inOtherStates(t *trial, d *desk, query client.Query) []client.AccountRow {
	t.Helper()
	if !s.keeps(Sifted) || query.Text != "" || query.Status != client.StatusActive {
		return nil
	}
	var found []client.AccountRow
	for _, status := range notActive {
		rows, _ := upTo(t, d, client.Query{Status: status, Limit: query.Limit}, most)
		found = append(found, rows...)
	}
	return found
}

// holdsSample looks for somebody who is known to be there.
func (s *suite) holdsSample(t *trial, query client.Query, rows []client.AccountRow, whole bool) {
	t.Helper()
	sample, known := s.sample(Reachable, 0)
	if known && whole && query.Text == "" && query.Status == client.StatusActive && !slices.Contains(ids(rows), sample.ID) {
		t.Errorf("somebody who is there is on no page")
	}
}

func unique(t *trial, found []client.AccountID) {
	t.Helper()
	once := slices.Compact(slices.Sorted(slices.Values(found)))
	if len(once) != len(found) {
		t.Errorf("%d of %d rows are there twice", len(found)-len(once), len(found))
	}
}

func (s *suite) sameAccounts(t *trial, got, want []client.AccountID) {
	t.Helper()
	if !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))) {
		t.Errorf("%d rows in pages of one size, %d in another, or not the same", len(got), len(want))
	}
}

// sorted wants the same accounts in every order.
func (s *suite) sorted(t *trial) {
	d := s.anybody(t)
	query := client.Query{Status: client.StatusDeactivated, Limit: 100}
	want, _ := upTo(t, d, query, 300)
	for _, sort := range []client.Sort{client.SortRelevance, client.SortName, client.SortBirthDate, client.SortLastSignIn} {
		query.Sort, query.Limit = sort, 7
		got, _ := upTo(t, d, query, 300)
		unique(t, ids(got))
		if len(want) < 300 {
			s.sameAccounts(t, ids(got), ids(want))
		}
	}
}

// sortedByName looks at family names of plain letters: where a hyphen, a blank or an accent stands, portals differ.
func (s *suite) sortedByName(t *trial) {
	rows, _ := upTo(t, s.anybody(t), client.Query{Status: client.StatusDeactivated, Sort: client.SortName, Limit: 100}, 1000)
	var names []string
	for _, row := range rows {
		if family, _, found := strings.Cut(strings.ToLower(row.Name), ","); found && strings.Trim(family, "abcdefghijklmnopqrstuvwxyz") == "" {
			names = append(names, family)
		}
	}
	if !slices.IsSorted(names) {
		t.Errorf("not in the order of family names")
	}
	if len(names) < 2 {
		t.notTried("too few names to be sorted")
	}
}

func (s *suite) unknownCursor(t *trial) {
	query := s.crowd(t)
	query.Cursor = "bm9uc2Vuc2U"
	_, err := s.anybody(t).Search(t.Context(), query)
	s.want(t, err, client.Invalid, "cursor-unknown")
}
