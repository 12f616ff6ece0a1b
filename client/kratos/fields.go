package kratos

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// Fields implements [client.FieldReader]. It reads the identity schemas, which only the public API serves (the admin API
// redirects there). Without it, or where they cannot be read, the names of what some identities hold have to do.
//
// Where a server has several schemas, the paths of all are listed. The guess is that of the schema which says most; what it
// leaves open is filled from the others, for one map has to do for all patients.
func (c *Client) Fields(ctx context.Context) (client.FieldReport, error) {
	const op = client.OpFields
	if err := c.permitted(ctx, op); err != nil {
		return client.FieldReport{}, err
	}
	schemas, err := c.schemas(ctx, op)
	if err != nil || len(schemas) == 0 {
		schemas, err = c.seen(ctx, op)
	}
	if err != nil {
		return client.FieldReport{}, err
	}
	report := reportOf(schemas)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.guess = report.Guess
	return report, nil
}

// fields is the map that counts: the configured one, or else the guess.
func (c *Client) fields(ctx context.Context) (client.FieldMap, error) {
	c.mu.Lock()
	known := c.guess
	c.mu.Unlock()
	switch {
	case len(c.configured) > 0:
		return c.configured, nil
	case known != nil:
		return known, nil
	}
	report, err := c.Fields(ctx)
	return report.Guess, err
}

// schemas are the traits of each identity schema, none when there is no public API.
func (c *Client) schemas(ctx context.Context, op string) ([][]trait, error) {
	if c.public == nil {
		return nil, nil
	}
	var answer []struct {
		Schema json.RawMessage `json:"schema"`
	}
	_, err := c.public.Do(ctx, transport.Request{
		Op: op, Method: http.MethodGet, Path: "/schemas", Query: url.Values{"per_page": {"100"}}, Open: true, Out: &answer,
	})
	if err != nil {
		return nil, err
	}
	var found [][]trait
	for _, one := range answer {
		var root schema
		if json.Unmarshal(one.Schema, &root) == nil {
			found = append(found, traitsOf(root))
		}
	}
	return found, nil
}

// sampled is how many identities are looked at for the names of their traits.
const sampled = 50

// seen are the traits that some identities have. One is read alone, for lists do not tell what is typed to sign in.
func (c *Client) seen(ctx context.Context, op string) ([][]trait, error) {
	page, err := c.list(ctx, op, url.Values{"page_size": {itoa(sampled)}})
	if err != nil || len(page.identities) == 0 {
		return nil, err
	}
	first, err := c.read(ctx, op, page.identities[0].account())
	if err != nil {
		return nil, err
	}
	traits := held(first)
	for _, found := range page.identities {
		traits = append(traits, held(found)...)
	}
	return [][]trait{distinct(traits)}, nil
}

func reportOf(schemas [][]trait) client.FieldReport {
	guesses := make([]client.FieldMap, len(schemas))
	for i, traits := range schemas {
		guesses[i] = guess(traits)
	}
	slices.SortStableFunc(guesses, func(a, b client.FieldMap) int { return len(b) - len(a) })
	report := client.FieldReport{Guess: client.FieldMap{}}
	for _, guessed := range guesses {
		for field, pointer := range guessed {
			if _, known := report.Guess[field]; !known {
				report.Guess[field] = pointer
			}
		}
	}
	for _, t := range distinct(slices.Concat(schemas...)) {
		report.Paths = append(report.Paths, client.FieldPath{Path: t.pointer, Title: t.title})
	}
	return report
}

// distinct are the traits, each place once.
func distinct(traits []trait) []trait {
	known := map[string]bool{}
	var kept []trait
	for _, t := range traits {
		if !known[t.pointer] {
			known[t.pointer] = true
			kept = append(kept, t)
		}
	}
	return kept
}
