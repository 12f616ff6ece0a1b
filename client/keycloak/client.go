package keycloak

import (
	"context"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"portaldesk/client"
	"portaldesk/client/signing"
	"portaldesk/client/transport"
)

// Config is how a realm is reached and how its fields are called.
type Config struct {
	// Transport is how the server is reached. BaseURL is the realm's address, in any form that [Split] takes.
	Transport transport.Config
	// Fields says where the realm keeps each field: "username", "email", "firstName", "lastName" or "attributes.NAME".
	// Empty: as its user profile suggests ([Client.Fields]), once an agent is signed in.
	Fields client.FieldMap
	// Now is the clock, nil for the real one.
	Now func() time.Time
}

// Client is one agent's way to one realm: a [client.Directory] and a [client.FieldReader]. It may be used from any
// goroutine.
type Client struct {
	*signing.Entrance
	realm string
	// open sends without a session, signed with one.
	open, signed *transport.Client
	mapped       client.FieldMap
	clock        clock
	// known is what was learnt of agent and realm at sign-in, nil without one.
	known atomic.Pointer[standing]
	// noLocks: the server does not list accounts together with their locks.
	noLocks  atomic.Bool
	forms    *forms
	together together
	// remembered is what the last look-ups learnt of their rows.
	remembered rowMemory
}

var (
	_ client.Directory   = (*Client)(nil)
	_ client.FieldReader = (*Client)(nil)
)

// New makes the client of one realm for the agent that the signer signs in. Nothing is sent yet; an error says what of the
// configuration cannot be used.
func New(config Config, signer *signing.Signer) (*Client, error) {
	server, realm, err := Split(config.Transport.BaseURL)
	if err != nil {
		return nil, err
	}
	config.Transport.BaseURL, config.Transport.Dialect = server, dialect()
	open, err := transport.New(config.Transport)
	if err != nil {
		return nil, err
	}
	signed, err := signer.Open(config.Transport)
	if err != nil {
		return nil, err
	}
	c := &Client{
		realm: realm, open: open, signed: signed, mapped: config.Fields, clock: newClock(config), forms: newForms(),
	}
	c.Entrance = signing.NewEntrance(signer, c.admit, c.forget)
	return c, nil
}

// forget forgets what was learnt for the agent who is leaving.
func (c *Client) forget() {
	c.known.Store(nil)
	c.together.writes.Add(1)
}

// put writes; the server answers a write without a body.
func (c *Client) put(ctx context.Context, op string, path []string, body any) error {
	_, err := c.send(ctx, path, transport.Request{Op: op, Method: http.MethodPut, Body: body, Want: noContent})
	return err
}

func (c *Client) post(ctx context.Context, op string, path []string) error {
	_, err := c.send(ctx, path, transport.Request{Op: op, Method: http.MethodPost, Want: noContent})
	return err
}

func (c *Client) remove(ctx context.Context, op string, path []string, query url.Values) error {
	_, err := c.send(ctx, path, transport.Request{Op: op, Method: http.MethodDelete, Query: query, Want: noContent})
	return err
}

// atOnce is how many of many like questions are asked side by side.
const atOnce = 4

var noContent = []int{http.StatusNoContent}

// send sends within the session to a path below the realm's admin API.
func (c *Client) send(ctx context.Context, path []string, request transport.Request) (transport.Response, error) {
	below, err := transport.Path(append([]string{"admin", "realms", c.realm}, path...)...)
	if err != nil {
		return transport.Response{}, &client.Error{Op: request.Op, Kind: client.NotFound, Code: accountNotFound, Err: err}
	}
	request.Path = below
	if request.Method != http.MethodGet {
		c.together.writes.Add(1)
		defer c.together.writes.Add(1)
	}
	return c.signed.Do(ctx, request)
}

// clock is time, as the configuration has it.
type clock struct {
	now   func() time.Time
	sleep func(context.Context, time.Duration) error
}

func newClock(config Config) clock {
	c := clock{now: config.Now, sleep: sleep}
	if config.Transport.Clock != nil {
		c.sleep = config.Transport.Clock.Sleep
	}
	if c.now == nil {
		c.now = time.Now
	}
	return c
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
