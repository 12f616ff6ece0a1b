package oidc

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	goidc "github.com/coreos/go-oidc/v3/oidc"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// provider is what a provider says of itself (OpenID Connect Discovery 1.0, RFC 8414).
type provider struct {
	goidc.ProviderConfig
	RevocationURL string `json:"revocation_endpoint"`
	EndSessionURL string `json:"end_session_endpoint"`
	// NamesItself: its answers in the browser say who gave them (RFC 9207).
	NamesItself bool `json:"authorization_response_iss_parameter_supported"`

	keys goidc.KeySet
}

const discoveryPath = "/.well-known/openid-configuration"

// Check says whether a provider stands at the issuer's address.
func (c *Client) Check(ctx context.Context, op string) error {
	_, err := c.provider(ctx, op)
	return err
}

// provider discovers the provider, once.
func (c *Client) provider(ctx context.Context, op string) (*provider, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.found != nil {
		return c.found, nil
	}
	p := &provider{}
	_, err := c.wire.Do(ctx, transport.Request{Op: op, Method: http.MethodGet, Path: discoveryPath, Out: p})
	if err != nil {
		return nil, undiscovered(op, err)
	}
	if code := p.fault(c.issuer); code != "" {
		return nil, fault(op, client.Protocol, code)
	}
	p.Algorithms = slices.DeleteFunc(p.Algorithms, func(name string) bool { return !slices.Contains(algorithms, name) })
	if len(p.Algorithms) == 0 {
		p.Algorithms = []string{goidc.RS256} // the one that every provider must have
	}
	p.keys = goidc.NewRemoteKeySet(c.through(ctx), p.JWKSURL)
	c.found = p
	return p, nil
}

// algorithms are those whose key the provider alone holds.
var algorithms = []string{
	goidc.RS256, goidc.RS384, goidc.RS512, goidc.PS256, goidc.PS384, goidc.PS512, goidc.ES256, goidc.ES384, goidc.ES512, goidc.EdDSA,
}

// undiscovered tells a server that is no provider from one that is not reached, not trusted or busy.
func undiscovered(op string, err error) error {
	switch client.KindOf(err) {
	case client.Offline, client.Untrusted, client.Canceled:
		return err
	case client.Unavailable, client.Throttled:
		return fault(op, client.Unavailable, IssuerUnavailable)
	}
	return fault(op, client.Protocol, NoDiscovery)
}

// fault is the code of what is wrong with what the provider says of itself, or "".
func (p *provider) fault(issuer string) string {
	switch {
	case p.IssuerURL == "" || p.AuthURL == "" || p.TokenURL == "" || p.JWKSURL == "":
		return NoDiscovery
	case strings.TrimSuffix(p.IssuerURL, "/") != strings.TrimSuffix(issuer, "/"):
		return OtherIssuer
	}
	for _, address := range []string{p.AuthURL, p.TokenURL, p.JWKSURL, p.DeviceAuthURL, p.UserInfoURL, p.RevocationURL, p.EndSessionURL} {
		if address != "" && !secure(address) {
			return InsecureIssuer
		}
	}
	return ""
}

// secure says whether an address may be sent to, and may be opened in the agent's browser.
func secure(address string) bool {
	parsed, err := url.Parse(address)
	return err == nil && parsed.Scheme == "https" && parsed.Hostname() != "" && parsed.User == nil && parsed.Fragment == ""
}
