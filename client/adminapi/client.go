package adminapi

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/signing"
	"portaldesk/client/transport"
)

// Config is how the portal is reached. BaseURL is its address without the contract's version ([BasePath]).
type Config = transport.Config

// Client is a [client.Portal] that speaks the contract.
type Client struct {
	Records
	agent agent
}

var _ client.Portal = (*Client)(nil)

// agent is a way in which agents sign in.
type agent interface {
	signIn(ctx context.Context, credentials client.Credentials) (client.Session, error)
	resume(ctx context.Context) (client.Session, error)
	reauthenticate(ctx context.Context, credentials client.Credentials) error
	signOut(ctx context.Context) error
}

// New makes the client of one portal for one agent who signs in with a password at the portal itself, and whose tokens the
// keeper holds. Nothing is sent yet; an error says what of the configuration cannot be used.
func New(config Config, keeper client.TokenKeeper) (*Client, error) {
	portal, err := transport.New(config)
	if err != nil {
		return nil, err
	}
	p := &password{}
	p.sender = sender{portal.WithSession(keeper, p.refresh)}
	return &Client{Records: Records{p.sender}, agent: p}, nil
}

// NewSigned makes the client of one portal for one agent whom the signer signs in elsewhere: the portal knows her by an
// access token or by her certificate. Nothing is sent yet.
func NewSigned(config Config, signer *signing.Signer) (*Client, error) {
	portal, err := signer.Open(config)
	if err != nil {
		return nil, err
	}
	s := sender{portal}
	return &Client{Records: Records{s}, agent: &signed{s, signer}}, nil
}

// sender sends requests of the contract within the session.
type sender struct{ portal *transport.Client }

// get reads path into out.
func (s sender) get(ctx context.Context, op string, path []string, query url.Values, out any) (transport.Response, error) {
	return s.do(ctx, path, transport.Request{Op: op, Method: http.MethodGet, Query: query, Out: out})
}

// post writes. The request names its operation, key and body.
func (s sender) post(ctx context.Context, path []string, request transport.Request) (transport.Response, error) {
	request.Method = http.MethodPost
	return s.do(ctx, path, request)
}

func (s sender) do(ctx context.Context, path []string, request transport.Request) (transport.Response, error) {
	var err error
	request.Path, err = transport.Path(path...)
	if err != nil {
		return transport.Response{}, &client.Error{Op: request.Op, Kind: client.NotFound, Code: "id-unusable", Err: err}
	}
	request.Path = BasePath + request.Path
	return s.portal.Do(ctx, request)
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
