package keycloak

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/singleflight"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// together has equal questions that are asked side by side asked once: an account and its histories are read at the same moment,
// and stand on the same few lists of the server.
type together struct {
	underway singleflight.Group
	// writes counts what this desk has written, and who has left it: who asks after that is not answered with what was on its way
	// before.
	writes atomic.Uint64
}

type forShow struct{}

// toShow is a context for what is read to be shown; there, equal questions are asked once. What a change builds on is never read
// in one: each of its answers must be from after the one before.
func toShow(ctx context.Context) context.Context { return context.WithValue(ctx, forShow{}, true) }

// get reads a path below the realm's admin API.
func (c *Client) get(ctx context.Context, op string, path []string, query url.Values, out any) error {
	if ctx.Value(forShow{}) == nil {
		return c.ask(ctx, op, path, query, out)
	}
	question := strconv.FormatUint(c.together.writes.Load(), 10) + " " + strings.Join(path, "/") + "?" + query.Encode()
	underway := c.together.underway.DoChan(question, func() (any, error) {
		var answer json.RawMessage
		err := c.ask(ctx, op, path, query, &answer)
		return answer, err
	})
	select {
	case <-ctx.Done(): // whoever asked first may wait on
		return &client.Error{Op: op, Kind: client.Canceled, Err: ctx.Err()}
	case result := <-underway:
		return c.take(ctx, op, path, query, result, out)
	}
}

// take fills out from the answer to a question that somebody else may have asked.
func (c *Client) take(ctx context.Context, op string, path []string, query url.Values, result singleflight.Result, out any) error {
	switch {
	case client.KindOf(result.Err) == client.Canceled && ctx.Err() == nil: // whoever asked first has lost interest
		return c.ask(ctx, op, path, query, out)
	case result.Err != nil:
		return named(op, result.Err)
	case json.Unmarshal(result.Val.(json.RawMessage), out) != nil:
		return refuse(op, client.Protocol, "answer-malformed")
	}
	return nil
}

// named is an error of a question that another operation may have asked.
func named(op string, err error) error {
	if fault, ours := errors.AsType[*client.Error](err); ours {
		own := *fault
		own.Op = op
		return &own
	}
	return err
}

// ask reads a path below the realm's admin API, whoever else does.
func (c *Client) ask(ctx context.Context, op string, path []string, query url.Values, out any) error {
	_, err := c.send(ctx, path, transport.Request{Op: op, Method: http.MethodGet, Query: query, Out: out})
	return err
}
