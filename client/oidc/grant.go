package oidc

import (
	"context"
	"crypto/subtle"
	"errors"
	"regexp"
	"time"

	goidc "github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"portaldesk/client"
)

// expectation is what an ID token must say beyond being genuine. Zero fields expect nothing.
type expectation struct {
	nonce string
	// within is how long ago, at most, the agent must have been asked who she is.
	within time.Duration
}

// leeway is how far this computer's clock may be off.
const leeway = 5 * time.Minute

// tokenPattern is what may stand in a header (RFC 6749, A.12 and A.17: VSCHAR without the blank).
var tokenPattern = regexp.MustCompile(`^[\x21-\x7e]+$`)

// grant reads an answer that must hold an ID token.
func (c *Client) grant(ctx context.Context, op string, token *oauth2.Token, want expectation) (Grant, error) {
	g, err := c.bare(op, token)
	if err != nil {
		return Grant{}, err
	}
	g.IDToken, _ = token.Extra("id_token").(string)
	id, err := c.verified(ctx, op, g.IDToken)
	if err != nil {
		return Grant{}, err
	}
	switch {
	case id.Claims(&g.Claims) != nil || id.Subject == "" || !forUs(g.Claims, c.clientID):
		return Grant{}, fault(op, client.Protocol, BadIDToken)
	case id.AccessTokenHash != "" && id.VerifyAccessToken(g.Access) != nil:
		return Grant{}, fault(op, client.Protocol, BadIDToken)
	case want.nonce != "" && subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(want.nonce)) != 1:
		return Grant{}, fault(op, client.Protocol, BadIDToken)
	case want.within > 0 && !asked(id, g.Claims, want.within):
		return Grant{}, fault(op, client.Protocol, Unproven)
	}
	g.Subject = id.Subject
	return g, nil
}

// bare is a grant without what an ID token says.
func (c *Client) bare(op string, token *oauth2.Token) (Grant, error) {
	if token.Type() != "Bearer" || !tokenPattern.MatchString(token.AccessToken) {
		return Grant{}, fault(op, client.Protocol, BadAnswer)
	}
	g := Grant{Access: token.AccessToken, Refresh: token.RefreshToken}
	if seconds, ok := token.Extra("refresh_expires_in").(float64); ok && seconds > 0 {
		g.EndsAt = c.now().Add(time.Duration(min(seconds, maxLife.Seconds())) * time.Second)
	} else if ends, ok := Moment(Claims(token.RefreshToken)["exp"]); ok {
		g.EndsAt = ends
	}
	return g, nil
}

// maxLife keeps what a provider says of times within what can be counted.
const maxLife = 365 * 24 * time.Hour

// forUs says whether a token that several may receive was issued to us (OpenID Connect Core, 3.1.3.7).
func forUs(claims map[string]any, clientID string) bool {
	party, named := claims["azp"]
	audience, several := claims["aud"].([]any)
	if named || several && len(audience) > 1 {
		return party == clientID
	}
	return true
}

// asked measures by the provider's own clock when it last asked the agent who she is.
func asked(id *goidc.IDToken, claims map[string]any, within time.Duration) bool {
	at, known := Moment(claims["auth_time"])
	return known && id.IssuedAt.Sub(at) <= within
}

// verified checks signature, issuer, audience and life of an ID token.
func (c *Client) verified(ctx context.Context, op, raw string) (*goidc.IDToken, error) {
	p, err := c.provider(ctx, op)
	if err != nil {
		return nil, err
	}
	keys := &watchedKeys{KeySet: p.keys}
	// Its life is looked at below: the library forgives a clock that is slow, or one that is fast, and not both.
	verifier := goidc.NewVerifier(p.IssuerURL, keys, &goidc.Config{
		ClientID: c.clientID, SupportedSigningAlgs: p.Algorithms, SkipExpiryCheck: true,
	})
	id, err := verifier.Verify(c.through(ctx), raw)
	switch {
	case err == nil && !c.alive(id):
		return nil, fault(op, client.Protocol, ClockWrong)
	case err == nil:
		return id, nil
	}
	if keys.missing() {
		return nil, c.keyless(ctx, op, keys.err)
	}
	return nil, fault(op, client.Protocol, BadIDToken)
}

// keyless is why the provider's keys could not be had.
func (c *Client) keyless(ctx context.Context, op string, err error) *client.Error {
	if f := c.failed(ctx, op, err, asking); f.Code != BadAnswer {
		return f
	}
	return fault(op, client.Unavailable, IssuerUnavailable)
}

// alive says whether an ID token is good by now, this computer's clock being off by no more than leeway.
func (c *Client) alive(id *goidc.IDToken) bool {
	var said struct {
		From any `json:"nbf"`
	}
	if id.Claims(&said) != nil || id.Expiry.Before(c.now().Add(-leeway)) {
		return false
	}
	from, told := Moment(said.From)
	return !told || !from.After(c.now().Add(leeway))
}

// watchedKeys remembers why the keys could not be had: the verifier turns that into text.
type watchedKeys struct {
	goidc.KeySet
	err error
}

// missing tells keys that could not be had, whose error wraps why, from a signature that none of them made.
func (w *watchedKeys) missing() bool { return errors.Unwrap(w.err) != nil }

// VerifySignature implements [goidc.KeySet].
func (w *watchedKeys) VerifySignature(ctx context.Context, token string) ([]byte, error) {
	payload, err := w.KeySet.VerifySignature(ctx, token)
	w.err = err
	return payload, err
}
