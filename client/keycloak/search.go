package keycloak

import (
	"context"
	"slices"

	"golang.org/x/sync/errgroup"

	"portaldesk/client"
	"portaldesk/client/onfile"
)

// The sizes of a look-up's pages.
const (
	usualPage = 25
	maxPage   = 100
)

// Search implements [client.Accounts]. The server finds names, login IDs and addresses by their beginning, in the order of
// login IDs, and everything else by the whole value alone; the last digits of a number find nobody. Another order is made
// here, for look-ups that find at most 500.
func (c *Client) Search(ctx context.Context, query client.Query) (client.Page[client.AccountRow], error) {
	none := client.Page[client.AccountRow]{}
	at, err := cursorOf(query.Cursor)
	if err != nil {
		return none, err
	}
	if tooShort(query) {
		return none, refuse(opSearch, client.Invalid, "query-too-short", field("q", "too-short")...)
	}
	if !states[query.Status] {
		return none, nil
	}
	limit := query.Limit
	if limit <= 0 {
		limit = usualPage
	}
	l := &lookUp{c: c, query: query, limit: min(limit, maxPage), sources: c.sources(query)}
	if query.Sort == client.SortName || query.Sort == client.SortBirthDate {
		return l.sorted(ctx, at)
	}
	return l.page(ctx, at)
}

// states are those that an account here can be in; nobody is in another one.
var states = map[client.Status]bool{
	"": true, client.StatusActive: true, client.StatusLocked: true, client.StatusDeactivated: true, client.StatusInvited: true,
	client.StatusResetPending: true,
}

// lookUp is one page being made.
type lookUp struct {
	c       *Client
	query   client.Query
	limit   int
	sources []source
	rows    []found
	// spent is how many pages the server was asked for.
	spent int
}

// found is a row and where the server had it.
type found struct {
	row client.AccountRow
	at  cursor
}

// patience is how many of the server's pages are read for one of ours, where rows are sifted here. Then the page is handed
// over as it is, with the cursor of what follows.
const patience = 10

// page reads one more row than it needs, to know whether there is a next page.
func (l *lookUp) page(ctx context.Context, at cursor) (client.Page[client.AccountRow], error) {
	next, err := l.collect(ctx, at, l.limit+1)
	if err != nil {
		return client.Page[client.AccountRow]{}, err
	}
	page := client.Page[client.AccountRow]{Total: -1}
	if len(l.rows) > l.limit {
		next = &l.rows[l.limit].at
		l.rows = l.rows[:l.limit]
	}
	for _, f := range l.rows {
		page.Items = append(page.Items, f.row)
	}
	switch {
	case next != nil:
		page.Next = next.String()
	case at == cursor{}:
		page.Total = len(page.Items)
	}
	return page, nil
}

// collect reads on from a cursor until there are enough rows. It answers where to go on when it stopped for patience. On a
// later page, something was found before.
func (l *lookUp) collect(ctx context.Context, from cursor, enough int) (*cursor, error) {
	for at := from; at.source < len(l.sources); at = (cursor{source: at.source + 1}) {
		foundBefore := len(l.rows) > 0 || from != cursor{}
		if l.sources[at.source].lastResort && foundBefore && at != from {
			return nil, nil
		}
		next, err := l.drain(ctx, at, enough)
		if err != nil || next != nil || len(l.rows) >= enough {
			return next, err
		}
	}
	return nil, nil
}

// drain reads one source, from a cursor on.
func (l *lookUp) drain(ctx context.Context, at cursor, enough int) (*cursor, error) {
	s := l.sources[at.source]
	for {
		if l.spent == patience {
			return &at, nil
		}
		l.spent++
		asked := enough - len(l.rows)
		if l.sifts(s) {
			asked = maxPage
		}
		users, more, err := s.read(ctx, l.c, at.first, asked)
		if err != nil {
			return nil, err
		}
		if err := l.add(ctx, s, at, users); err != nil {
			return nil, err
		}
		at.first += len(users)
		if !more || len(l.rows) >= enough {
			return nil, nil
		}
	}
}

// sifts says whether rows of the source may be left out here.
func (l *lookUp) sifts(s source) bool { return s.keep != nil || l.query.Status != "" || l.query.Minors }

// add makes rows of accounts, without those that are not wanted or there already.
func (l *lookUp) add(ctx context.Context, s source, at cursor, users []user) error {
	rows, err := l.c.rows(ctx, users)
	if err != nil {
		return err
	}
	for i, row := range rows {
		wanted := (s.keep == nil || s.keep(users[i])) && (l.query.Status == "" || row.Status == l.query.Status) &&
			(!l.query.Minors || row.Minor)
		there := slices.ContainsFunc(l.rows, func(f found) bool { return f.row.ID == row.ID })
		if wanted && !there {
			l.rows = append(l.rows, found{row, cursor{at.source, at.first + i}})
		}
	}
	return nil
}

// rows are accounts as a look-up shows them. Whether one that must set a password ever had one is asked for each; they are
// few, and of one that is locked it does not matter.
func (c *Client) rows(ctx context.Context, users []user) ([]client.AccountRow, error) {
	rows, today := make([]client.AccountRow, len(users)), c.clock.now()
	group, reading := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for i, u := range users {
		c.forms.learn(u)
		group.Go(func() (err error) {
			passwords := true
			if u.Enabled && !u.seenLock().Disabled && u.pending() && u.FederationLink == "" {
				if passwords, err = c.hadPassword(reading, u.ID); err != nil {
					return err
				}
			}
			rows[i] = onfile.Row(c.person(u, past{}), u.status(u.seenLock(), passwords), today)
			return nil
		})
	}
	return rows, group.Wait()
}

func (u user) seenLock() lock {
	if u.Lock == nil {
		return lock{}
	}
	return *u.Lock
}
