package oidc

import (
	"context"
	"net/http"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// Person asks whose access token this is (OpenID Connect Core, 5.3). A token that is no longer good is
// [client.Unauthenticated] with code [transport.TokenExpired].
func (c *Client) Person(ctx context.Context, op, access string) (map[string]any, error) {
	p, err := c.provider(ctx, op)
	if err != nil {
		return nil, err
	}
	if p.UserInfoURL == "" {
		return nil, fault(op, client.Protocol, BadIDToken)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.UserInfoURL, nil)
	if err != nil {
		return nil, fault(op, client.Protocol, NoDiscovery)
	}
	request.Header.Set("Authorization", "Bearer "+access)
	status, body, err := c.send(op, request)
	if err != nil {
		return nil, err
	}
	return person(op, status, body)
}

func person(op string, status int, body []byte) (map[string]any, error) {
	switch {
	case status == http.StatusUnauthorized:
		return nil, fault(op, client.Unauthenticated, transport.TokenExpired)
	case status == http.StatusForbidden:
		return nil, fault(op, client.Forbidden, AccountNotPermitted)
	case status >= http.StatusInternalServerError:
		return nil, fault(op, client.Unavailable, IssuerUnavailable)
	}
	var claims map[string]any
	if status != http.StatusOK || transport.Decode(body, &claims) != nil {
		return nil, fault(op, client.Protocol, BadAnswer)
	}
	if subject, _ := claims["sub"].(string); subject == "" {
		return nil, fault(op, client.Protocol, BadAnswer)
	}
	return claims, nil
}
