package index

import (
	"cmp"
	"context"
	"hash/maphash"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"portaldesk/app/store"
	"portaldesk/client"
	"portaldesk/client/onfile"
)

// opFind is the contract's name of the operation that this package makes.
const opFind = "searchAccounts"

// The bounds of a look-up, as in the published contract.
const (
	shortestQuery = 2
	defaultLimit  = 25
	maxLimit      = 100
	adultAge      = 18
)

// Find implements [client.Index]. Whole matches come first where the query asks for relevance. When the last sign-in was
// is not known here: a query sorted by it is answered in the order of names. While the first walk is under way, what it has
// read is found as far as [State] says.
func (x *Index) Find(ctx context.Context, query client.Query) (client.Page[client.AccountRow], error) {
	var page client.Page[client.AccountRow]
	query.Text = strings.TrimSpace(query.Text)
	if err := check(query); err != nil {
		return page, err
	}
	if err := x.await(ctx, opFind); err != nil {
		return page, err
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	hits := x.memory.search(query, x.now())
	first, err := offsetOf(query)
	if err != nil || first > len(hits) {
		return page, unknownCursor()
	}
	if ctx.Err() != nil {
		return page, failure(opFind, ctx.Err())
	}
	last := min(first+limitOf(query), len(hits))
	page.Items, err = x.rows(hits[first:last])
	page.Total = len(hits)
	if last < len(hits) {
		page.Next = cursorAt(query, last)
	}
	return page, failure(opFind, err)
}

func check(query client.Query) error {
	tooShort := utf8.RuneCountInString(query.Text) < shortestQuery
	if tooShort && (query.Text != "" || query.Status == "") {
		return &client.Error{Op: opFind, Kind: client.Invalid, Code: "query-too-short",
			Fields: []client.FieldError{{Field: "q", Code: "too-short"}}}
	}
	return nil
}

// rows reads the accounts of a page from the disk. The caller holds mu.
func (x *Index) rows(hits []hit) ([]client.AccountRow, error) {
	rows := make([]client.AccountRow, 0, len(hits))
	err := x.store.View(func(tx *store.Tx) error {
		for _, h := range hits {
			account, found, err := x.serving.get(tx, h.id)
			if err != nil {
				return err
			}
			if found {
				rows = append(rows, onfile.Row(account.OnFile, account.Status, x.now()))
			}
		}
		return nil
	})
	return rows, err
}

// hit is an account that was found.
type hit struct {
	*card
	whole bool
}

// search answers every account that matches, in the order asked for.
func (m memory) search(query client.Query, today time.Time) []hit {
	hits := m.base.search(query, today, m.gone)
	if m.recent != nil {
		hits = append(hits, m.recent.search(query, today, nil)...)
	}
	slices.SortFunc(hits, func(a, b hit) int {
		switch {
		case query.Sort == client.SortRelevance && a.whole != b.whole:
			return order(a.whole)
		case query.Sort == client.SortBirthDate:
			return cmp.Or(cmp.Compare(a.born, b.born), a.order(*b.card))
		default:
			return a.order(*b.card)
		}
	})
	return hits
}

// order puts a whole match before the other.
func order(whole bool) int {
	if whole {
		return -1
	}
	return 1
}

func (s *shelf) search(query client.Query, today time.Time, gone map[client.AccountID]bool) []hit {
	var hits []hit
	take := func(number int, whole bool) {
		if c := &s.cards[number]; !gone[c.id] && c.suits(query, today) {
			hits = append(hits, hit{c, whole})
		}
	}
	if query.Text == "" {
		for number := range s.cards {
			take(number, false)
		}
		return hits
	}
	for _, match := range s.find.Find(query.Text, today) {
		take(match.Account, match.Whole)
	}
	return hits
}

func (c *card) suits(query client.Query, today time.Time) bool {
	if query.Status != "" && c.status != query.Status {
		return false
	}
	if !query.Minors {
		return true
	}
	age, known := onfile.Age(c.born, today)
	return known && age < adultAge
}

func limitOf(query client.Query) int {
	if query.Limit <= 0 {
		return defaultLimit
	}
	return min(query.Limit, maxLimit)
}

// A cursor is how many rows came before it, and a hash that ties it to its question. It is good for this run.
var cursorSeed = maphash.MakeSeed()

func cursorAt(query client.Query, offset int) string {
	place := strconv.Itoa(offset)
	question := strings.Join([]string{place, query.Text, string(query.Status), strconv.FormatBool(query.Minors), string(query.Sort)}, "\x00")
	return place + "." + strconv.FormatUint(maphash.String(cursorSeed, question), 36)
}

func offsetOf(query client.Query) (int, error) {
	if query.Cursor == "" {
		return 0, nil
	}
	text, _, _ := strings.Cut(query.Cursor, ".")
	offset, err := strconv.Atoi(text)
	if err != nil || offset < 0 || cursorAt(query, offset) != query.Cursor {
		return 0, unknownCursor()
	}
	return offset, nil
}

func unknownCursor() error {
	return &client.Error{Op: opFind, Kind: client.Invalid, Code: "cursor-unknown",
		Fields: []client.FieldError{{Field: "cursor", Code: "unknown"}}}
}
