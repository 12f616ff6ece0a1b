package providertest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/json"
	"encoding/pem"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/coreos/go-oidc/v3/oidc/oidctest"

	"portaldesk/client/transport"
)

// ClientID is the one client that the provider knows; anybody may show it, for it has no secret.
const ClientID = "portaldesk"

// Person is who signs in.
type Person struct {
	Subject, Login, Name string
	// AskedAgo is how long ago she was asked who she is.
	AskedAgo time.Duration
}

// Provider is an [http.Handler]. Its fields are set before it is used, or between two uses.
type Provider struct {
	Issuer string
	Person Person
	// Bent are handlers in place of the provider's own, by path.
	Bent map[string]http.HandlerFunc
	// Describe changes what the provider says of itself; Claims what an ID token says; Answer a token answer.
	Describe, Claims, Answer func(map[string]any)
	// Sign, when not nil, makes an ID token of its claims in another way.
	Sign func(claims string) string
	// Nameless: answers in the browser do not say who gave them.
	Nameless bool
	// Pending is how often a device is told to wait; SlowDown how often of these it is told to slow down.
	Pending, SlowDown int

	key    *ecdsa.PrivateKey
	keys   oidctest.Server
	server *httptest.Server

	mu      sync.Mutex
	codes   map[string]code   // by what the browser brings back
	tokens  map[string]string // session by refresh token
	live    map[string]bool   // by session
	visited []string
}

// New makes a provider that is not served anywhere.
func New(issuer string) *Provider {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	p := &Provider{
		Issuer: issuer, key: key, Person: Person{Subject: "s-1", Login: "mortiz", Name: "Mia Ortiz"},
		Bent: map[string]http.HandlerFunc{}, codes: map[string]code{}, tokens: map[string]string{}, live: map[string]bool{},
	}
	p.keys.PublicKeys = []oidctest.PublicKey{{PublicKey: key.Public(), KeyID: "k", Algorithm: "ES256"}}
	return p
}

// Start serves a provider over TLS on the loopback address until the test ends.
func Start(t testing.TB) *Provider {
	t.Helper()
	p := New("")
	p.server = httptest.NewUnstartedServer(p)
	p.server.Config.ErrorLog = log.New(io.Discard, "", 0)
	p.server.StartTLS()
	t.Cleanup(p.server.Close)
	p.Issuer = p.server.URL
	return p
}

// Transport is how the provider is reached.
func (p *Provider) Transport() transport.Config {
	if p.server == nil {
		return transport.Config{Wrap: func(http.RoundTripper) http.RoundTripper { return inProcess{p} }}
	}
	return transport.Config{CAPEM: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: p.server.Certificate().Raw})}
}

// inProcess asks a handler without a network.
type inProcess struct{ handler http.Handler }

func (i inProcess) RoundTrip(request *http.Request) (*http.Response, error) {
	recorder := httptest.NewRecorder()
	i.handler.ServeHTTP(recorder, request)
	return recorder.Result(), nil
}

// Stop ends the serving.
func (p *Provider) Stop() { p.server.CloseClientConnections(); p.server.Close() }

// Visits are the paths asked for, in order.
func (p *Provider) Visits() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.visited)
}

// Live counts the sessions that have not ended.
func (p *Provider) Live() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.live)
}

func (p *Provider) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	p.visited = append(p.visited, r.URL.Path)
	p.mu.Unlock()
	if bent, ok := p.Bent[r.URL.Path]; ok {
		bent(w, r)
		return
	}
	handlers := map[string]http.HandlerFunc{
		"/.well-known/openid-configuration": p.describe, "/keys": p.keys.ServeHTTP, "/auth": p.authorize, "/token": p.token,
		"/device": p.device, "/userinfo": p.userinfo, "/revoke": p.revoke, "/logout": p.logout,
	}
	if handler, ok := handlers[r.URL.Path]; ok {
		handler(w, r)
		return
	}
	http.NotFound(w, r)
}

func (p *Provider) describe(w http.ResponseWriter, _ *http.Request) {
	document := map[string]any{
		"issuer": p.Issuer, "id_token_signing_alg_values_supported": []string{"ES256", "none", "HS256"},
		"authorization_response_iss_parameter_supported": !p.Nameless,
	}
	for name, path := range map[string]string{
		"authorization_endpoint": "/auth", "token_endpoint": "/token", "jwks_uri": "/keys", "userinfo_endpoint": "/userinfo",
		"device_authorization_endpoint": "/device", "revocation_endpoint": "/revoke", "end_session_endpoint": "/logout",
	} {
		document[name] = p.Issuer + path
	}
	if p.Describe != nil {
		p.Describe(document)
	}
	say(w, http.StatusOK, document)
}

func say(w http.ResponseWriter, status int, body map[string]any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

// no is a refusal in the provider's words, which are not to be repeated.
func no(w http.ResponseWriter, word, description string) {
	say(w, http.StatusBadRequest, map[string]any{"error": word, "error_description": description})
}
