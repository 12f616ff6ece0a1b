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

const opSearch = "searchAccounts"

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
		return refuse(opSearch, client.Invalid, "query-too-short", client.FieldError{Field: "q", Code: "too-short"})
	case length > longestQuery:
		return refuse(opSearch, client.Invalid, "query-too-long", client.FieldError{Field: "q", Code: "too-long"})
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

// alone is the look-up where there is no index: by what is typed to sign in, and nothing else.
func (s *search) alone(ctx context.Context) (client.Page[client.AccountRow], error) {
	page := client.Page[client.AccountRow]{Total: -1}
	if !s.typed() {
		if s.query.Cursor != "" {
			return page, unknownCursor()
		}
		return page, s.permitted(ctx, opSearch)
	}
	var found []identity
	if s.query.Cursor == "" {
		var err error
		if found, err = s.identified(ctx); err != nil {
			return page, err
		}
	}
	similar, err := s.beginning(ctx, s.query.Cursor)
	if client.KindOf(err) == client.Invalid && s.query.Cursor != "" {
		return page, unknownCursor()
	}
	if err != nil {
		return page, err
	}
	page.Next = similar.next
	page.Items = s.rows(merge(found, similar.identities))
	return page, nil
}

func unknownCursor() error {
	return refuse(opSearch, client.Invalid, "cursor-unknown", client.FieldError{Field: "cursor", Code: "unknown"})
}

// identified are the accounts that are signed in to with exactly this text.
func (s *search) identified(ctx context.Context) ([]identity, error) {
	page, err := s.list(ctx, opSearch, url.Values{"credentials_identifier": {s.query.Text}, "page_size": {itoa(s.query.Limit)}})
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(page.identities, func(i identity) bool { return !i.signsInWith(s.query.Text, strings.EqualFold) }), nil
}

// beginning is a page of the accounts that are signed in to with something that begins with the text.
func (s *search) beginning(ctx context.Context, token string) (identities, error) {
	query := url.Values{"preview_credentials_identifier_similar": {s.query.Text}, "page_size": {itoa(s.query.Limit)}}
	if token != "" {
		query.Set("page_token", token)
	}
	page, err := s.list(ctx, opSearch, query)
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
