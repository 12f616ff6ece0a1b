package transport_test

import (
	"crypto"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/tallytest"
	"portaldesk/client/transport"
)

// served is a server of the table. Its root is trusted by the client unless the test says otherwise.
type served struct {
	what string
	// code is that of the refusal, "" for a server that is right.
	code string
	tls  *tls.Config
	// trusts is the CA of the profile, in PEM form; cert and key are the client's files.
	trusts    []byte
	cert, key string
}

// asks one question and says what came of it, and whether the server heard it.
func (s served) asks(t *testing.T) (heard bool, err error) {
	t.Helper()
	var requests atomic.Int32
	listener := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		answerJSON(200, `{"name":"done"}`)(w, r)
	}))
	listener.TLS, listener.Config.ErrorLog = s.tls, log.New(io.Discard, "", 0)
	listener.StartTLS()
	defer listener.Close()
	ca := filepath.Join(t.TempDir(), "ca.pem") // as a profile names it
	if err := os.WriteFile(ca, s.trusts, 0o600); err != nil {
		t.Fatal(err)
	}
	c := mustNew(t, transport.Config{BaseURL: listener.URL, CAFile: ca, CertFile: s.cert, KeyFile: s.key, Clock: &fastClock{}})
	_, err = c.Do(t.Context(), write("k-1"))
	return requests.Load() > 0, err
}

func TestUntrustedConnections(t *testing.T) {
	servers := append(refusedServers(t), rightServers(t)...)
	row := tallytest.Row{Case: fmt.Sprintf("TLS, %d servers", len(servers))}
	for _, s := range servers {
		t.Run(s.what, func(t *testing.T) {
			row.Run++
			heard, err := s.asks(t)
			want := client.Kind("")
			if s.code != "" {
				want = client.Untrusted
			}
			if client.KindOf(err) != want || client.CodeOf(err) != s.code {
				row.Wrong++
				t.Errorf("got %v; want %s (%s)", err, want, s.code)
			}
			if heard != (s.code == "") {
				row.Leaked++
				t.Errorf("the request arrived: %t", heard)
			}
		})
	}
	tallytest.Report(t, row)
}

func same(*x509.Certificate) {}

func refusedServers(t *testing.T) []served {
	t.Helper()
	root := authority(t, "root", nil)
	between := authority(t, "intermediate", &root)
	unknown := authority(t, "unknown", nil)
	alone := server(t, nil, p256(t), same)
	_, _, holders := held(t, same)
	shows := func(by *signer, key crypto.Signer, change func(*x509.Certificate), above ...signer) *tls.Config {
		return &tls.Config{Certificates: []tls.Certificate{chain(server(t, by, key, change), above...)}}
	}
	old := shows(&root, p256(t), same)
	old.MinVersion, old.MaxVersion = tls.VersionTLS10, tls.VersionTLS11
	demanding := shows(&root, p256(t), same)
	demanding.ClientAuth, demanding.ClientCAs = tls.RequireAndVerifyClientCert, x509.NewCertPool()
	demanding.ClientCAs.AppendCertsFromPEM(holders)
	demanding.MaxVersion = tls.VersionTLS12 // of a write that TLS 1.3 let go out first, nobody could say that it was not heard
	weakRoot := signs(t, nil, rsaKey(t, 1024), &x509.Certificate{IsCA: true, BasicConstraintsValid: true})
	return []served{
		{what: "expired", code: transport.CertificateExpired, trusts: root.pem(),
			tls: shows(&root, p256(t), func(c *x509.Certificate) { c.NotAfter = time.Now().Add(-time.Minute) })},
		{what: "not yet valid", code: transport.CertificateNotYetValid, trusts: root.pem(),
			tls: shows(&root, p256(t), func(c *x509.Certificate) { c.NotBefore = time.Now().Add(time.Minute) })},
		{what: "wrong host", code: transport.WrongHost, trusts: root.pem(),
			tls: shows(&root, p256(t), func(c *x509.Certificate) { c.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 2)} })},
		{what: "self-signed", code: transport.SelfSigned, trusts: root.pem(), tls: &tls.Config{Certificates: []tls.Certificate{chain(alone)}}},
		{what: "unknown authority", code: transport.UnknownAuthority, trusts: root.pem(), tls: shows(&unknown, p256(t), same, unknown)},
		{what: "intermediate removed", code: transport.ChainIncomplete, trusts: root.pem(), tls: shows(&between, p256(t), same)},
		{what: "TLS 1.1", code: transport.TLSVersion, trusts: root.pem(), tls: old},
		{what: "RSA of 1024 bits", code: transport.CertificateWeak, trusts: root.pem(), tls: shows(&root, rsaKey(t, 1024), same)},
		{what: "authority of 1024 bits", code: transport.CertificateWeak, trusts: weakRoot.pem(), tls: shows(&weakRoot, p256(t), same)},
		{what: "SHA-1", code: transport.CertificateWeak, trusts: root.pem(),
			tls: shows(&root, p256(t), func(c *x509.Certificate) { c.SignatureAlgorithm = x509.ECDSAWithSHA1 })},
		{what: "client certificate missing", code: transport.ClientCertificateRequired, trusts: root.pem(), tls: demanding},
	}
}

func rightServers(t *testing.T) []served {
	t.Helper()
	root := authority(t, "root", nil)
	between := authority(t, "intermediate", &root)
	shows := func(certificate tls.Certificate) *tls.Config {
		return &tls.Config{Certificates: []tls.Certificate{certificate}}
	}
	cert, key, holders := held(t, same)
	demanding := shows(chain(server(t, &root, p256(t), same)))
	demanding.ClientAuth, demanding.ClientCAs = tls.RequireAndVerifyClientCert, x509.NewCertPool()
	demanding.ClientCAs.AppendCertsFromPEM(holders)
	return []served{
		{what: "RSA of 2048 bits", trusts: root.pem(), tls: shows(chain(server(t, &root, rsaKey(t, 2048), same)))},
		{what: "ECDSA P-256", trusts: root.pem(), tls: shows(chain(server(t, &root, p256(t), same)))},
		{what: "with the intermediate", trusts: root.pem(), tls: shows(chain(server(t, &between, p256(t), same), between))},
		{what: "client certificate shown", trusts: root.pem(), tls: demanding, cert: cert, key: key},
	}
}
