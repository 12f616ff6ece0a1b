package scim

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// span is a part of a list: rows from start (the first is 1) on, at most count.
type span struct{ start, count int }

// listed is an answer to a look-up.
type listed struct {
	Schemas   []string `json:"schemas"`
	Total     int      `json:"totalResults"`
	Start     int      `json:"startIndex"`
	Resources []user   `json:"Resources"`
}

// from says whether the answer is the part that was asked for. There are servers that answer the first rows whatever is asked.
func (l listed) from(start int) bool { return l.Start == 0 || l.Start == start }

const (
	listURN   = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
	searchURN = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"
)

// searchRequest is a look-up as a body.
type searchRequest struct {
	Schemas []string `json:"schemas"`
	Filter  string   `json:"filter,omitempty"`
	Start   int      `json:"startIndex"`
	Count   int      `json:"count"`
}

// Where a server takes look-ups, as [Client.asking] has it.
const (
	untried int32 = iota
	inBody
	inAddress
)

// list asks for accounts; nil asks for all. What is asked names patients, and addresses end up in the logs of servers and
// proxies: so it goes into a body where the server takes that (RFC 7644, 3.4.3 and 7.5.2). Whether it does shows at sign-in,
// when nobody in particular is asked for; a server that has taken a body once is never asked in the address, whatever it
// refuses later.
func (c *Client) list(ctx context.Context, op string, s standing, by filter, part span) (listed, error) {
	if c.asking.Load() == inAddress {
		return c.listByAddress(ctx, op, s, by, part)
	}
	answer, err := c.listByBody(ctx, op, s, by, part)
	if err == nil {
		c.asking.Store(inBody)
	}
	if c.asking.Load() == inBody || !unsaid(err) || client.KindOf(err) == client.Forbidden {
		return answer, err
	}
	answer, err = c.listByAddress(ctx, op, s, by, part)
	if err == nil {
		c.asking.Store(inAddress)
	}
	return answer, err
}

func (c *Client) listByBody(ctx context.Context, op string, s standing, by filter, part span) (listed, error) {
	asked := searchRequest{Schemas: []string{searchURN}, Start: part.start, Count: part.count}
	if by != nil {
		asked.Filter = by.String()
	}
	return c.listed(ctx, transport.Request{Op: op, Method: http.MethodPost, Path: s.endpoint + "/.search", Body: asked, Reads: true})
}

func (c *Client) listByAddress(ctx context.Context, op string, s standing, by filter, part span) (listed, error) {
	query := url.Values{"startIndex": {number(part.start)}, "count": {number(part.count)}}
	if by != nil {
		query.Set("filter", by.String())
	}
	return c.listed(ctx, transport.Request{Op: op, Method: http.MethodGet, Path: s.endpoint, Query: query})
}

func (c *Client) listed(ctx context.Context, request transport.Request) (listed, error) {
	var answer listed
	request.Out = &answer
	if _, err := c.server.Do(ctx, request); err != nil {
		return listed{}, err
	}
	if !slices.ContainsFunc(answer.Schemas, func(schema string) bool { return strings.EqualFold(schema, listURN) }) {
		return listed{}, refuse(request.Op, client.Protocol, NotSCIM)
	}
	return answer, nil
}
