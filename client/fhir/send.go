package fhir

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// maxOrder is how many records go into one bundle: few enough to be done well within a request's time.
const maxOrder = 50

// record is one resource to be kept.
type record struct {
	resource any
	method   string
	// path is "Communication", or "AuditEvent/ID".
	path string
	// unless is a search; the record is not made where it has a match (If-None-Exist).
	unless string
}

// result is what became of a record: made, there already, or refused for what it is.
type result struct {
	there bool
	fault *client.Error
}

// aboutRecord says whether the server refused the record for what it is; sending others makes sense then.
func aboutRecord(err error) bool {
	switch client.KindOf(err) {
	case client.Invalid, client.Conflict, client.NotFound, client.NotOffered:
		return true
	}
	return false
}

// send hands records over, several at once where the server takes that. An error means that it stopped: some may be kept.
func (c *Client) send(ctx context.Context, op string, records []record) ([]result, error) {
	can, err := c.abilities(ctx, op)
	if err != nil {
		return nil, err
	}
	var results []result
	for some := range slices.Chunk(records, maxOrder) {
		became, err := c.sendSome(ctx, op, can.order, some)
		if err != nil {
			return nil, err
		}
		results = append(results, became...)
	}
	return results, nil
}

// sendSome sends a bundle of the kind that the server takes. What it refuses as a whole, for one record in it, goes one by one.
func (c *Client) sendSome(ctx context.Context, op, kind string, records []record) ([]result, error) {
	if kind == "" || len(records) == 1 {
		return c.sendEach(ctx, op, records)
	}
	results, err := c.sendOrder(ctx, op, kind, records)
	if aboutRecord(err) {
		return c.sendEach(ctx, op, records)
	}
	return results, err
}

func (c *Client) sendEach(ctx context.Context, op string, records []record) ([]result, error) {
	results := make([]result, len(records))
	for i, r := range records {
		var err error
		if results[i], err = c.sendOne(ctx, op, r); err != nil {
			return nil, err
		}
	}
	return results, nil
}

func (c *Client) sendOne(ctx context.Context, op string, r record) (result, error) {
	header := http.Header{"Prefer": {"return=minimal"}}
	if r.unless != "" {
		header.Set("If-None-Exist", r.unless)
	}
	response, err := c.server.Do(ctx, transport.Request{
		Op: op, Method: r.method, Path: "/" + r.path, Header: header, Body: r.resource, Want: []int{http.StatusOK, http.StatusCreated},
	})
	if refused, ok := err.(*client.Error); ok && aboutRecord(err) {
		return result{fault: refused}, nil
	}
	if err != nil {
		return result{}, err
	}
	return result{there: response.Status == http.StatusOK}, nil
}

func (c *Client) sendOrder(ctx context.Context, op, kind string, records []record) ([]result, error) {
	var became bundle
	_, err := c.server.Do(ctx, transport.Request{
		Op: op, Method: http.MethodPost, Body: orderOf(kind, records), Out: &became,
		Header: http.Header{"Prefer": {"return=minimal"}},
	})
	if err != nil {
		return nil, err
	}
	if became.Type != kind+"-response" || len(became.Entry) != len(records) {
		return nil, fault(op, client.Protocol, "entries-mismatch")
	}
	results := make([]result, len(records))
	for i, entry := range became.Entry {
		var clear bool
		if results[i], clear = entry.Response.result(op); clear {
			continue
		}
		// The server was busy with this one. Asked alone, it says why, or does it.
		if results[i], err = c.sendOne(ctx, op, records[i]); err != nil {
			return nil, err
		}
	}
	return results, nil
}

// unless is a search for If-None-Exist.
func unless(parameter, system, value string) string {
	return url.Values{parameter: {token(system, value)}}.Encode()
}
