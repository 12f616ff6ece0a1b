package callbook

import (
	"errors"
	"slices"

	"portaldesk/client"
)

// Book is rows of calls in every order they can be listed in. It is not safe for concurrent use. Its zero value is empty.
type Book[K any] struct {
	// opened and longest hold all rows, ascending; longest is made when it is first asked for.
	opened, longest []*Row[K]
}

// Len is how many rows there are.
func (b *Book[K]) Len() int { return len(b.opened) }

// Add takes a row in; one whose number and moment are there already changes nothing. Calls that arrive as they are made end
// at the end, which costs nothing.
func (b *Book[K]) Add(row *Row[K]) {
	at, found := search(b.opened, row.byOpening(), (*Row[K]).byOpening)
	if found {
		return
	}
	b.opened = slices.Insert(b.opened, at, row)
	if b.longest != nil {
		at, _ := search(b.longest, row.byHandle(), (*Row[K]).byHandle)
		b.longest = slices.Insert(b.longest, at, row)
	}
}

// Fill takes many rows into an empty book.
func (b *Book[K]) Fill(rows []*Row[K]) {
	b.opened, b.longest = rows, nil
	slices.SortFunc(b.opened, func(x, y *Row[K]) int { return x.byOpening().compare(y.byOpening()) })
}

func search[K any](rows []*Row[K], mark Mark, of func(*Row[K]) Mark) (at int, found bool) {
	return slices.BinarySearchFunc(rows, mark, func(row *Row[K], mark Mark) int { return of(row).compare(mark) })
}

// Knows says whether an order can be listed in.
func Knows(order client.CallOrder) bool {
	return order == client.NewestCalls || order == client.OldestCalls || order == client.LongestCalls
}

// Page is a part of a list.
type Page[K any] struct {
	Rows []*Row[K]
	// Next is the mark of the last row that was looked at, to go on after; nil at the end of the list.
	Next *Mark
}

// ErrEnough, returned by what a page asks of its rows, ends the page before that row.
var ErrEnough = errors.New("enough was looked at for one page")

// Page lists the rows that a query asks for in its order, behind a mark or, with nil, from the beginning: at most limit of them.
// Rows must also pass holds, where that is not nil. It may end the page with [ErrEnough], which is then short and still has a
// Next; any other error is the answer. The query's text, limit and cursor are not looked at.
func (b *Book[K]) Page(query client.CallQuery, after *Mark, limit int, holds func(K) (bool, error)) (Page[K], error) {
	w, asked := b.walkOf(query.Order), filterOf(query)
	page := Page[K]{Rows: make([]*Row[K], 0, limit)}
	for at := w.begin(after); at >= 0 && at < len(w.rows); at += w.step {
		row := w.rows[at]
		if !row.passes(&asked) {
			continue
		}
		held, err := len(page.Rows) < limit, error(nil)
		if held && holds != nil {
			held, err = holds(row.Keep)
		}
		switch {
		case errors.Is(err, ErrEnough) || len(page.Rows) == limit:
			page.Next = w.markBefore(at, after)
			return page, nil
		case err != nil:
			return Page[K]{}, err
		case held:
			page.Rows = append(page.Rows, row)
		}
	}
	return page, nil
}

// Count is how many rows the query asks for that also pass holds, where that is not nil.
func (b *Book[K]) Count(query client.CallQuery, holds func(K) bool) (count int) {
	asked := filterOf(query)
	for _, row := range b.opened {
		if row.passes(&asked) && (holds == nil || holds(row.Keep)) {
			count++
		}
	}
	return count
}

// walk is a way along the rows.
type walk[K any] struct {
	rows []*Row[K]
	mark func(*Row[K]) Mark
	step int
}

func (b *Book[K]) walkOf(order client.CallOrder) walk[K] {
	switch order {
	case client.OldestCalls:
		return walk[K]{b.opened, (*Row[K]).byOpening, 1}
	case client.LongestCalls:
		if b.longest == nil {
			b.longest = slices.Clone(b.opened)
			slices.SortFunc(b.longest, func(x, y *Row[K]) int { return x.byHandle().compare(y.byHandle()) })
		}
		return walk[K]{b.longest, (*Row[K]).byHandle, -1}
	default:
		return walk[K]{b.opened, (*Row[K]).byOpening, -1}
	}
}

// begin is the index of the first row behind a mark.
func (w walk[K]) begin(after *Mark) int {
	switch {
	case after == nil && w.step > 0:
		return 0
	case after == nil:
		return len(w.rows) - 1
	}
	at, found := search(w.rows, *after, w.mark)
	if found || w.step < 0 {
		return at + w.step
	}
	return at
}

// markBefore is the mark of the row before one, or the one that the walk began behind.
func (w walk[K]) markBefore(at int, after *Mark) *Mark {
	if at -= w.step; at < 0 || at >= len(w.rows) {
		return after
	}
	return new(w.mark(w.rows[at]))
}
