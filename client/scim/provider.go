package scim

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// provider is what the server says of itself (RFC 7643, 5).
type provider struct {
	Schemas        []string  `json:"schemas"`
	Patch          supported `json:"patch"`
	Sort           supported `json:"sort"`
	ETag           supported `json:"etag"`
	ChangePassword supported `json:"changePassword"`
	Filter         struct {
		supported
		MaxResults int `json:"maxResults"`
	} `json:"filter"`
}

type supported struct {
	Supported bool `json:"supported"`
}

const (
	providerPath = "/ServiceProviderConfig"
	providerURN  = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"
)

// provide asks the server what it can do. open asks without the session.
func (c *Client) provide(ctx context.Context, op string, open bool) (provider, transport.Response, error) {
	var p provider
	response, err := c.server.Do(ctx, transport.Request{Op: op, Method: http.MethodGet, Path: providerPath, Out: &p, Open: open})
	switch kind := client.KindOf(err); {
	case kind == client.NotFound || kind == client.Protocol:
		return provider{}, response, refuse(op, client.Protocol, NotSCIM)
	case err != nil:
		return provider{}, response, err
	case len(p.Schemas) == 0 || !strings.EqualFold(p.Schemas[0], providerURN):
		return provider{}, response, refuse(op, client.Protocol, NotSCIM)
	}
	return p, response, nil
}

// resourceTypes is what /ResourceTypes answers.
type resourceTypes struct {
	Resources []struct {
		Schema   string `json:"schema"`
		Endpoint string `json:"endpoint"`
	} `json:"Resources"`
}

const usersEndpoint = "/Users"

// endpoint is where accounts are. A server that does not say has them where the standard does.
func (c *Client) endpoint(ctx context.Context, op string) (string, error) {
	var types resourceTypes
	err := c.get(ctx, transport.Request{Op: op, Path: "/ResourceTypes", Out: &types})
	if err != nil && !unsaid(err) {
		return "", err
	}
	for _, t := range types.Resources {
		if strings.EqualFold(t.Schema, coreUser) {
			return pathBelow(t.Endpoint), nil
		}
	}
	return usersEndpoint, nil
}

// pathBelow takes an endpoint only as a path below the base: the session's token goes nowhere else.
func pathBelow(endpoint string) string {
	below, err := transport.Path(strings.Split(strings.Trim(endpoint, "/"), "/")...)
	if err != nil || strings.Contains(endpoint, ":") {
		return usersEndpoint
	}
	return below
}

// unsaid tells a server that has no answer to a question, or none for this agent, from one that cannot be asked.
func unsaid(err error) bool {
	switch client.KindOf(err) {
	case client.NotFound, client.Forbidden, client.NotOffered, client.Invalid, client.Protocol:
		return true
	}
	return false
}

// host is the name in an address, for want of a better name for the portal.
func host(address string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return parsed.Hostname()
}
