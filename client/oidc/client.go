package oidc

import (
	"context"
	"net/http"
	"sync"
	"time"

	goidc "github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// DefaultPatience is how long an agent may take to sign in.
const DefaultPatience = 5 * time.Minute

// maxAnswer is far more than any answer of a provider needs.
const maxAnswer = 1 << 20

// Config names a provider and this program's registration there.
type Config struct {
	// Issuer is an https URL.
	Issuer   string
	ClientID string
	// Scopes are asked for beside "openid profile".
	Scopes []string
	// Transport is how the provider is reached; BaseURL is not used.
	Transport transport.Config
	// Patience is how long an agent may take to sign in; 0 is [DefaultPatience].
	Patience time.Duration
}

// Client speaks to one provider. It may be used from any goroutine.
type Client struct {
	issuer   string
	clientID string
	scopes   []string
	patience time.Duration
	now      func() time.Time
	plain    *http.Client
	wire     *transport.Client

	mu    sync.Mutex
	found *provider // nil before it was discovered
}

// Grant is what a provider gives to somebody who signed in.
type Grant struct {
	Access, Refresh string
	// IDToken is the token itself, for [Client.End]; Subject and Claims are what it says, verified. All are empty when
	// a refresh brought none, or one that could not be verified for want of the provider's keys.
	IDToken string
	Subject string
	Claims  map[string]any
	// EndsAt is when the session ends unless it is refreshed; zero when the provider does not say.
	EndsAt time.Time
}

// New makes the client of one provider. Nothing is sent; an error says what of the configuration cannot be used.
func New(config Config) (*Client, error) {
	reach := config.Transport
	reach.BaseURL, reach.MaxBody, reach.Dialect = config.Issuer, maxAnswer, transport.Dialect{}
	wire, err := transport.New(reach)
	if err != nil {
		return nil, err
	}
	plain, err := transport.HTTPClient(reach)
	if err != nil {
		return nil, err
	}
	c := &Client{
		issuer:   config.Issuer,
		clientID: config.ClientID,
		scopes:   append([]string{goidc.ScopeOpenID, "profile"}, config.Scopes...),
		patience: config.Patience,
		now:      time.Now,
		plain:    plain,
		wire:     wire,
	}
	if c.patience <= 0 {
		c.patience = DefaultPatience
	}
	if reach.Clock != nil {
		c.now = reach.Clock.Now
	}
	return c, nil
}

// oauth is the configuration of the OAuth library for one sign-in.
func (c *Client) oauth(p *provider, redirectURI string) *oauth2.Config {
	endpoint := oauth2.Endpoint{
		AuthURL: p.AuthURL, TokenURL: p.TokenURL, DeviceAuthURL: p.DeviceAuthURL,
		// A public client has no secret to put into a header. Left to find out, the library would try twice, and a code
		// works once.
		AuthStyle: oauth2.AuthStyleInParams,
	}
	return &oauth2.Config{ClientID: c.clientID, Endpoint: endpoint, RedirectURL: redirectURI, Scopes: c.scopes}
}

// through makes the libraries use our connection.
func (c *Client) through(ctx context.Context) context.Context {
	return goidc.ClientContext(ctx, c.plain)
}

// Refresh turns a refresh token into new tokens. A session that is over is [client.Unauthenticated] with code
// [transport.SessionEnded]. Where the provider gives no new refresh token, the old one stays good and is in the grant.
func (c *Client) Refresh(ctx context.Context, op, refresh string) (Grant, error) {
	p, err := c.provider(ctx, op)
	if err != nil {
		return Grant{}, err
	}
	token, err := c.oauth(p, "").TokenSource(c.through(ctx), &oauth2.Token{RefreshToken: refresh}).Token()
	if err != nil {
		return Grant{}, c.failed(ctx, op, err, refreshing)
	}
	if token.Extra("id_token") == nil {
		return c.bare(op, token)
	}
	grant, err := c.grant(ctx, op, token, expectation{})
	switch client.KindOf(err) {
	case client.Offline, client.Unavailable:
		// The old refresh token may be used up: that the provider's keys cannot be had just now must not lose the new one.
		return c.bare(op, token)
	}
	return grant, err
}
