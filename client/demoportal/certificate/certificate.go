// Package certificate makes the demo portal's own authority and the certificate its server shows.
package certificate

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

const (
	authorityLife = 2 * 365 * 24 * time.Hour
	serverLife    = 90 * 24 * time.Hour
	// backdate forgives clocks that are a little behind.
	backdate = time.Hour
	keyFile  = "ca-key.pem"
	certFile = "ca.pem"
)

// Authority signs the server's certificate. Its key leaves this package only into its own folder.
type Authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
	pem         []byte
}

// NewAuthority makes an authority of its own (ECDSA P-256, two years).
func NewAuthority(now time.Time) (*Authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("authority key: %w", err)
	}
	template := &x509.Certificate{
		SerialNumber:          serial(),
		Subject:               pkix.Name{CommonName: "Portaldesk demo portal authority"},
		NotBefore:             now.Add(-backdate),
		NotAfter:              now.Add(authorityLife),
		IsCA:                  true,
		MaxPathLenZero:        true,
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return nil, fmt.Errorf("authority certificate: %w", err)
	}
	return fromDER(der, key)
}

// OpenAuthority answers the authority kept in dir, or makes one and keeps it there (both files mode 0600). One that is
// about to run out is replaced.
func OpenAuthority(dir string, now time.Time) (*Authority, error) {
	kept, err := load(dir)
	if err == nil && now.Add(serverLife).Before(kept.certificate.NotAfter) {
		return kept, nil
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	made, err := NewAuthority(now)
	if err != nil {
		return nil, err
	}
	return made, made.save(dir)
}

// PEM is the authority's certificate, for those who are to trust the portal.
func (a *Authority) PEM() []byte { return append([]byte(nil), a.pem...) }

// ServerCertificate makes a certificate for host beside 127.0.0.1, ::1 and localhost (90 days).
func (a *Authority) ServerCertificate(host string, now time.Time) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("server key: %w", err)
	}
	template := &x509.Certificate{
		SerialNumber: serial(),
		Subject:      pkix.Name{CommonName: "Portaldesk demo portal"},
		NotBefore:    now.Add(-backdate),
		NotAfter:     now.Add(serverLife),
		KeyUsage:     x509.KeyUsageDigitalSignature,
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		DNSNames:     []string{"localhost"},
		IPAddresses:  []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback},
	}
	if ip := net.ParseIP(host); ip != nil {
		template.IPAddresses = append(template.IPAddresses, ip)
	} else if host != "" {
		template.DNSNames = append(template.DNSNames, host)
	}
	der, err := x509.CreateCertificate(rand.Reader, template, a.certificate, key.Public(), a.key)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("server certificate: %w", err)
	}
	return tls.Certificate{Certificate: [][]byte{der, a.certificate.Raw}, PrivateKey: key}, nil
}

func (a *Authority) save(dir string) error {
	der, err := x509.MarshalECPrivateKey(a.key)
	if err != nil {
		return fmt.Errorf("authority key: %w", err)
	}
	key := pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: der})
	if err := os.WriteFile(filepath.Join(dir, keyFile), key, 0o600); err != nil {
		return fmt.Errorf("keep authority key: %w", err)
	}
	// The certificate comes last: without it the key alone is not taken for an authority.
	if err := os.WriteFile(filepath.Join(dir, certFile), a.pem, 0o600); err != nil {
		return fmt.Errorf("keep authority: %w", err)
	}
	return nil
}

func load(dir string) (*Authority, error) {
	certificate, err := os.ReadFile(filepath.Join(dir, certFile))
	if err != nil {
		return nil, fmt.Errorf("kept authority: %w", err)
	}
	key, err := os.ReadFile(filepath.Join(dir, keyFile))
	if err != nil {
		return nil, fmt.Errorf("kept authority key: %w", err)
	}
	pair, err := tls.X509KeyPair(certificate, key)
	if err != nil {
		return nil, fmt.Errorf("kept authority: %w", err)
	}
	private, ok := pair.PrivateKey.(*ecdsa.PrivateKey)
	if !ok {
		return nil, errors.New("kept authority: not an ECDSA key")
	}
	return fromDER(pair.Certificate[0], private)
}

func fromDER(der []byte, key *ecdsa.PrivateKey) (*Authority, error) {
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, fmt.Errorf("authority certificate: %w", err)
	}
	encoded := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	return &Authority{certificate: certificate, key: key, pem: encoded}, nil
}

// serial is a random positive number of at most 127 bits (RFC 5280, 4.1.2.2).
func serial() *big.Int {
	limit := new(big.Int).Lsh(big.NewInt(1), 127)
	number, err := rand.Int(rand.Reader, limit)
	if err != nil {
		panic(err) // crypto/rand does not fail on the systems Go supports
	}
	return number
}
