package transport_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"testing"
	"time"
)

// signer is somebody with a certificate and its key.
type signer struct {
	certificate *x509.Certificate
	key         crypto.Signer
}

func (s signer) pem() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.certificate.Raw})
}

// chain is what a server shows of its own certificate, and then of those above it.
func chain(own signer, above ...signer) tls.Certificate {
	shown := tls.Certificate{Certificate: [][]byte{own.certificate.Raw}, PrivateKey: own.key}
	for _, s := range above {
		shown.Certificate = append(shown.Certificate, s.certificate.Raw)
	}
	return shown
}

// signs makes a certificate; one that is signed by nobody is signed by itself.
func signs(t *testing.T, by *signer, key crypto.Signer, template *x509.Certificate) signer {
	t.Helper()
	template.SerialNumber = big.NewInt(time.Now().UnixNano())
	if template.NotBefore.IsZero() {
		template.NotBefore = time.Now().Add(-time.Hour)
	}
	if template.NotAfter.IsZero() {
		template.NotAfter = time.Now().Add(time.Hour)
	}
	if by == nil {
		by = &signer{template, key}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, by.certificate, key.Public(), by.key)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return signer{certificate, key}
}

// authority makes one, under another or on its own.
func authority(t *testing.T, name string, by *signer) signer {
	t.Helper()
	return signs(t, by, p256(t), &x509.Certificate{
		Subject: pkix.Name{CommonName: name}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	})
}

// server makes a certificate for 127.0.0.1, changed by the test.
func server(t *testing.T, by *signer, key crypto.Signer, change func(*x509.Certificate)) signer {
	t.Helper()
	template := &x509.Certificate{
		Subject: pkix.Name{CommonName: "portal"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	change(template)
	return signs(t, by, key, template)
}

func p256(t *testing.T) crypto.Signer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func rsaKey(t *testing.T, bits int) crypto.Signer {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, bits)
	if err != nil {
		t.Fatal(err)
	}
	return key
}
