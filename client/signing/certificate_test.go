package signing_test

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
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/signing"
	"portaldesk/client/transport"
)

// clientCertificate makes one, in files.
func clientCertificate(t *testing.T) (cert, key string, pool *x509.CertPool) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "desk"}, NotAfter: time.Now().Add(time.Hour),
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalECPrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cert, key, pool = filepath.Join(dir, "desk.pem"), filepath.Join(dir, "desk-key.pem"), x509.NewCertPool()
	public := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	pool.AppendCertsFromPEM(public)
	for path, content := range map[string][]byte{
		cert: public, key: pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: secret}),
	} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key, pool
}

func TestACertificateIsShownAndNoToken(t *testing.T) {
	cert, key, pool := clientCertificate(t)
	var name, authorization string
	gateway := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, authorization = r.TLS.PeerCertificates[0].Subject.CommonName, r.Header.Get("Authorization")
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{}`)
	}))
	gateway.TLS = &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: pool}
	gateway.Config.ErrorLog = log.New(io.Discard, "", 0)
	gateway.StartTLS()
	t.Cleanup(gateway.Close)

	config := signing.Config{Way: client.SignInCertificate, Transport: transport.Config{CertFile: cert, KeyFile: key}}
	signer := newSigner(t, config, &keeper{})
	ca := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: gateway.Certificate().Raw})
	c, err := signer.Open(transport.Config{BaseURL: gateway.URL, CAPEM: ca})
	if err != nil {
		t.Fatal(err)
	}
	wantKind(t, ask(t, c), client.Unauthenticated, transport.NotSignedIn)
	if _, err := signer.SignIn(t.Context(), client.Credentials{Login: "mortiz"}); err != nil {
		t.Fatal(err)
	}
	if err := ask(t, c); err != nil || name != "desk" || authorization != "" {
		t.Errorf("shown %q and %q, %v", name, authorization, err)
	}
	bare := newSigner(t, signing.Config{Way: client.SignInCertificate}, &keeper{})
	if _, err := bare.Open(transport.Config{BaseURL: gateway.URL}); err == nil {
		t.Error("a client without any certificate was made")
	}
}
