package oidc

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"time"

	"golang.org/x/oauth2"

	"portaldesk/client"
)

// What a provider may ask of our patience (RFC 8628, 3.2).
const (
	minInterval     = 1
	defaultInterval = 5
	maxInterval     = 60
)

// userCodePattern is a code that a person can type.
var userCodePattern = regexp.MustCompile(`^[\x21-\x7e]{1,64}$`)

// byDevice has the agent enter a code on another device, and asks until she did.
func (c *Client) byDevice(ctx context.Context, p *provider, request Request) (Grant, error) {
	if p.DeviceAuthURL == "" {
		return Grant{}, fault(request.Op, client.NotOffered, DeviceNotOffered)
	}
	// Most providers do not want PKCE here, and pass over it; some do (RFC 6749, 3.1: unknown parameters are ignored).
	verifier, began := oauth2.GenerateVerifier(), c.now()
	oauth := c.oauth(p, "")
	asked, err := oauth.DeviceAuth(c.through(ctx), oauth2.S256ChallengeOption(verifier))
	if err != nil {
		return Grant{}, c.failed(ctx, request.Op, err, asking)
	}
	if code := usable(asked); code != "" {
		return Grant{}, fault(request.Op, client.Protocol, code)
	}
	ctx, cancel := shortened(ctx, asked)
	defer cancel()
	deadline, _ := ctx.Deadline()
	page := client.SignInPage{URL: asked.VerificationURI, UserCode: asked.UserCode, ExpiresAt: deadline}
	if request.Show(page) != nil {
		return Grant{}, fault(request.Op, client.Unauthenticated, PageNotShown)
	}
	token, err := c.poll(ctx, oauth, asked, verifier)
	if err != nil {
		return Grant{}, c.failed(ctx, request.Op, err, asking)
	}
	want := expectation{}
	if request.Afresh {
		want.within = c.since(began)
	}
	return c.grant(ctx, request.Op, token, want)
}

// usable is the code of what is wrong with an answer, or "". It brings the interval within bounds: of a negative one the
// library's timer would panic.
func usable(asked *oauth2.DeviceAuthResponse) string {
	switch {
	case asked.DeviceCode == "" || !userCodePattern.MatchString(asked.UserCode):
		return BadAnswer
	case !secure(asked.VerificationURI):
		return InsecureIssuer
	}
	if asked.Interval == 0 {
		asked.Interval = defaultInterval
	}
	asked.Interval = min(max(asked.Interval, minInterval), maxInterval)
	return ""
}

// shortened ends when the provider says that the code does, if that is before the agent's time is up.
func shortened(ctx context.Context, asked *oauth2.DeviceAuthResponse) (context.Context, context.CancelFunc) {
	expiry := asked.Expiry
	asked.Expiry = time.Time{}
	if expiry.IsZero() {
		return context.WithCancel(ctx)
	}
	return context.WithDeadlineCause(ctx, expiry, errPatience)
}

// poll asks until the agent did it or her time is up. A connection that broke is no reason to send her back to the start:
// it is asked more seldom then (RFC 8628, 3.5).
func (c *Client) poll(ctx context.Context, oauth *oauth2.Config, asked *oauth2.DeviceAuthResponse, verifier string) (*oauth2.Token, error) {
	for {
		token, err := oauth.DeviceAccessToken(c.through(ctx), asked, oauth2.VerifierOption(verifier))
		if err == nil || ctx.Err() != nil || !passing(err) {
			return token, err
		}
		asked.Interval = min(2*asked.Interval, maxInterval)
	}
}

// passing says whether an error may be gone at the next question.
func passing(err error) bool {
	if refused, ok := errors.AsType[*oauth2.RetrieveError](err); ok {
		status := refused.Response.StatusCode
		return status >= http.StatusInternalServerError || status == http.StatusTooManyRequests
	}
	_, lost := errors.AsType[*url.Error](err)
	return lost
}
