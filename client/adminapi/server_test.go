package adminapi_test

import (
	"encoding/pem"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"portaldesk/client"
	"portaldesk/client/adminapi"
)

// server is a portal that answers as a test says, over real TLS, and keeps what it was asked.
type server struct {
	*httptest.Server
	mu   sync.Mutex
	seen []request
}

type request struct {
	line, key, ifMatch, authorization, body string
}

func newServer(t *testing.T, handler http.HandlerFunc) *server {
	t.Helper()
	s := &server{}
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		s.seen = append(s.seen, request{
			r.Method + " " + r.RequestURI, r.Header.Get("Idempotency-Key"), r.Header.Get("If-Match"),
			r.Header.Get("Authorization"), string(body),
		})
		s.mu.Unlock()
		w.Header().Set("Content-Type", "application/json")
		handler(w, r)
	}))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	return s
}

func (s *server) requests() []request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]request(nil), s.seen...)
}

func (s *server) config() adminapi.Config {
	ca := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
	return adminapi.Config{BaseURL: s.URL, CAPEM: ca}
}

// portal is the client of the server, signed in.
func (s *server) portal(t *testing.T) (*adminapi.Client, *keeper) {
	t.Helper()
	kept := &keeper{}
	_ = kept.Keep(client.Tokens{Access: "a-1", Refresh: "r-1"})
	portal, err := adminapi.New(s.config(), kept)
	if err != nil {
		t.Fatal(err)
	}
	return portal, kept
}

// says answers every request the same.
func says(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, body) }
}

func withVersion(version, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", version)
		says(body)(w, r)
	}
}

func wantProtocol(t *testing.T, err error, code string) {
	t.Helper()
	if client.KindOf(err) != client.Protocol || client.CodeOf(err) != code {
		t.Errorf("got %v, want code %s", err, code)
	}
}

func status(code int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(code)
		says(body)(w, r)
	}
}
