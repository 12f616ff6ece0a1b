package fhir

import (
	"cmp"
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"time"

	"portaldesk/client"
)

// The sizes of a page.
const (
	usualPage = 50
	maxPage   = 100
)

// listing is a list of one kind of resource, newest first unless oldest is set.
type listing[T any] struct {
	op, kind string
	query    url.Values
	oldest   bool
	// read makes an entry out of a resource; false when it is none of ours.
	read func(json.RawMessage) (T, bool)
	key  func(T) string
	at   func(T) time.Time
	seq  func(T) uint64
}

// page reads one page. An entry that is kept twice on the server is in it once.
func (l listing[T]) page(ctx context.Context, c *Client, limit int, from string) (client.Page[T], error) {
	now, err := l.start(limit, from)
	if err != nil {
		return client.Page[T]{}, err
	}
	answer, err := c.fetch(ctx, l.op, now.place)
	if client.KindOf(err) == client.NotFound && from != "" {
		err = fault(l.op, client.Invalid, codeCursor)
	}
	if err != nil {
		return client.Page[T]{}, err
	}
	all := l.entries(answer)
	page := client.Page[T]{Items: l.single(all, now.Seen), Total: -1}
	if answer.Total != nil {
		page.Total = *answer.Total
	}
	if after, ok := answer.next(now.place, l.kind); ok {
		page.Next = cursor{after, l.last(all)}.String()
	}
	return page, nil
}

func (l listing[T]) start(limit int, from string) (cursor, error) {
	if from == "" {
		if limit <= 0 {
			limit = usualPage
		}
		l.query.Set("_count", strconv.Itoa(min(limit, maxPage)))
		return cursor{place: place{"/" + l.kind, l.query.Encode()}}, nil
	}
	now, ok := parseCursor(from, l.kind)
	if !ok {
		return cursor{}, fault(l.op, client.Invalid, codeCursor)
	}
	return now, nil
}

func (l listing[T]) entries(answer bundle) []T {
	all := []T{}
	for _, resource := range answer.matches() {
		if entry, ok := l.read(resource); ok {
			all = append(all, entry)
		}
	}
	// Servers order by the millisecond at best.
	slices.SortStableFunc(all, func(a, b T) int {
		if l.oldest {
			a, b = b, a
		}
		return cmp.Or(l.at(b).Compare(l.at(a)), cmp.Compare(l.seq(b), l.seq(a)))
	})
	return all
}

func (l listing[T]) single(all []T, seen []string) []T {
	once := []T{}
	for _, entry := range all {
		if key := l.key(entry); !slices.Contains(seen, key) {
			seen, once = append(seen, key), append(once, entry)
		}
	}
	return once
}

// last are the keys of the last entries of a page: only those can come again on the next, for doubles are of one moment.
func (l listing[T]) last(all []T) []string {
	var keys []string
	for _, entry := range slices.Backward(all) {
		if !l.at(entry).Equal(l.at(all[len(all)-1])) {
			break
		}
		if key := l.key(entry); !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}
