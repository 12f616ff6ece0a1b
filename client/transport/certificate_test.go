package transport_test

import (
	"crypto/ecdsa"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"log"
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

// demanding is a server that answers only to holders of the certificate it trusts, and its own certificate.
func demanding(t *testing.T, version uint16, trusted []byte) (string, []byte) {
	t.Helper()
	certificate, ca := selfSigned(t, func(*x509.Certificate) {})
	holders := x509.NewCertPool()
	holders.AppendCertsFromPEM(trusted)
	server := httptest.NewUnstartedServer(answerJSON(200, `{"name":"done"}`))
	server.TLS = &tls.Config{
		Certificates: []tls.Certificate{certificate}, MinVersion: version, MaxVersion: version,
		ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: holders,
	}
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	return server.URL, ca
}

// held is a client certificate in files, and itself in PEM form.
func held(t *testing.T, change func(*x509.Certificate)) (cert, key string, trusted []byte) {
	t.Helper()
	pair, trusted := selfSigned(t, func(c *x509.Certificate) {
		c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
		change(c)
	})
	der, err := x509.MarshalECPrivateKey(pair.PrivateKey.(*ecdsa.PrivateKey))
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(t.TempDir(), "agent.pem"), filepath.Join(t.TempDir(), "agent-key.pem")
	for path, content := range map[string][]byte{
		cert: trusted, key: pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: der}),
	} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key, trusted
}

func TestAClientCertificateOpensTheDoor(t *testing.T) {
	for name, version := range map[string]uint16{"TLS 1.2": tls.VersionTLS12, "TLS 1.3": tls.VersionTLS13} {
		t.Run(name, func(t *testing.T) {
			cert, key, trusted := held(t, func(*x509.Certificate) {})
			url, ca := demanding(t, version, trusted)
			c := mustNew(t, transport.Config{BaseURL: url, CAPEM: ca, CertFile: cert, KeyFile: key})
			got := answer{}
			if _, err := c.Do(t.Context(), read(&got)); err != nil || got.Name != "done" {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

// With TLS 1.3 the refusal comes after the handshake, at times only as a broken connection.
func TestAClientCertificateThatIsMissingOrRefusedIsSaid(t *testing.T) {
	expired := func(c *x509.Certificate) {
		c.NotBefore, c.NotAfter = time.Now().Add(-2*time.Hour), time.Now().Add(-time.Hour)
	}
	same := func(*x509.Certificate) {}
	for name, version := range map[string]uint16{"TLS 1.2": tls.VersionTLS12, "TLS 1.3": tls.VersionTLS13} {
		for what, test := range map[string]struct {
			change func(*x509.Certificate)
			trusts bool
			code   string
		}{
			"none":              {nil, true, transport.ClientCertificateRequired},
			"unknown authority": {same, false, transport.ClientCertificateRefused},
			"expired":           {expired, true, transport.ClientCertificateRefused},
		} {
			t.Run(name+" "+what, func(t *testing.T) {
				_, _, trusted := held(t, same)
				config := transport.Config{Clock: &fastClock{}}
				if test.change != nil {
					var own []byte
					config.CertFile, config.KeyFile, own = held(t, test.change)
					if test.trusts {
						trusted = own
					}
				}
				config.BaseURL, config.CAPEM = demanding(t, version, trusted)
				for range 20 {
					_, err := mustNew(t, config).Do(t.Context(), read(&answer{}))
					wantKind(t, err, client.Untrusted, test.code)
				}
			})
		}
	}
}

func TestARefusedCertificateMeansThatAWriteWasNotDone(t *testing.T) {
	_, _, trusted := held(t, func(*x509.Certificate) {})
	url, ca := demanding(t, tls.VersionTLS12, trusted)
	c := mustNew(t, transport.Config{BaseURL: url, CAPEM: ca, Clock: &fastClock{}})
	_, err := c.Do(t.Context(), write(""))
	wantKind(t, err, client.Untrusted, transport.ClientCertificateRequired)
}

// What a server says after the handshake, and nothing of it lost.
func TestTheAlertOfAServerThatMissesACertificate(t *testing.T) {
	_, _, trusted := held(t, func(*x509.Certificate) {})
	url, ca := demanding(t, tls.VersionTLS13, trusted)
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(ca)
	connection, err := tls.Dial("tcp", strings.TrimPrefix(url, "https://"), &tls.Config{RootCAs: roots})
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	_, err = connection.Read(make([]byte, 1))
	wantKind(t, transport.Lost(t.Context(), "read", err), client.Untrusted, transport.ClientCertificateRequired)
}

// asking wants to see a certificate and takes whoever has none.
func asking(t *testing.T, handler http.HandlerFunc) *transport.Client {
	t.Helper()
	certificate, ca := selfSigned(t, func(*x509.Certificate) {})
	server := httptest.NewUnstartedServer(handler)
	server.TLS = &tls.Config{Certificates: []tls.Certificate{certificate}, ClientAuth: tls.RequestClientCert}
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	return mustNew(t, transport.Config{BaseURL: server.URL, CAPEM: ca, Clock: &fastClock{}})
}

// The alert may be lost with the connection: a server that asks for a certificate and hangs up has refused.
func TestAServerThatAsksForACertificateAndHangsUpHasRefused(t *testing.T) {
	_, err := asking(t, drop).Do(t.Context(), read(&answer{}))
	wantKind(t, err, client.Untrusted, transport.ClientCertificateRequired)
	_, err = asking(t, drop).Do(t.Context(), write(""))
	wantKind(t, err, client.OutcomeUnknown, transport.ConnectionBroke)
}

func TestAServerThatHasAnsweredAndHangsUpIsOffline(t *testing.T) {
	c := asking(t, inTurn(answerJSON(200, `{}`), drop))
	if _, err := c.Do(t.Context(), read(&answer{})); err != nil {
		t.Fatal(err)
	}
	_, err := c.Do(t.Context(), read(&answer{}))
	wantKind(t, err, client.Offline, transport.ConnectionBroke)
}

func TestAGatewayThatMissesACertificateIsUnderstood(t *testing.T) {
	for body, code := range map[string]string{
		"<title>400 No required SSL certificate was sent</title>": transport.ClientCertificateRequired,
		"<title>400 The SSL certificate error</title>":            transport.ClientCertificateRefused,
	} {
		portal := newPortal(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(http.StatusBadRequest)
			_, _ = io.WriteString(w, "<html><head>"+body)
		})
		_, err := portal.client(t).Do(t.Context(), write(""))
		wantKind(t, err, client.Untrusted, code)
	}
}

func TestCertificatesThatCannotBeUsedAreRefusedAtOnce(t *testing.T) {
	cert, key, _ := held(t, func(*x509.Certificate) {})
	_, other, _ := held(t, func(*x509.Certificate) {})
	for name, config := range map[string]transport.Config{
		"no key":         {CertFile: cert},
		"no certificate": {KeyFile: key},
		"another's key":  {CertFile: cert, KeyFile: other},
		"swapped":        {CertFile: key, KeyFile: cert},
		"not there":      {CertFile: cert + "x", KeyFile: key},
	} {
		config.BaseURL = "https://portal.example"
		if _, err := transport.New(config); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}
