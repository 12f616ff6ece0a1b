package transport

import (
	"context"
	"net/http"

	"portaldesk/client"
)

// HTTPClient makes a bare client for libraries that speak a protocol of their own. It trusts what the configuration trusts,
// shows its certificate, follows no redirect, keeps no cookie, and cuts off answers and waits that are longer than the
// configuration allows. [Lost] reads its errors.
func HTTPClient(config Config) (*http.Client, error) {
	config = config.withDefaults()
	plain, err := httpClient(config, &peer{})
	if err != nil {
		return nil, err
	}
	plain.Transport = bounded{inner: plain.Transport, limit: config.MaxBody}
	plain.Timeout = config.Timeout
	return plain, nil
}

// bounded makes reading an answer fail that is longer than limit, in bytes after decompression.
type bounded struct {
	inner http.RoundTripper
	limit int64
}

func (b bounded) RoundTrip(request *http.Request) (*http.Response, error) {
	answer, err := b.inner.RoundTrip(request)
	if err == nil {
		answer.Body = http.MaxBytesReader(nil, answer.Body, b.limit)
	}
	return answer, err
}

// Lost is what it means that a client made by [HTTPClient] got no answer: [client.Canceled], [client.Untrusted] or
// [client.Offline], with the codes that a [Client] gives them. Nothing of err is quoted.
func Lost(ctx context.Context, op string, err error) *client.Error {
	f := &flight{Request: Request{Op: op, Method: http.MethodGet}}
	return f.broken(ctx, err, loss{false, &peer{}, realClock{}.Now()})
}
