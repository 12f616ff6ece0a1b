package kratos

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// send makes a request at the admin API, within the session.
func (c *Client) send(ctx context.Context, request transport.Request, path ...string) (transport.Response, error) {
	escapedPath, err := transport.Path(append([]string{"admin"}, path...)...)
	if err != nil {
		return transport.Response{}, &client.Error{Op: request.Op, Kind: client.NotFound, Code: "account-not-found", Err: err}
	}
	request.Path = escapedPath
	return c.admin.Do(ctx, request)
}

func (c *Client) get(ctx context.Context, op string, out any, query url.Values, path ...string) (transport.Response, error) {
	return c.send(ctx, transport.Request{Op: op, Method: http.MethodGet, Query: query, Out: out}, path...)
}

// permitted asks the server whether this agent may read accounts at all: it is the least anybody needs.
func (c *Client) permitted(ctx context.Context, op string) error {
	_, err := c.list(ctx, op, url.Values{"page_size": {"1"}})
	return err
}

// read reads one account. What is no id of Kratos' is nobody's, and is not sent; who asks must be signed in all the same.
func (c *Client) read(ctx context.Context, op string, id client.AccountID) (identity, error) {
	if uuid.Validate(string(id)) != nil {
		return identity{}, cmp.Or(c.permitted(ctx, op), refuse(op, client.NotFound, "account-not-found"))
	}
	var found identity
	_, err := c.get(ctx, op, &found, nil, "identities", string(id))
	switch {
	case client.KindOf(err) == client.NotFound:
		return identity{}, refuse(op, client.NotFound, "account-not-found")
	case err != nil:
		return identity{}, err
	case found.account() != id:
		return identity{}, refuse(op, client.Protocol, "another-account")
	}
	return found, nil
}

// identities is one page of a list. next is the token of the page after it.
type identities struct {
	identities []identity
	next       string
}

func (c *Client) list(ctx context.Context, op string, query url.Values) (identities, error) {
	var page identities
	answer, err := c.get(ctx, op, &page.identities, query, "identities")
	if err != nil {
		return identities{}, err
	}
	for _, found := range page.identities {
		if uuid.Validate(found.ID) != nil {
			return identities{}, refuse(op, client.Protocol, "id-unusable")
		}
	}
	page.next = nextToken(answer.Header)
	return page, nil
}

var nextLink = regexp.MustCompile(`<([^<>]*)>\s*;\s*rel="next"`)

// nextToken is the page token of the next page as the Link header (RFC 8288) has it, "" on the last page.
func nextToken(header http.Header) string {
	link := nextLink.FindStringSubmatch(strings.Join(header.Values("Link"), ","))
	if link == nil {
		return ""
	}
	address, err := url.Parse(link[1])
	if err != nil {
		return ""
	}
	return address.Query().Get("page_token")
}
