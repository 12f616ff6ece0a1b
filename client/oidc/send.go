package oidc

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// send makes one request and reads the answer whole.
func (c *Client) send(op string, request *http.Request) (status int, body []byte, err error) {
	request.Header.Set("Accept", "application/json")
	answer, err := c.plain.Do(request)
	if err != nil {
		return 0, nil, transport.Lost(request.Context(), op, err)
	}
	defer answer.Body.Close()
	body, err = io.ReadAll(answer.Body)
	if _, cut := errors.AsType[*http.MaxBytesError](err); cut {
		return 0, nil, fault(op, client.Protocol, BadAnswer)
	}
	if err != nil {
		return 0, nil, transport.Lost(request.Context(), op, err)
	}
	return answer.StatusCode, body, nil
}

// post sends a form.
func (c *Client) post(ctx context.Context, op, address string, form url.Values) (int, []byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(form.Encode()))
	if err != nil {
		return 0, nil, fault(op, client.Protocol, NoDiscovery)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return c.send(op, request)
}
