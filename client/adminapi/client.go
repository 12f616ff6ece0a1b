package adminapi

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// Config is how the portal is reached. BaseURL is its address without the contract's version ([BasePath]).
type Config = transport.Config

// Client is a [client.Portal] that speaks the contract.
type Client struct {
	// open sends without a session, signed with one.
	open, signed *transport.Client
}

var _ client.Portal = (*Client)(nil)

// New makes the client of one portal for one agent, whose tokens the keeper holds. Nothing is sent yet; an error says
// what of the configuration cannot be used.
func New(config Config, keeper client.TokenKeeper) (*Client, error) {
	open, err := transport.New(config)
	if err != nil {
		return nil, err
	}
	c := &Client{open: open}
	c.signed = open.WithSession(keeper, c.refresh)
	return c, nil
}

// get reads path into out within the session.
func (c *Client) get(ctx context.Context, op string, path []string, query url.Values, out any) (transport.Response, error) {
	return c.do(ctx, path, transport.Request{Op: op, Method: http.MethodGet, Query: query, Out: out})
}

// post writes within the session. The request names its operation, key and body.
func (c *Client) post(ctx context.Context, path []string, request transport.Request) (transport.Response, error) {
	request.Method = http.MethodPost
	return c.do(ctx, path, request)
}

func (c *Client) do(ctx context.Context, path []string, request transport.Request) (transport.Response, error) {
	var err error
	request.Path, err = transport.Path(path...)
	if err != nil {
		return transport.Response{}, &client.Error{Op: request.Op, Kind: client.NotFound, Code: "id-unusable", Err: err}
	}
	request.Path = BasePath + request.Path
	return c.signed.Do(ctx, request)
}

// newKey names a write that nobody will repeat after this call: its records have names of their own, or it leaves none.
func newKey() client.Key { return client.Key(uuid.NewString()) }

// maxPage is the most entries that the contract lets a page have.
const maxPage = 100

// paging are the parameters of a list; zero values are left out.
func paging(limit int, cursor string) url.Values {
	query := url.Values{}
	if limit > 0 {
		query.Set("limit", strconv.Itoa(min(limit, maxPage)))
	}
	if cursor != "" {
		query.Set("cursor", cursor)
	}
	return query
}

// unpromised is an answer that has the contract's shape and still cannot be true.
func unpromised(op, code string) error {
	return &client.Error{Op: op, Kind: client.Protocol, Code: code, Err: errors.New("the answer is not about what was asked")}
}
