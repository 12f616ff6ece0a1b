package oidc

import (
	"context"
	"errors"

	"portaldesk/client"
)

// Request is one sign-in.
type Request struct {
	// Op names it in errors.
	Op string
	// Show opens a page in the agent's browser, or tells her its address and code.
	Show func(client.SignInPage) error
	// Device asks for a code to be entered on another device.
	Device bool
	// Afresh: the agent must be asked who she is, whatever the provider remembers, and the ID token must say that she
	// was.
	Afresh bool
	// Login is put into the form for her.
	Login string
}

// SignIn has somebody sign in, and takes as long as she does. It ends with [Expired] when her time is up, and with
// [client.Canceled] when ctx ends.
func (c *Client) SignIn(ctx context.Context, request Request) (Grant, error) {
	p, err := c.provider(ctx, request.Op)
	if err != nil {
		return Grant{}, err
	}
	timed, cancel := context.WithTimeoutCause(ctx, c.patience, errPatience)
	defer cancel()
	if request.Device {
		return c.byDevice(timed, p, request)
	}
	return c.byBrowser(timed, p, request)
}

var errPatience = errors.New("the agent did not sign in in time")

// over is why a wait has ended: the agent's time was up, or nobody waits any more.
func over(ctx context.Context, op string) *client.Error {
	if errors.Is(context.Cause(ctx), errPatience) {
		return fault(op, client.Unauthenticated, Expired)
	}
	return fault(op, client.Canceled, "")
}
