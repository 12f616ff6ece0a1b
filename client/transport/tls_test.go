package transport_test

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
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// selfSigned is a certificate for 127.0.0.1, changed by the test, and itself in PEM form.
func selfSigned(t *testing.T, change func(*x509.Certificate)) (tls.Certificate, []byte) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		Subject:               pkix.Name{CommonName: "test portal"},
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().Add(time.Hour),
		IPAddresses:           []net.IP{net.IPv4(127, 0, 0, 1)},
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		IsCA:                  true,
		BasicConstraintsValid: true,
	}
	change(template)
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key},
		pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
}

// serve answers every request over the given TLS and fails the test when one arrives.
func serve(t *testing.T, config *tls.Config) string {
	t.Helper()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("a request was sent over a connection that is not to be trusted")
	}))
	server.TLS = config
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	return server.URL
}

// What goes wrong more often is in the table of [TestUntrustedConnections].
func TestHandshakesThatFailForAnotherReason(t *testing.T) {
	forClients := func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} }
	for name, test := range map[string]struct {
		change func(*x509.Certificate)
		server *tls.Config
	}{
		"a client's certificate": {forClients, &tls.Config{}},
		"a broken cipher":        {func(*x509.Certificate) {}, &tls.Config{CipherSuites: []uint16{tls.TLS_RSA_WITH_RC4_128_SHA}, MaxVersion: tls.VersionTLS12}},
	} {
		t.Run(name, func(t *testing.T) {
			certificate, ca := selfSigned(t, test.change)
			test.server.Certificates = []tls.Certificate{certificate}
			config := transport.Config{BaseURL: serve(t, test.server), CAPEM: ca, Clock: &fastClock{}}
			_, err := mustNew(t, config).Do(t.Context(), write("k-1"))
			wantKind(t, err, client.Untrusted, transport.TLSOther)
		})
	}
}

func TestAPortalThatSpeaksNoTLSIsUntrusted(t *testing.T) {
	plain := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	t.Cleanup(plain.Close)
	c := mustNew(t, transport.Config{BaseURL: strings.Replace(plain.URL, "http:", "https:", 1), Clock: &fastClock{}})
	_, err := c.Do(t.Context(), read(&answer{}))
	wantKind(t, err, client.Untrusted, transport.TLSOther)
}

func TestTheCAMayComeFromAFile(t *testing.T) {
	portal := newPortal(t, answerJSON(200, `{}`))
	config := portal.config()
	config.CAFile, config.CAPEM = filepath.Join(t.TempDir(), "ca.pem"), nil
	if err := os.WriteFile(config.CAFile, portal.capem(), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := mustNew(t, config).Do(t.Context(), read(&answer{})); err != nil {
		t.Error(err)
	}
}

func TestConfigurationsThatAreRefused(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "empty.pem")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, config := range map[string]transport.Config{
		"nothing":      {},
		"http":         {BaseURL: "http://portal.example"},
		"no scheme":    {BaseURL: "portal.example"},
		"no host":      {BaseURL: "https://"},
		"only a port":  {BaseURL: "https://:443"},
		"opaque":       {BaseURL: "https:portal.example"},
		"user":         {BaseURL: "https://user:hunter2@portal.example"},
		"query":        {BaseURL: "https://portal.example?token=hunter2"},
		"bare query":   {BaseURL: "https://portal.example?"},
		"fragment":     {BaseURL: "https://portal.example#hunter2"},
		"bare hash":    {BaseURL: "https://portal.example#"},
		"bad escape":   {BaseURL: "https://portal.example/hunter2%zz"},
		"CA missing":   {BaseURL: "https://portal.example", CAFile: empty + "x"},
		"CA empty":     {BaseURL: "https://portal.example", CAFile: empty},
		"CA not a PEM": {BaseURL: "https://portal.example", CAPEM: []byte("hunter2")},
	} {
		_, err := transport.New(config)
		if err == nil {
			t.Errorf("%s: taken", name)
			continue
		}
		if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: the error repeats a secret: %v", name, err)
		}
	}
}
