package signing_test

import (
	"encoding/pem"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"

	"portaldesk/client"
	"portaldesk/client/signing"
	"portaldesk/client/transport"
)

// keeper keeps tokens in memory, and shows them.
type keeper struct{ client.Memory }

func (k *keeper) held() client.Tokens {
	tokens, _ := k.Tokens()
	return tokens
}

func newSigner(t *testing.T, config signing.Config, kept client.TokenKeeper) *signing.Signer {
	t.Helper()
	s, err := signing.New(config, kept)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// server is one to be worked with, which keeps what it was shown.
type server struct {
	*httptest.Server
	mu    sync.Mutex
	shown []string
	// refuses is the one access token that it does not take.
	refuses string
}

func newServer(t *testing.T) *server {
	t.Helper()
	s := &server{}
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.shown = append(s.shown, r.Header.Get("Authorization"))
		w.Header().Set("Content-Type", "application/json")
		if s.refuses != "" && r.Header.Get("Authorization") == "Bearer "+s.refuses {
			w.Header().Set("Content-Type", "application/problem+json")
			w.WriteHeader(http.StatusUnauthorized)
			_, _ = io.WriteString(w, `{"type":"https://x.example/token-expired"}`)
			return
		}
		_, _ = io.WriteString(w, `{}`)
	}))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	return s
}

func (s *server) transport() transport.Config {
	return transport.Config{
		BaseURL: s.URL, CAPEM: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw}),
	}
}

func (s *server) saw() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.shown)
}

// opened is a client of the server within the signer's session.
func (s *server) opened(t *testing.T, signer *signing.Signer) *transport.Client {
	t.Helper()
	c, err := signer.Open(s.transport())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func ask(t *testing.T, c *transport.Client) error {
	t.Helper()
	_, err := c.Do(t.Context(), transport.Request{Op: "ask", Method: http.MethodGet, Path: "/x", Out: &struct{}{}})
	return err
}

func wantKind(t *testing.T, err error, kind client.Kind, code string) {
	t.Helper()
	if client.KindOf(err) != kind || client.CodeOf(err) != code {
		t.Errorf("got %v; want %s (%s)", err, kind, code)
	}
}
