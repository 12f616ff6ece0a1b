package transport_test

import (
	"bytes"
	"context"
	"encoding/pem"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// fastClock lets no test wait: a sleep moves its time on.
type fastClock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func (c *fastClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.now.IsZero() {
		c.now = time.Now()
	}
	return c.now
}

func (c *fastClock) Sleep(ctx context.Context, d time.Duration) error {
	now := c.Now()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = now.Add(d)
	c.slept = append(c.slept, d)
	return ctx.Err()
}

// portal is a TLS server that keeps what it was asked.
type portal struct {
	*httptest.Server
	mu   sync.Mutex
	seen []seen
	logs bytes.Buffer
}

type seen struct {
	method, uri, key, body, authorization, ifMatch, language, contentType string
}

func newPortal(t *testing.T, handler http.HandlerFunc) *portal {
	t.Helper()
	p := &portal{}
	p.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		p.mu.Lock()
		p.seen = append(p.seen, seen{
			r.Method, r.RequestURI, r.Header.Get("Idempotency-Key"), string(body),
			r.Header.Get("Authorization"), r.Header.Get("If-Match"), r.Header.Get("Accept-Language"), r.Header.Get("Content-Type"),
		})
		p.mu.Unlock()
		handler(w, r)
	}))
	p.Config.ErrorLog = log.New(io.Discard, "", 0)
	p.StartTLS()
	t.Cleanup(p.Close)
	return p
}

func (p *portal) requests() []seen {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]seen(nil), p.seen...)
}

func (p *portal) capem() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: p.Certificate().Raw})
}

func (p *portal) config() transport.Config {
	return transport.Config{
		BaseURL: p.URL,
		CAPEM:   p.capem(),
		Clock:   &fastClock{},
		MaxBody: 64 << 10,
		Logger:  slog.New(slog.NewTextHandler(&p.logs, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
}

func (p *portal) client(t *testing.T) *transport.Client {
	t.Helper()
	return mustNew(t, p.config())
}

func mustNew(t *testing.T, config transport.Config) *transport.Client {
	t.Helper()
	c, err := transport.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// drop closes the connection without an answer, the request having been read.
func drop(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

func answerJSON(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func problem(status int, code, more string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/problem+json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, `{"type":"https://portaldesk.example/problems/`+code+`","title":"t","status":1`+more+`}`)
	}
}

// inTurn answers the n-th request with the n-th handler, and the last one from then on.
func inTurn(handlers ...http.HandlerFunc) http.HandlerFunc {
	var mu sync.Mutex
	n := 0
	return func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		handler := handlers[min(n, len(handlers)-1)]
		n++
		mu.Unlock()
		handler(w, r)
	}
}

type answer struct {
	Name string `json:"name"`
	N    int    `json:"n"`
}

func read(out any) transport.Request {
	return transport.Request{Op: "read", Method: http.MethodGet, Path: "/v1/things", Out: out}
}

func write(key client.Key) transport.Request {
	return transport.Request{
		Op: "write", Method: http.MethodPost, Path: "/v1/things", Key: key, Body: answer{Name: "x", N: 1}, Out: &answer{},
	}
}

func wantKind(t *testing.T, err error, kind client.Kind, code string) {
	t.Helper()
	if client.KindOf(err) != kind || client.CodeOf(err) != code {
		t.Errorf("got %v; want %s (%s)", err, kind, code)
	}
}
