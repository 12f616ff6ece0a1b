package scim

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"portaldesk/client"
	"portaldesk/client/signing"
	"portaldesk/client/transport"
)

// Config is how a server is reached and how its fields are called.
type Config struct {
	// Transport is how the server is reached. BaseURL is the address under which /Users is, often ending in "/scim/v2".
	Transport transport.Config
	// Fields says where the server keeps each field, as SCIM paths ("userName", `emails[type eq "home"].value`,
	// "urn:…:User:birthDate"). Empty: as its schemas suggest ([Client.Fields]), once an agent is signed in.
	Fields client.FieldMap
	// LastingPasswords: temporary passwords are offered even where nothing makes the patient change them. It is the
	// organisation's decision that an agent may know a password that stays good.
	LastingPasswords bool
	// Now is the clock, nil for the real one.
	Now func() time.Time
}

// Client is one agent's way to one server: a [client.Directory] and a [client.FieldReader]. It may be used from any goroutine.
type Client struct {
	*signing.Entrance
	host             string
	server           *transport.Client
	mapped           client.FieldMap
	lastingPasswords bool
	now              func() time.Time
	// known is what was learnt of the server at sign-in, nil without a session.
	known atomic.Pointer[standing]
	// asking is where the server takes look-ups.
	asking atomic.Int32

	mu sync.Mutex // guards what follows
	// corrected is when contacts were changed from here: the server does not say.
	corrected map[contactKey]time.Time
	// lost are the changes whose answer was lost; asked for again they may be done already.
	lost map[client.Key]bool
}

type contactKey struct {
	account client.AccountID
	contact client.ContactID
}

var (
	_ client.Directory   = (*Client)(nil)
	_ client.FieldReader = (*Client)(nil)
)

// New makes the client of one server for the agent that the signer signs in. Nothing is sent yet; an error says what of the
// configuration cannot be used.
func New(config Config, signer *signing.Signer) (*Client, error) {
	config.Transport.Dialect = dialect()
	server, err := signer.Open(config.Transport)
	if err != nil {
		return nil, err
	}
	c := &Client{
		host: host(config.Transport.BaseURL), server: server, mapped: config.Fields,
		lastingPasswords: config.LastingPasswords, now: config.Now,
		corrected: map[contactKey]time.Time{}, lost: map[client.Key]bool{},
	}
	c.Entrance = signing.NewEntrance(signer, c.admit, func() { c.known.Store(nil) })
	if c.now == nil {
		c.now = time.Now
	}
	return c, nil
}

func (c *Client) get(ctx context.Context, request transport.Request) error {
	request.Method = http.MethodGet
	_, err := c.server.Do(ctx, request)
	return err
}

// userPath is the path of one account.
func (c *Client) userPath(op, id string) (string, error) {
	below, err := transport.Path(id)
	if err != nil {
		return "", &client.Error{Op: op, Kind: client.NotFound, Code: accountNotFound, Err: err}
	}
	return c.standing().endpoint + below, nil
}

// user reads one account. An answer about somebody else is refused.
func (c *Client) user(ctx context.Context, op, id string) (user, error) {
	at, err := c.userPath(op, id)
	if err != nil {
		return nil, err
	}
	var u user
	if err := c.get(ctx, transport.Request{Op: op, Path: at, Out: &u}); err != nil {
		return nil, err
	}
	if u.id() != id {
		return nil, refuse(op, client.Protocol, "another-account")
	}
	return u, nil
}
