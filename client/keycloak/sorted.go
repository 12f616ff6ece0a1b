package keycloak

import (
	"cmp"
	"context"
	"slices"

	"portaldesk/client"
	"portaldesk/client/fold"
)

// sortable is how many rows are put into another order than the server's. Of more, it would take reading all of them for
// each page.
const sortable = 500

// sorted reads all that is found, sorts it and answers a page of it. Where too much is found it stays with the server's order.
func (l *lookUp) sorted(ctx context.Context, at cursor) (client.Page[client.AccountRow], error) {
	whole := &lookUp{c: l.c, query: l.query, sources: l.sources}
	if at.source == 0 {
		next, err := whole.collect(ctx, cursor{}, sortable+1)
		if err != nil {
			return client.Page[client.AccountRow]{}, err
		}
		if next == nil && len(whole.rows) <= sortable {
			slices.SortStableFunc(whole.rows, order[l.query.Sort])
			return l.slice(whole.rows, at.first), nil
		}
	}
	return l.page(ctx, at)
}

// slice is a page of rows that are all there.
func (l *lookUp) slice(rows []found, first int) client.Page[client.AccountRow] {
	page := client.Page[client.AccountRow]{Total: len(rows)}
	first = min(first, len(rows))
	last := min(first+l.limit, len(rows))
	for _, f := range rows[first:last] {
		page.Items = append(page.Items, f.row)
	}
	if last < len(rows) {
		page.Next = cursor{first: last}.String()
	}
	return page
}

// order is by what the rows show. Of a birth date that is the year.
var order = map[client.Sort]func(a, b found) int{
	client.SortName:      func(a, b found) int { return cmp.Compare(fold.Text(a.row.Name), fold.Text(b.row.Name)) },
	client.SortBirthDate: func(a, b found) int { return cmp.Compare(a.row.BirthDate, b.row.BirthDate) },
}
