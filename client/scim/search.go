package scim

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"portaldesk/client"
	"portaldesk/client/fold"
	"portaldesk/client/lookup"
	"portaldesk/client/onfile"
)

const (
	usualPage = 25
	maxPage   = 100
	// shortestText is what a look-up must have at least.
	shortestText = 2
	// gatherMost is how many accounts are read to be put in order here. Of more, the server's order stands.
	gatherMost = 400
	// emptyPages is how many pages of a long list are looked through for one account that was asked for.
	emptyPages = 5
)

func number(n int) string { return strconv.Itoa(n) }

// Search implements [client.Accounts]. Names are compared from their beginning, and when that finds nobody also further inside.
func (c *Client) Search(ctx context.Context, query client.Query) (client.Page[client.AccountRow], error) {
	none := client.Page[client.AccountRow]{Items: []client.AccountRow{}}
	text := strings.TrimSpace(query.Text)
	if utf8.RuneCountInString(text) < shortestText && (text != "" || query.Status == "") {
		return none, refuse(client.OpSearch, client.Invalid, "query-too-short", client.FieldError{Field: "q", Code: "too-short"})
	}
	from, ok := parseCursor(query)
	if !ok {
		return none, refuse(client.OpSearch, client.Invalid, cursorUnknown)
	}
	for _, names := range []string{"sw", "co"} {
		if from.Names != "" && from.Names != names {
			continue
		}
		l := c.look(query, text, names)
		page, err := l.page(ctx, from.At)
		if err != nil || len(page.Items) > 0 || page.Next != "" || from.At > 0 {
			return page, err
		}
	}
	none.Total = 0
	return none, nil
}

// look is one look-up.
type look struct {
	*Client
	s     standing
	query client.Query
	text  string
	names string
	today time.Time
}

func (c *Client) look(query client.Query, text, names string) look {
	return look{Client: c, s: c.standing(), query: query, text: text, names: names, today: c.now()}
}

// by is what is asked of the server; false when nobody can be found here by what was typed.
func (l look) by() (filter, bool) {
	var asked filter
	if l.text != "" {
		q := question{standing: l.s, today: l.today, names: l.names}
		if asked = q.about(l.text); asked == nil {
			return nil, false
		}
	}
	switch l.query.Status {
	case "":
		return asked, true
	case client.StatusActive:
		return l.withState(asked, "true"), true
	case client.StatusDeactivated:
		return l.withState(asked, "false"), true
	case client.StatusResetPending:
		if l.s.mustChange != nil {
			return l.with(asked, isFlag(*l.s.mustChange, "true")), true
		}
	}
	return nil, false
}

func (l look) withState(asked filter, active string) filter {
	return l.with(asked, isFlag(path{name: "active"}, active))
}

func (l look) with(asked, state filter) filter {
	if asked == nil {
		return state
	}
	return both(asked, state)
}

func (l look) page(ctx context.Context, at int) (client.Page[client.AccountRow], error) {
	by, ok := l.by()
	if !ok {
		return client.Page[client.AccountRow]{Items: []client.AccountRow{}}, nil
	}
	first, err := l.list(ctx, client.OpSearch, l.s, by, span{1, l.most()})
	switch {
	case client.CodeOf(err) == FilterRefused || client.KindOf(err) == client.NotOffered:
		found, err := l.simply(ctx, by.simplest())
		return l.local(found, at), err
	case err != nil:
		return client.Page[client.AccountRow]{}, err
	case first.Total > gatherMost:
		return l.remote(ctx, by, max(at, 1))
	}
	found, err := l.rest(ctx, by, first)
	return l.local(found, at), err
}

// most is how many rows one request asks for.
func (l look) most() int {
	if limit := l.s.provider.Filter.MaxResults; limit > 0 {
		return min(limit, gatherMost)
	}
	return gatherMost
}

func (l look) gather(ctx context.Context, by filter) ([]user, error) {
	first, err := l.list(ctx, client.OpSearch, l.s, by, span{1, l.most()})
	if err != nil {
		return nil, err
	}
	return l.rest(ctx, by, first)
}

// rest reads what the first answer left out. Servers answer fewer rows than they were asked for, and more.
func (l look) rest(ctx context.Context, by filter, first listed) ([]user, error) {
	all := first.Resources
	for got := len(first.Resources); got > 0 && len(all) < first.Total && len(all) < gatherMost; {
		next, err := l.list(ctx, client.OpSearch, l.s, by, span{len(all) + 1, l.most()})
		if err != nil {
			return nil, err
		}
		if !next.from(len(all) + 1) {
			break
		}
		all, got = append(all, next.Resources...), len(next.Resources)
	}
	return all, nil
}

// simply asks in the simplest form there is, once for each comparison. What the server refuses even so is left out, unless it
// refuses everything.
func (l look) simply(ctx context.Context, comparisons []comparison) ([]user, error) {
	var all []user
	var refused error
	answered := false
	for _, by := range comparisons {
		some, err := l.gather(ctx, by)
		switch {
		case client.KindOf(err) == client.Invalid || client.KindOf(err) == client.NotOffered:
			refused = err
			continue
		case err != nil:
			return nil, err
		}
		answered = true
		all = append(all, some...)
	}
	if !answered {
		return nil, refused
	}
	return all, nil
}

// local puts what was found in order here, whole matches first, and answers one page of it.
func (l look) local(found []user, at int) client.Page[client.AccountRow] {
	rows := l.rows(found)
	start := min(at, len(rows))
	end := min(start+l.limit(), len(rows))
	page := client.Page[client.AccountRow]{Items: rows[start:end], Total: len(rows)}
	if end < len(rows) {
		page.Next = l.cursor(end)
	}
	return page
}

// remote answers one page in the server's order. How many rows there are is not known: some of the server's may not be what
// was asked for.
func (l look) remote(ctx context.Context, by filter, at int) (client.Page[client.AccountRow], error) {
	page := client.Page[client.AccountRow]{Items: []client.AccountRow{}, Total: -1}
	for range emptyPages {
		answer, err := l.list(ctx, client.OpSearch, l.s, by, span{at, l.limit()})
		if err != nil {
			return client.Page[client.AccountRow]{}, err
		}
		if !answer.from(at) {
			page.Next = "" // it would lead here again
			return page, nil
		}
		some := answer.Resources[:min(len(answer.Resources), l.limit())]
		at += len(some)
		page.Items = l.rows(some)
		if len(some) == 0 || at > answer.Total {
			page.Next = ""
			return page, nil
		}
		page.Next = l.cursor(at)
		if len(page.Items) > 0 {
			return page, nil
		}
	}
	return page, nil
}

func (l look) limit() int {
	if l.query.Limit <= 0 {
		return usualPage
	}
	return min(l.query.Limit, maxPage)
}

// rows are the accounts that are what was asked for, once each, in order. Servers ignore filters that they do not understand.
func (l look) rows(found []user) []client.AccountRow {
	rows := []client.AccountRow{}
	seen := map[string]bool{}
	var files []client.OnFile
	for _, u := range found {
		if id := u.id(); id != "" && !seen[id] && (l.query.Status == "" || u.status(l.s) == l.query.Status) {
			seen[id] = true
			files = append(files, l.person(u, l.s))
			rows = append(rows, onfile.Row(files[len(files)-1], u.status(l.s), l.today))
		}
	}
	order := l.matching(files)
	kept := make([]client.AccountRow, 0, len(order))
	for _, i := range order {
		if !l.query.Minors || rows[i].Minor {
			kept = append(kept, rows[i])
		}
	}
	l.sort(kept)
	return kept
}

// matching are the places of those who match, whole matches first, each part by name.
func (l look) matching(files []client.OnFile) []int {
	index := lookup.NewIndex(len(files), func(i int) lookup.Entry { return entryOf(files[i]) })
	if l.text == "" {
		order := make([]int, len(files))
		for i := range files {
			order[index.Place(i)] = i
		}
		return order
	}
	var order []int
	for _, match := range index.Find(l.text, l.today) {
		order = append(order, match.Account)
	}
	for i, f := range files {
		if !slices.Contains(order, i) && namedBy(f, l.text) {
			order = append(order, i)
		}
	}
	return order
}

func entryOf(f client.OnFile) lookup.Entry {
	e := lookup.Entry{
		Name: onfile.ListedName(f), OtherNames: f.Spellings, BirthDate: f.BirthDate, MRN: fold.Digits(f.MRN), LoginID: f.LoginID,
	}
	for _, contact := range f.Contacts {
		switch contact.Kind {
		case client.ContactEmail:
			e.Emails = append(e.Emails, contact.Value)
		case client.ContactPhone:
			e.Phones = append(e.Phones, contact.Value)
		}
	}
	return e
}

// namedBy takes a record number with letters in it, "MRN-4000123", from its beginning on.
func namedBy(f client.OnFile, text string) bool {
	number, typed := strings.Join(fold.Words(f.MRN), ""), strings.Join(fold.Words(text), "")
	return typed != "" && strings.HasPrefix(number, typed)
}

func (l look) sort(rows []client.AccountRow) {
	switch l.query.Sort {
	case client.SortName:
		slices.SortStableFunc(rows, func(a, b client.AccountRow) int {
			return cmp.Compare(fold.Text(a.Name), fold.Text(b.Name))
		})
	case client.SortBirthDate:
		slices.SortStableFunc(rows, func(a, b client.AccountRow) int { return cmp.Compare(a.BirthDate, b.BirthDate) })
	}
}
