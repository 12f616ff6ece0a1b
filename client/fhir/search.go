package fhir

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// place is where a page of a search is: a path below the base ("/Communication", or "" for a server that keeps its pages at the
// base), and a query.
type place struct {
	Path  string `json:"path"`
	Query string `json:"query"`
}

// token is a search value for a code or identifier. What separates such values is escaped (R4, 3.1.1.4.0.1).
func token(system, value string) string {
	return system + "|" + strings.NewReplacer(`\`, `\\`, `|`, `\|`, `,`, `\,`, `$`, `\$`).Replace(value)
}

// anyOf is a search value that any of the values matches.
func anyOf(system string, values []string) string {
	tokens := make([]string, len(values))
	for i, value := range values {
		tokens[i] = token(system, value)
	}
	return strings.Join(tokens, ",")
}

// fetch reads one page.
func (c *Client) fetch(ctx context.Context, op string, at place) (bundle, error) {
	query, err := url.ParseQuery(at.Query)
	if err != nil {
		return bundle{}, fault(op, client.Invalid, codeCursor)
	}
	return c.answered(ctx, transport.Request{Op: op, Method: http.MethodGet, Path: at.Path, Query: query})
}

// discreetly searches for what names a person: addresses end up in the logs of servers and proxies, forms do not. Every server
// that searches takes them (R4, RESTful API, search).
func (c *Client) discreetly(ctx context.Context, op, kind string, query url.Values) (bundle, error) {
	return c.answered(ctx, transport.Request{Op: op, Method: http.MethodPost, Path: "/" + kind + "/_search", Form: query, Reads: true})
}

// answered makes a search.
func (c *Client) answered(ctx context.Context, search transport.Request) (bundle, error) {
	var page bundle
	search.Out = &page
	// Servers may answer a search from what the same search found a minute ago.
	search.Header = http.Header{"Cache-Control": {"no-cache"}}
	if _, err := c.server.Do(ctx, search); err != nil {
		return bundle{}, err
	}
	if page.ResourceType != "Bundle" || page.Type != "searchset" {
		return bundle{}, fault(search.Op, client.Protocol, "not-a-searchset")
	}
	return page, nil
}

// next is where the page after this one is; false on the last. Of the link only path and query are taken, never its host: the
// session's token goes nowhere else.
func (b bundle) next(now place, kind string) (place, bool) {
	i := slices.IndexFunc(b.Link, func(l link) bool { return l.Relation == "next" })
	if i < 0 {
		return place{}, false
	}
	address, err := url.Parse(b.Link[i].URL)
	if err != nil {
		return place{}, false
	}
	after := place{Query: address.RawQuery}
	if strings.HasSuffix(strings.TrimRight(address.Path, "/"), "/"+kind) {
		after.Path = "/" + kind
	}
	return after, after != now && after.Query != ""
}

// matches are the resources found, without what the server adds to explain itself.
func (b bundle) matches() []json.RawMessage {
	var found []json.RawMessage
	for _, entry := range b.Entry {
		if entry.Search.Mode == "" || entry.Search.Mode == "match" {
			found = append(found, entry.Resource)
		}
	}
	return found
}

// codeCursor is the code for a cursor that is none of ours, or that the server no longer knows.
const codeCursor = "cursor-unknown"

// cursor is where a list goes on, and which entries of the page before could come again there.
type cursor struct {
	place
	Seen []string `json:"seen,omitempty"`
}

func (c cursor) String() string {
	plain, err := json.Marshal(c)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(plain)
}

func parseCursor(text, kind string) (cursor, bool) {
	var c cursor
	plain, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || json.Unmarshal(plain, &c) != nil {
		return cursor{}, false
	}
	return c, c.Query != "" && (c.Path == "" || c.Path == "/"+kind)
}
