package kratos

import (
	"context"
	"fmt"
	"net/url"
	"sync"
	"time"

	"portaldesk/client"
	"portaldesk/client/signing"
	"portaldesk/client/transport"
)

// Config is how a Kratos is reached.
type Config struct {
	// Transport is how its admin API is: BaseURL is the address that ends before "/admin".
	Transport transport.Config
	// PublicURL is the address of its public API, as patients' browsers reach it. Without it no mail can be sent.
	PublicURL string
	// Fields are JSON pointers (RFC 6901) into an identity's traits. Empty: the best guess ([Client.Fields]).
	Fields client.FieldMap
	// Now is the clock, nil for the real one.
	Now func() time.Time
}

// Client is a [client.Directory] for one agent.
type Client struct {
	signer *signing.Signer
	// admin sends within the session, public to anybody's part of the server. It is nil where that has no address.
	admin, public *transport.Client
	name          string
	configured    client.FieldMap
	now           func() time.Time
	pause         func(ctx context.Context, d time.Duration) error
	turns         turns

	mu sync.Mutex // guards the rest; nobody waits for a server while holding it
	learnt
	index     client.Index
	unsettled map[client.Key]bool // changes of which it is not known whether they were made
}

// learnt is what the server said of itself; it is asked anew at each sign-in.
type learnt struct {
	guess client.FieldMap
	mails mails
	// silentUntil is when a public API that did not answer is asked again.
	silentUntil time.Time
}

var (
	_ client.Directory   = (*Client)(nil)
	_ client.FieldReader = (*Client)(nil)
	_ client.Walker      = (*Client)(nil)
	_ client.CodeSender  = (*Client)(nil)
)

// New makes the client of one agent. Nothing is sent; an error says what of the configuration cannot be used. It is a
// [signing.ErrOnlyLoopback] for an admin API elsewhere that nobody would have to sign in at.
func New(config Config, signer *signing.Signer) (*Client, error) {
	config.Transport.Dialect = dialect
	admin, err := signer.Open(config.Transport)
	if err != nil {
		return nil, fmt.Errorf("the admin API: %w", err)
	}
	c := &Client{
		signer: signer, admin: admin, name: hostOf(config.PublicURL, config.Transport.BaseURL), configured: config.Fields,
		now: config.Now, pause: pause, unsettled: map[client.Key]bool{},
	}
	if config.Transport.Clock != nil {
		c.pause = config.Transport.Clock.Sleep
	}
	if c.now == nil {
		c.now = time.Now
	}
	if config.PublicURL == "" {
		return c, nil
	}
	open := config.Transport
	open.BaseURL, open.CertFile, open.KeyFile = config.PublicURL, "", ""
	if c.public, err = transport.New(open); err != nil {
		return nil, fmt.Errorf("the public API: %w", err)
	}
	return c, nil
}

// hostOf is the first host that one of the addresses has.
func hostOf(addresses ...string) string {
	for _, address := range addresses {
		if parsed, err := url.Parse(address); err == nil && parsed.Hostname() != "" {
			return parsed.Hostname()
		}
	}
	return ""
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
