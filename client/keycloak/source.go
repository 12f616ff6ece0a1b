package keycloak

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// source is where accounts of a look-up come from: one question that the server answers page by page, or several whose
// answers belong together, each of which finds few.
type source struct {
	questions []url.Values
	// ids, when not nil, answers whom to ask for; there are no questions then.
	ids func(context.Context) ([]string, error)
	// keep, when not nil, says which of the accounts are wanted.
	keep func(user) bool
	// lastResort: it is asked only when nothing was found before it.
	lastResort bool
}

// few is how many accounts one of several questions answers at most: more are not born on one day.
const few = 500

// read answers accounts of the source from a place on, and whether there may be more.
func (s source) read(ctx context.Context, c *Client, first, limit int) ([]user, bool, error) {
	if s.ids != nil {
		ids, err := s.ids(ctx)
		if err != nil || len(ids) == 0 {
			return nil, false, err
		}
		s.questions = []url.Values{byID(ids)}
	}
	if len(s.questions) == 1 {
		users, err := c.list(ctx, s.questions[0], first, limit)
		return users, len(users) == limit, err
	}
	all, err := s.all(ctx, c)
	first = min(first, len(all))
	last := min(first+limit, len(all))
	return all[first:last], last < len(all), err
}

// all puts the answers to all questions together, each account once.
func (s source) all(ctx context.Context, c *Client) ([]user, error) {
	answers := make([][]user, len(s.questions))
	group, reading := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for i, question := range s.questions {
		group.Go(func() (err error) { answers[i], err = c.list(reading, question, 0, few); return err })
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	var all []user
	seen := map[string]bool{}
	for _, u := range slices.Concat(answers...) {
		if !seen[u.ID] {
			seen[u.ID] = true
			all = append(all, u)
		}
	}
	return all, nil
}

// list asks for accounts. The list that the server's own console uses tells of locks too; where it is missing, the plain one
// has to do.
func (c *Client) list(ctx context.Context, question url.Values, first, limit int) ([]user, error) {
	query := url.Values{"briefRepresentation": {"false"}, "first": {strconv.Itoa(first)}, "max": {strconv.Itoa(limit)}}
	for name, values := range question {
		query[name] = values
	}
	var users []user
	if !c.noLocks.Load() {
		err := c.get(ctx, opSearch, []string{"ui-ext", "brute-force-user"}, query, &users)
		if client.KindOf(err) != client.NotFound || client.CodeOf(err) != "" {
			return users, err
		}
		c.noLocks.Store(true)
	}
	_, err := c.send(ctx, []string{"users"}, transport.Request{Op: opSearch, Method: http.MethodGet, Query: query, Out: &users})
	return users, err
}
