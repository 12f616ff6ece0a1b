package transport

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/go-resty/resty/v2"

	"portaldesk/client"
)

// Client sends requests to one portal. It may be used from any goroutine.
type Client struct {
	base    string
	resty   *resty.Client
	peer    *peer
	clock   Clock
	log     *slog.Logger
	timeout time.Duration
	maxBody int64
	dialect Dialect
	session *Session
}

// New makes a client without a session. Its errors say what of the configuration cannot be used; nothing is sent.
func New(config Config) (*Client, error) {
	config = config.withDefaults()
	base, err := config.base()
	if err != nil {
		return nil, err
	}
	server := &peer{}
	plain, err := httpClient(config, server)
	if err != nil {
		return nil, err
	}
	return &Client{
		base:    base,
		resty:   newResty(config, plain),
		peer:    server,
		clock:   config.Clock,
		log:     config.Logger,
		timeout: config.Timeout,
		maxBody: config.MaxBody,
		dialect: config.Dialect,
	}, nil
}

// Do sends the request, again where that is safe and of use, and fills [Request.Out]. Every error is a [*client.Error].
func (c *Client) Do(ctx context.Context, request Request) (Response, error) {
	f, fault := newFlight(request)
	if fault != nil {
		return Response{}, fault
	}
	response, fault := c.authorized(ctx, f)
	if fault != nil {
		return Response{}, fault
	}
	return response, nil
}

// repeat makes attempts until one is answered, refused for good, or no further one is worth the wait.
func (c *Client) repeat(ctx context.Context, f *flight, access string) (Response, *client.Error) {
	begun := c.clock.Now()
	for number := 1; ; number++ {
		response, fault := c.exchange(ctx, f, access)
		if fault == nil {
			c.log.Debug("request answered", "op", f.Op, "attempt", number, "status", response.Status)
			return response, nil
		}
		fault = f.settled(fault)
		retry, wait, reason := decide(attempt{
			number:     number,
			repeatable: f.repeatable(),
			kind:       fault.Kind,
			retryAfter: fault.RetryAfter,
			elapsed:    c.clock.Now().Sub(begun),
			chance:     rand.Float64(),
		})
		c.log.Debug("request failed", "op", f.Op, "attempt", number, "kind", fault.Kind, "code", fault.Code,
			"again", retry, "why", reason)
		if !retry {
			return Response{}, fault
		}
		if c.clock.Sleep(ctx, wait) != nil {
			return Response{}, f.fault(client.Canceled, "", "")
		}
	}
}
