package hostiletest

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// Connect makes a client that is reached by the transport, tells who answers it as a friend while it signs in, and gives its questions.
type Connect func(t *testing.T, reach transport.Config, befriend func(http.Handler)) []Ask

// Fuzz answers a client's questions with whatever comes to mind: it must make sense of it, or say in a [client.Error] that it cannot. The
// seeds are answers. No socket is opened, so that many are tried.
func Fuzz(f *testing.F, connect Connect, seeds ...string) {
	f.Helper()
	for _, seed := range append(seeds, ``, `{}`, `[]`, `null`, `[null]`, `{"id":null}`, `{"id":"\ud800"}`, "{\"id\":\"\xff\"}") {
		f.Add(true, []byte(seed))
		f.Add(false, []byte(seed))
	}
	f.Fuzz(func(t *testing.T, fine bool, body []byte) {
		line := &inProcess{}
		asks := connect(t, transport.Config{
			BaseURL: "https://127.0.0.1", Clock: hurried{}, Wrap: func(http.RoundTripper) http.RoundTripper { return line },
		}, func(friendly http.Handler) { line.handler = friendly })
		status := http.StatusOK
		if !fine {
			status = http.StatusBadRequest
		}
		line.handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			jsonType(w, r)
			w.WriteHeader(status)
			_, _ = w.Write(body)
		})
		for _, ask := range asks {
			err := ask.Do(t.Context())
			if _, typed := errors.AsType[*client.Error](err); !typed && (err != nil || !fine) {
				t.Errorf("%s: got %v", ask.What, err)
			}
		}
	})
}

// inProcess answers requests without a connection.
type inProcess struct{ handler http.Handler }

func (p *inProcess) RoundTrip(request *http.Request) (*http.Response, error) {
	answer := httptest.NewRecorder()
	if request.Body == nil { // as a server never sees it
		request = request.Clone(request.Context())
		request.Body = http.NoBody
	}
	p.handler.ServeHTTP(answer, request)
	response := answer.Result()
	response.Request = request
	return response, nil
}
