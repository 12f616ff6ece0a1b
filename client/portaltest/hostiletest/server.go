package hostiletest

import (
	"context"
	"encoding/pem"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"portaldesk/client/transport"
)

// planted is in everything that is answered, and must not come back out in an error.
const planted = "hunter2"

// patience is how long a client waits for an answer.
const patience = 250 * time.Millisecond

// Server is a friendly server until it is turned. It speaks real TLS.
type Server struct {
	*httptest.Server
	mu       sync.Mutex
	friendly http.Handler
	turned   func(friendly http.Handler) http.Handler
	// asked counts requests since it was turned, cookies those that bring one back.
	asked, cookies int
	// https and http are where it leads away to; they count who comes.
	https, http *httptest.Server
	visits      atomic.Int32
}

// Start starts a server that answers as friendly does. It may be nil until [Server.Befriend].
func Start(t testing.TB, friendly http.Handler) *Server {
	t.Helper()
	s := &Server{friendly: friendly}
	visited := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { s.visits.Add(1) })
	start := func(handler http.Handler, begin func(*httptest.Server)) *httptest.Server {
		server := httptest.NewUnstartedServer(handler)
		server.Config.ErrorLog = log.New(io.Discard, "", 0)
		begin(server)
		t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
		return server
	}
	s.https = start(visited, (*httptest.Server).StartTLS)
	s.http = start(visited, (*httptest.Server).Start)
	s.Server = start(s, (*httptest.Server).StartTLS)
	return s
}

// Befriend makes it answer as another does from now on.
func (s *Server) Befriend(friendly http.Handler) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.friendly = friendly
}

// turn makes it answer otherwise; nil makes it friendly again.
func (s *Server) turn(turned func(friendly http.Handler) http.Handler) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.turned, s.asked = turned, 0
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	handler := s.friendly
	if s.turned != nil {
		s.asked++
		handler = s.turned(handler)
		w.Header().Set("Set-Cookie", "session="+planted+"; Path=/; Secure")
	}
	if r.Header.Get("Cookie") != "" {
		s.cookies++
	}
	s.mu.Unlock()
	handler.ServeHTTP(w, r)
}

// heard is how many requests came since it was turned, and how many came with a cookie or to another host at all.
func (s *Server) heard() (requests, leaks int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked, s.cookies + int(s.visits.Load())
}

// Transport is how a client reaches it. Waits between attempts are over at once.
func (s *Server) Transport() transport.Config {
	return transport.Config{
		BaseURL: s.URL, Timeout: patience, Clock: hurried{},
		CAPEM: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw}),
	}
}

// hurried is a clock on which waits are over at once.
type hurried struct{}

func (hurried) Now() time.Time                                   { return time.Now() }
func (hurried) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }
