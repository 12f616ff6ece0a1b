package oidc

import (
	"context"
	"crypto/rand"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/oauth2"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// rehearse asks for what the browser is about to ask for, without anybody signing in (prompt=none). A provider shows a
// client or redirect URI that it does not know to the person in the browser alone; asked beforehand, the desk can say what
// is wrong. What it cannot make out is left to the browser.
func (c *Client) rehearse(ctx context.Context, a *attempt) error {
	address := a.oauth.AuthCodeURL(rand.Text(), oauth2.S256ChallengeOption(oauth2.GenerateVerifier()),
		oauth2.SetAuthURLParam("nonce", rand.Text()), oauth2.SetAuthURLParam("prompt", "none"))
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return fault(a.Op, client.Protocol, NoDiscovery)
	}
	answer, err := c.plain.Do(request)
	if err != nil {
		return transport.Lost(ctx, a.Op, err)
	}
	defer answer.Body.Close()
	switch {
	case answer.StatusCode >= http.StatusInternalServerError:
		return fault(a.Op, client.Unavailable, IssuerUnavailable)
	case answer.StatusCode >= http.StatusBadRequest:
		return c.suspect(ctx, a)
	case answer.StatusCode >= http.StatusMultipleChoices:
		return a.rehearsed(answer.Header.Get("Location"))
	}
	return nil
}

// rehearsed reads where the browser would have been sent.
func (a *attempt) rehearsed(location string) error {
	to, err := url.Parse(location)
	if err != nil || !strings.HasPrefix(location, a.oauth.RedirectURL+"?") {
		return nil
	}
	said := refusal{word: to.Query().Get("error"), description: to.Query().Get("error_description")}
	if f := said.fault(a.Op, asking); f.Kind == client.Invalid {
		return f
	}
	return nil
}

// suspect tells whether it is the client or the redirect URI that the provider does not know: a client that it knows is
// told that a code is wrong, any other that it is itself.
func (c *Client) suspect(ctx context.Context, a *attempt) error {
	_, err := a.oauth.Exchange(c.through(ctx), rand.Text(), oauth2.VerifierOption(a.verifier))
	if err == nil {
		return fault(a.Op, client.Protocol, BadAnswer)
	}
	f := c.failed(ctx, a.Op, err, asking)
	switch {
	case f.Code == Expired || f.Code == PKCERefused:
		return unusable(a.Op, RedirectRefused, "")
	case f.Kind == client.Invalid:
		return f
	}
	return nil
}
