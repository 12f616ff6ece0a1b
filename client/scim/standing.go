package scim

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"

	"portaldesk/client"
)

// standing is what was learnt of a server within a session.
type standing struct {
	provider provider
	endpoint string
	fields   fields
	// views: the agent may look up accounts.
	views bool
	// folds: the server compares without regard to case, except what its schemas call exact.
	folds bool
	exact []string
	// layout is how it writes dates of birth.
	layout string
	// fixed are the attributes that nobody may change.
	fixed []string
	// mustChange makes a patient change her password at the next sign-in; nil where there is no such attribute.
	mustChange *path
}

// standing answers what is known; without a session, what is usual.
func (c *Client) standing() standing {
	if s := c.known.Load(); s != nil {
		return *s
	}
	return standing{endpoint: usersEndpoint, fields: c.fieldsBy(nil), layout: time.DateOnly}
}

// fieldsBy is the map that holds: the configured one, or else the guess.
func (c *Client) fieldsBy(all []described) fields {
	if len(c.mapped) > 0 {
		return fieldsOf(c.mapped)
	}
	return fieldsOf(guess(all))
}

func (c *Client) learn(ctx context.Context, op string) (standing, error) {
	var s standing
	var err error
	if s.provider, _, err = c.provide(ctx, op, false); err != nil {
		return standing{}, err
	}
	if s.endpoint, err = c.endpoint(ctx, op); err != nil {
		return standing{}, err
	}
	all, err := c.describe(ctx, op)
	if err != nil {
		return standing{}, err
	}
	s.fields = c.fieldsBy(all)
	for _, d := range all {
		if d.fixed {
			s.fixed = append(s.fixed, d.path.String())
		}
		if d.exact {
			s.exact = append(s.exact, d.path.String())
		}
	}
	if p, ok := mustChange(all); ok {
		s.mustChange = &p
	}
	return s, c.sample(ctx, op, &s)
}

// samples is how many accounts are looked at to learn how things are written here.
const samples = 20

// sample looks at some accounts. That it is not allowed is an answer, and so is that a server lists nobody unless it is told
// whom.
func (c *Client) sample(ctx context.Context, op string, s *standing) error {
	s.layout = time.DateOnly
	some, err := c.list(ctx, op, *s, nil, span{1, samples})
	if unsaid(err) {
		s.views = client.KindOf(err) == client.Invalid
		return nil
	}
	if err != nil {
		return err
	}
	s.views = true
	var dates []string
	for _, u := range some.Resources {
		if date := u.at(s.fields[client.FieldBirthDate]); date != "" {
			dates = append(dates, date)
		}
	}
	s.layout = layoutOf(dates)
	return c.tryCase(ctx, op, s, some.Resources)
}

// tryCase asks for somebody by her login ID with every letter's case turned round.
func (c *Client) tryCase(ctx context.Context, op string, s *standing, some []user) error {
	login := s.fields[client.FieldLoginID]
	i := slices.IndexFunc(some, func(u user) bool { return turned(u.at(login)) != u.at(login) && longest(u.at(login)) == u.at(login) })
	if i < 0 || !s.provider.Filter.Supported {
		return nil
	}
	found, err := c.list(ctx, op, *s, compare(login, "eq", turned(some[i].at(login))), span{1, 1})
	if unsaid(err) {
		return nil
	}
	s.folds = slices.ContainsFunc(found.Resources, func(u user) bool { return u.id() == some[i].id() })
	return err
}

// foldsAt says whether the server compares what stands at a path without regard to case.
func (s standing) foldsAt(p path) bool { return s.folds && !slices.Contains(s.exact, p.String()) }

func turned(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsUpper(r) {
			return unicode.ToLower(r)
		}
		return unicode.ToUpper(r)
	}, text)
}

// layouts are how dates of birth are written, the usual one first.
var layouts = []string{time.DateOnly, "20060102", "01/02/2006", "02.01.2006", "02/01/2006", "02-01-2006"}

// layoutOf is the first in which all of the dates can be read.
func layoutOf(dates []string) string {
	for _, layout := range layouts {
		if !slices.ContainsFunc(dates, func(date string) bool { return birthDate(date, layout) == "" }) {
			return layout
		}
	}
	return time.DateOnly
}

// birthDate reads a date of birth, "" for what is none. A time of day may follow an ISO date.
func birthDate(written, layout string) string {
	if layout == time.DateOnly && len(written) > len(layout) && written[len(layout)] == 'T' {
		written = written[:len(layout)]
	}
	at, err := time.Parse(layout, written)
	if err != nil {
		return ""
	}
	return at.Format(time.DateOnly)
}
