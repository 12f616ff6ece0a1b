//go:build servers

package kratos_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/kratos"
	"portaldesk/client/signing"
	"portaldesk/client/transport"
)

// gateway stands before the admin API, on an address of this computer that others reach, and lets in whom it knows.
type gateway struct {
	*httptest.Server
	ca string // PEM file of who made the certificates
}

// The tokens it knows: one for everything, one for reading alone.
const (
	agentToken  = "agent-token"
	readerToken = "reader-token"
)

func (s *server) gateway(t *testing.T, way client.SignInWay, issuer *authority) *gateway {
	t.Helper()
	target, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(target)
	proxy.Transport = s.person(t).http.Transport
	proxy.ErrorLog = log.New(io.Discard, "", 0)
	host := address(t)
	listener, err := net.Listen("tcp", net.JoinHostPort(host, "0"))
	if err != nil {
		t.Fatal(err)
	}
	g := &gateway{Server: httptest.NewUnstartedServer(guard(way, proxy)), ca: issuer.file}
	_ = g.Listener.Close()
	g.Listener = listener
	g.Config.ErrorLog = log.New(io.Discard, "", 0)
	g.TLS = &tls.Config{Certificates: []tls.Certificate{issuer.issue(t, host)}}
	if way == client.SignInCertificate {
		g.TLS.ClientAuth, g.TLS.ClientCAs = tls.RequireAndVerifyClientCert, issuer.pool
	}
	g.StartTLS()
	t.Cleanup(g.Close)
	return g
}

// guard answers as gateways do, in words that are not Kratos'.
func guard(way client.SignInWay, inner http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token := r.Header.Get("Authorization")
		switch {
		case way == client.SignInCertificate:
			inner.ServeHTTP(w, r)
		case token != "Bearer "+agentToken && token != "Bearer "+readerToken:
			http.Error(w, "who are you?", http.StatusUnauthorized)
		case token == "Bearer "+readerToken && r.Method != http.MethodGet:
			http.Error(w, "<h1>not you</h1>", http.StatusForbidden)
		default:
			inner.ServeHTTP(w, r)
		}
	})
}

// address is one of this computer that is not the loopback one, where it has any.
func address(t *testing.T) string {
	t.Helper()
	all, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range all {
		if network, ok := one.(*net.IPNet); ok && network.IP.To4() != nil && !network.IP.IsLoopback() {
			return network.IP.String()
		}
	}
	return "127.0.0.1"
}

// authority makes certificates.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
	pool        *x509.CertPool
	file        string
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	a := &authority{file: filepath.Join(t.TempDir(), "ca.pem"), pool: x509.NewCertPool()}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test authority"}, NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	a.key = newSigningKey(t)
	der, err := x509.CreateCertificate(rand.Reader, template, template, a.key.Public(), a.key)
	if err != nil {
		t.Fatal(err)
	}
	if a.certificate, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	a.pool.AddCert(a.certificate)
	writePEM(t, a.file, "CERTIFICATE", der)
	return a
}

func newSigningKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func writePEM(t *testing.T, file, kind string, der []byte) {
	t.Helper()
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
}

// issue makes a certificate for a host, which its owner may also show as a client.
func (a *authority) issue(t *testing.T, host string) tls.Certificate {
	t.Helper()
	key := newSigningKey(t)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: host}, NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.ParseIP(host)}, KeyUsage: x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, a.certificate, key.Public(), a.key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// files writes a certificate and its key for a desk to show.
func (a *authority) files(t *testing.T) (certificate, key string) {
	t.Helper()
	issued := a.issue(t, "127.0.0.1")
	folder := t.TempDir()
	certificate, key = filepath.Join(folder, "desk.pem"), filepath.Join(folder, "desk.key")
	der, err := x509.MarshalPKCS8PrivateKey(issued.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	writePEM(t, certificate, "CERTIFICATE", issued.Certificate[0])
	writePEM(t, key, "PRIVATE KEY", der)
	return certificate, key
}

// behind is a desk behind a gateway.
func behind(t *testing.T, g *gateway, config signing.Config) *kratos.Client {
	t.Helper()
	signer, err := signing.New(config, &keeper{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := kratos.New(kratos.Config{Transport: transport.Config{BaseURL: g.URL, CAFile: g.ca}}, signer)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestBehindAGatewayThatWantsAToken(t *testing.T) {
	s := running(t, kratosA)
	g := s.gateway(t, client.SignInToken, newAuthority(t))
	c := behind(t, g, signing.Config{Way: client.SignInToken})
	about, err := c.About(t.Context())
	if err != nil || about.Server != "Ory Kratos" {
		t.Errorf("reached before sign-in: %q, %v", about.Server, err)
	}
	_, err = c.SignIn(t.Context(), client.Credentials{Login: "mortiz", Token: "somebody-elses"})
	wantKind(t, err, client.Unauthenticated, "session-ended")
	_, err = c.Account(t.Context(), s.take(t, "reachable").ID)
	wantKind(t, err, client.Unauthenticated, "not-signed-in")
	session, err := c.SignIn(t.Context(), client.Credentials{Login: "mortiz", Token: agentToken})
	if err != nil || session.Agent.Login != "mortiz" || !session.May(client.DeactivatesIt) {
		t.Fatalf("%+v, %v", session, err)
	}
	p := s.take(t, "reachable")
	if _, err := c.Deactivate(t.Context(), change(t, c, p.ID), "test"); err != nil {
		t.Error(err)
	}
	if _, err := c.Resume(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestAGatewayThatLetsAnAgentOnlyRead(t *testing.T) {
	s := running(t, kratosA)
	c := behind(t, s.gateway(t, client.SignInToken, newAuthority(t)), signing.Config{Way: client.SignInToken})
	if _, err := c.SignIn(t.Context(), client.Credentials{Login: "auditor", Token: readerToken}); err != nil {
		t.Fatal(err)
	}
	p := s.take(t, "signed-in")
	order := change(t, c, p.ID)
	for name, do := range map[string]func() (client.Outcome, error){
		"deactivate": func() (client.Outcome, error) { return c.Deactivate(t.Context(), order, "test") },
		"access code": func() (client.Outcome, error) {
			return c.IssueAccessCode(t.Context(), order, client.AccessCodeIssue{Channel: client.ByVoice})
		},
		"sign out": func() (client.Outcome, error) { return c.SignOutEverywhere(t.Context(), order) },
	} {
		_, err := do()
		if client.KindOf(err) != client.Forbidden || client.CodeOf(err) != "role-not-allowed" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if account(t, c, p.ID).Version != order.Version {
		t.Error("something was changed")
	}
}

func TestBehindAGatewayThatWantsACertificate(t *testing.T) {
	s, issuer := running(t, kratosA), newAuthority(t)
	g := s.gateway(t, client.SignInCertificate, issuer)
	certificate, key := issuer.files(t)
	c := behind(t, g, signing.Config{Way: client.SignInCertificate, Transport: transport.Config{CertFile: certificate, KeyFile: key}})
	if _, err := c.SignIn(t.Context(), client.Credentials{Login: "mortiz"}); err != nil {
		t.Fatal(err)
	}
	account(t, c, s.take(t, "reachable").ID)
	strangers, strangersKey := newAuthority(t).files(t)
	c = behind(t, g, signing.Config{Way: client.SignInCertificate, Transport: transport.Config{CertFile: strangers, KeyFile: strangersKey}})
	if _, err := c.SignIn(t.Context(), client.Credentials{Login: "mortiz"}); err == nil {
		t.Error("a certificate of another authority was taken")
	}
}
