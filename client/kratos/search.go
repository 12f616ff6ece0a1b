package kratos

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"portaldesk/client"
	"portaldesk/client/onfile"
)

// The bounds of a look-up.
const (
	shortestQuery = 2
	longestQuery  = 200
	defaultLimit  = 25
	maxLimit      = 100
	adultAge      = 18
)

// Search implements [client.Accounts]. The server finds what is typed to sign in, whole or by its beginning; names, birth
// dates and everything else are found in the index on this computer. What the server found comes first, for it is as things
// stand now; what the index found is read again before it is shown.
func (c *Client) Search(ctx context.Context, query client.Query) (client.Page[client.AccountRow], error) {
	query.Text, query.Limit = strings.TrimSpace(query.Text), limitOf(query.Limit)
	if err := check(query); err != nil {
		return client.Page[client.AccountRow]{}, err
	}
	fields, err := c.fields(ctx)
	if err != nil {
		return client.Page[client.AccountRow]{}, err
	}
	s := &search{Client: c, query: query, fields: fields}
	if index := c.indexed(); index != nil {
		return s.withIndex(ctx, index)
	}
	return s.alone(ctx)
}

func limitOf(limit int) int {
	if limit <= 0 {
		return defaultLimit
	}
	return min(limit, maxLimit)
}

func check(query client.Query) error {
	length := utf8.RuneCountInString(query.Text)
	switch {
	case length < shortestQuery && (length > 0 || query.Status == ""):
		return refuse(client.OpSearch, client.Invalid, "query-too-short", client.FieldError{Field: "q", Code: "too-short"})
	case length > longestQuery:
		return refuse(client.OpSearch, client.Invalid, "query-too-long", client.FieldError{Field: "q", Code: "too-long"})
	}
	return nil
}

// search is one look-up.
type search struct {
	*Client
	query  client.Query
	fields client.FieldMap
}

// typed says whether the text can be something that is typed to sign in.
func (s *search) typed() bool {
	return s.query.Text != "" && utf8.ValidString(s.query.Text) &&
		!strings.ContainsFunc(s.query.Text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
}

// further begins every cursor; what follows is the server's own, or the index', nothing for its first page.
const further = "+"

// alone is the look-up where there is no index: by what is typed to sign in, and nothing else.
func (s *search) alone(ctx context.Context) (client.Page[client.AccountRow], error) {
	page := client.Page[client.AccountRow]{Total: -1}
	token, later := strings.CutPrefix(s.query.Cursor, further)
	if s.query.Cursor != "" && (!later || !s.typed()) {
		return page, unknownCursor()
	}
	if !s.typed() {
		return page, s.permitted(ctx, client.OpSearch)
	}
	exact, err := s.identified(ctx)
	if err != nil {
		return page, err
	}
	room := s.query.Limit
	if !later {
		page.Items = s.rows(exact)
		room -= len(exact)
	}
	if room <= 0 {
		page.Next = further
		return page, nil
	}
	return s.similar(ctx, page, exact, token, room)
}

// similar adds those to a page who are signed in to with something that begins with the text, but for those who stand on the
// first page already.
func (s *search) similar(ctx context.Context, page client.Page[client.AccountRow], exact []identity, token string, room int) (client.Page[client.AccountRow], error) {
	found, err := s.beginning(ctx, token, room)
	if client.KindOf(err) == client.Invalid && token != "" {
		return page, unknownCursor()
	}
	if err != nil {
		return page, err
	}
	page.Items = append(page.Items, s.rows(merge(exact, found.identities)[len(exact):])...)
	if found.next != "" {
		page.Next = further + found.next
	}
	return page, nil
}

func unknownCursor() error {
	return refuse(client.OpSearch, client.Invalid, "cursor-unknown", client.FieldError{Field: "cursor", Code: "unknown"})
}

// identified are the accounts that are signed in to with exactly this text.
func (s *search) identified(ctx context.Context) ([]identity, error) {
	page, err := s.list(ctx, client.OpSearch, url.Values{"credentials_identifier": {s.query.Text}, "page_size": {itoa(s.query.Limit)}})
	if err != nil {
		return nil, err
	}
	exact := slices.DeleteFunc(page.identities, func(i identity) bool { return !i.signsInWith(s.query.Text, strings.EqualFold) })
	return merge(exact[:min(len(exact), s.query.Limit)]), nil
}

// beginning is a page of at most so many accounts that are signed in to with something that begins with the text.
func (s *search) beginning(ctx context.Context, token string, room int) (identities, error) {
	query := url.Values{"preview_credentials_identifier_similar": {s.query.Text}, "page_size": {itoa(room)}}
	if token != "" {
		query.Set("page_token", token)
	}
	page, err := s.list(ctx, client.OpSearch, query)
	begins := func(identifier, text string) bool {
		return strings.HasPrefix(strings.ToLower(identifier), strings.ToLower(text))
	}
	page.identities = slices.DeleteFunc(page.identities, func(i identity) bool { return !i.signsInWith(s.query.Text, begins) })
	return page, err
}

// signsInWith says whether one of the identifiers is like the text. The server is not believed: one that dropped the question
// would answer with anybody.
func (i identity) signsInWith(text string, like func(identifier, text string) bool) bool {
	for _, one := range i.Credentials {
		if slices.ContainsFunc(one.Identifiers, func(identifier string) bool { return like(identifier, text) }) {
			return true
		}
	}
	return false
}

// merge is one list after the other, each account once.
func merge(lists ...[]identity) []identity {
	known := map[string]bool{}
	var all []identity
	for _, i := range slices.Concat(lists...) {
		if !known[i.ID] {
			known[i.ID] = true
			all = append(all, i)
		}
	}
	return all
}

// rows are those of the accounts that the query lets through.
func (s *search) rows(found []identity) []client.AccountRow {
	rows := []client.AccountRow{}
	for _, i := range found {
		row := onfile.Row(s.onFile(i, s.fields), i.status(), s.now())
		if (s.query.Status == "" || row.Status == s.query.Status) && (!s.query.Minors || row.Minor) {
			rows = append(rows, row)
		}
	}
	return rows
}
