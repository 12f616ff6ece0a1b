package loopback

import (
	"context"
	"crypto/subtle"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"
)

// Path is that of the redirect URI. An identity provider is to allow "http://127.0.0.1/callback" with any port.
const Path = "/callback"

// The limits of what the browser may do to us.
const (
	headerTimeout  = 5 * time.Second
	maxHeaderBytes = 32 << 10
	// verdictTimeout is how long the browser waits to learn how the sign-in went.
	verdictTimeout = time.Minute
	// farewellTimeout is how long the last page may take to get on its way.
	farewellTimeout = 2 * time.Second
)

// Receiver waits for one answer.
type Receiver struct {
	state   string
	address string
	server  *http.Server
	served  chan struct{}
	taken   atomic.Bool
	answer  chan url.Values
	// verdict is closed when it is known how the sign-in went; good is set before. told is closed when the browser has
	// been told.
	verdict, told chan struct{}
	good          bool
}

// Open opens a free port of 127.0.0.1 for the answer that carries state.
func Open(state string) (*Receiver, error) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	r := &Receiver{
		state: state, address: listener.Addr().String(), served: make(chan struct{}),
		answer: make(chan url.Values, 1), verdict: make(chan struct{}), told: make(chan struct{}),
	}
	r.server = &http.Server{
		Handler:           http.HandlerFunc(r.serve),
		ReadHeaderTimeout: headerTimeout, // no ReadTimeout: it would end the wait for the verdict too
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          log.New(io.Discard, "", 0), // it would quote what was asked
	}
	r.server.SetKeepAlivesEnabled(false)
	go func() {
		defer close(r.served)
		_ = r.server.Serve(listener)
	}()
	return r, nil
}

// RedirectURI is where the browser is to be sent.
func (r *Receiver) RedirectURI() string { return "http://" + r.address + Path }

// Receive waits for the answer, which comes once; its error is ctx's.
func (r *Receiver) Receive(ctx context.Context) (url.Values, error) {
	select {
	case answer := <-r.answer:
		return answer, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Close tells the browser how the sign-in went, and closes the port. It is called once.
func (r *Receiver) Close(good bool) {
	r.good = good
	close(r.verdict)
	if r.taken.Load() {
		r.farewell()
	}
	// Not Shutdown: that waits for connections which browsers open on the chance that they will be needed.
	_ = r.server.Close()
	<-r.served
}

// farewell waits until the last page is on its way.
func (r *Receiver) farewell() {
	timeout := time.NewTimer(farewellTimeout)
	defer timeout.Stop()
	select {
	case <-r.told:
	case <-timeout.C:
	}
}

// serve takes the one request that is expected, and refuses every other without ending the wait: who does not know the
// state cannot have been sent by the identity provider.
func (r *Receiver) serve(w http.ResponseWriter, request *http.Request) {
	query := request.URL.Query()
	switch {
	case request.URL.Path != Path || request.Host != r.address:
		refuse(w, http.StatusNotFound)
	case request.Method != http.MethodGet:
		refuse(w, http.StatusMethodNotAllowed)
	case !r.expected(query):
		refuse(w, http.StatusBadRequest)
	case !r.taken.CompareAndSwap(false, true):
		refuse(w, http.StatusGone)
	default:
		r.answer <- query
		r.conclude(w, request)
	}
}

// expected says whether the answer carries the state, and nothing twice (RFC 6749, 3.1).
func (r *Receiver) expected(query url.Values) bool {
	for _, values := range query {
		if len(values) != 1 {
			return false
		}
	}
	return subtle.ConstantTimeCompare([]byte(query.Get("state")), []byte(r.state)) == 1
}

// conclude shows the agent how it went, once that is known.
func (r *Receiver) conclude(w http.ResponseWriter, request *http.Request) {
	defer close(r.told)
	timeout := time.NewTimer(verdictTimeout)
	defer timeout.Stop()
	select {
	case <-r.verdict:
		show(w, r.good)
	case <-timeout.C:
		show(w, false)
	case <-request.Context().Done():
	}
}
