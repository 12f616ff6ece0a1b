package oidc

import (
	"context"
	"net/http"
	"net/url"

	"portaldesk/client"
)

// End ends a session at the provider: the session itself where the provider lets that be done without a browser, and else
// its refresh token (RFC 7009). What the provider offers for neither is [client.NotOffered]; the tokens then live on until
// they expire. Either token may be empty.
func (c *Client) End(ctx context.Context, op, refresh, idToken string) error {
	p, err := c.provider(ctx, op)
	if err != nil {
		return err
	}
	ended, err := c.endSession(ctx, op, p, refresh, idToken)
	if err != nil || ended || refresh == "" {
		return err
	}
	return c.revoke(ctx, op, p, refresh)
}

// endSession asks for the end of the session (OpenID Connect RP-Initiated Logout 1.0). That is made for browsers and answers
// with a page; some providers, Keycloak among them, take it from a program which shows the refresh token, and answer with
// none.
func (c *Client) endSession(ctx context.Context, op string, p *provider, refresh, idToken string) (bool, error) {
	if p.EndSessionURL == "" {
		return false, nil
	}
	form := url.Values{"client_id": {c.clientID}}
	if refresh != "" {
		form.Set("refresh_token", refresh)
	}
	if idToken != "" {
		form.Set("id_token_hint", idToken)
	}
	status, _, err := c.post(ctx, op, p.EndSessionURL, form)
	return status == http.StatusNoContent, err
}

// revoke makes the refresh token useless.
func (c *Client) revoke(ctx context.Context, op string, p *provider, refresh string) error {
	if p.RevocationURL == "" {
		return fault(op, client.NotOffered, RevocationNotOffered)
	}
	form := url.Values{"client_id": {c.clientID}, "token": {refresh}, "token_type_hint": {"refresh_token"}}
	status, _, err := c.post(ctx, op, p.RevocationURL, form)
	switch {
	case err != nil:
		return err
	case status == http.StatusOK:
		return nil
	case status >= http.StatusInternalServerError:
		return fault(op, client.Unavailable, IssuerUnavailable)
	}
	return fault(op, client.Protocol, BadAnswer)
}
