package transport

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
	"time"

	"github.com/go-resty/resty/v2"

	"portaldesk/client"
)

// The limits of a connection.
const (
	dialTimeout      = 5 * time.Second
	handshakeTimeout = 10 * time.Second
	idleTimeout      = 60 * time.Second
	maxHeaderBytes   = 64 << 10
	// maxConnections is how many are kept open: what is read with an account goes side by side, and another handshake costs
	// more than the answer.
	maxConnections = 12
)

// newResty makes a client that does nothing of its own accord: it keeps no cookie, repeats nothing and reads no body.
func newResty(config Config, plain *http.Client) *resty.Client {
	return resty.NewWithClient(plain).
		SetRetryCount(0).
		SetDisableWarn(true).
		SetLogger(silent{}).
		SetHeader("User-Agent", config.UserAgent).
		SetHeader("Accept", config.Dialect.Accept)
}

func httpClient(config Config, p *peer) (*http.Client, error) {
	roots, err := config.roots()
	if err != nil {
		return nil, err
	}
	if p.certificate, err = config.certificate(); err != nil {
		return nil, err
	}
	secured := &tls.Config{
		MinVersion: tls.VersionTLS12, RootCAs: roots, VerifyConnection: strongEnough, GetClientCertificate: p.asks,
	}
	return &http.Client{
		Transport:     config.Wrap(newConnection(secured)),
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}, nil
}

func newConnection(secured *tls.Config) *http.Transport {
	var protocols http.Protocols
	protocols.SetHTTP1(true)
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            (&net.Dialer{Timeout: dialTimeout}).DialContext,
		TLSClientConfig:        secured,
		TLSHandshakeTimeout:    handshakeTimeout,
		IdleConnTimeout:        idleTimeout,
		MaxIdleConnsPerHost:    maxConnections,
		MaxResponseHeaderBytes: maxHeaderBytes,
		Protocols:              &protocols,
	}
}

// silent keeps resty from writing requests to standard error.
type silent struct{}

func (silent) Errorf(string, ...any) {}
func (silent) Warnf(string, ...any)  {}
func (silent) Debugf(string, ...any) {}

// exchange makes one attempt.
func (c *Client) exchange(parent context.Context, f *flight, access string) (Response, *client.Error) {
	ctx, cancel := context.WithTimeout(parent, c.timeout)
	defer cancel()
	var left atomic.Bool
	// From the moment it has a connection, a request may leave at any time.
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { left.Store(true) }})

	answer, err := c.outgoing(ctx, f, access).Execute(f.Method, c.base+f.Path)
	if err != nil {
		return Response{}, f.broken(parent, err, loss{left.Load(), c.peer, c.clock.Now()})
	}
	defer answer.RawBody().Close()
	c.peer.proven.Store(true)
	body, err := readBounded(answer.RawBody(), answer.RawResponse.ContentLength, c.maxBody)
	if errors.Is(err, errTooLarge) {
		return Response{}, f.fault(client.Protocol, "answer-too-large", err.Error())
	}
	if err != nil {
		return Response{}, f.broken(parent, err, loss{true, c.peer, c.clock.Now()})
	}
	return c.answered(f, answer.RawResponse, body)
}

// outgoing is one attempt's request. Everything in it is the same on each attempt but the access token.
func (c *Client) outgoing(ctx context.Context, f *flight, access string) *resty.Request {
	request := c.resty.R().SetContext(ctx).SetDoNotParseResponse(true).SetQueryParamsFromValues(f.Query)
	for name, values := range f.Header {
		request.Header[name] = values
	}
	if f.body != nil {
		request.SetHeader("Content-Type", f.contentType(c.dialect)).SetBody(f.body)
	}
	if f.Key != "" {
		request.SetHeader("Idempotency-Key", string(f.Key))
	}
	if f.IfMatch != "" {
		request.SetHeader("If-Match", f.IfMatch)
	}
	if access != "" {
		request.SetHeader("Authorization", "Bearer "+access)
	}
	return request
}

// answered reads a whole answer.
func (c *Client) answered(f *flight, answer *http.Response, body []byte) (Response, *client.Error) {
	response := Response{Status: answer.StatusCode, Header: answer.Header}
	switch {
	case answer.StatusCode >= 400:
		return Response{}, c.refusal(f, answer.StatusCode, answer.Header, body)
	case !f.wants(answer.StatusCode):
		return Response{}, f.fault(client.Protocol, "unexpected-status", "the contract has no such answer here")
	case f.Out == nil:
		return response, nil
	case !isType(answer.Header, c.dialect.Types...):
		return Response{}, f.fault(client.Protocol, "not-json", errNotJSON.Error())
	}
	if err := decodeUpTo(cmp.Or(f.Entries, maxEntries), body, f.Out); err != nil {
		return Response{}, f.fault(client.Protocol, "answer-malformed", err.Error())
	}
	return response, nil
}
