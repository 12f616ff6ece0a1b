package certificate_test

import (
	"bytes"
	"crypto/x509"
	"os"
	"path/filepath"
	"testing"
	"time"

	"portaldesk/client/demoportal/certificate"
)

var start = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func TestServerCertificateIsGoodForItsHostUnderItsAuthority(t *testing.T) {
	authority, err := certificate.NewAuthority(start)
	if err != nil {
		t.Fatal(err)
	}
	pair, err := authority.ServerCertificate("portal.example", start)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(pair.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(authority.PEM())
	for _, host := range []string{"127.0.0.1", "localhost", "portal.example"} {
		if _, err := leaf.Verify(x509.VerifyOptions{DNSName: host, Roots: roots, CurrentTime: start}); err != nil {
			t.Errorf("not good for %s: %v", host, err)
		}
	}
	if _, err := leaf.Verify(x509.VerifyOptions{DNSName: "elsewhere.example", Roots: roots, CurrentTime: start}); err == nil {
		t.Error("good for a host it was not made for")
	}
}

func TestOpenAuthorityKeepsTheSameOneUntilItRunsOut(t *testing.T) {
	dir := t.TempDir()
	first := open(t, dir, start)
	if again := open(t, dir, start.AddDate(0, 1, 0)); !bytes.Equal(first, again) {
		t.Error("a restart made another authority")
	}
	if later := open(t, dir, start.AddDate(2, 0, 0)); bytes.Equal(first, later) {
		t.Error("an authority that ran out was kept")
	}
	for _, name := range []string{"ca.pem", "ca-key.pem"} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: mode %v, %v", name, info.Mode(), err)
		}
	}
}

func TestOpenAuthorityRefusesADamagedOne(t *testing.T) {
	dir := t.TempDir()
	open(t, dir, start)
	if err := os.WriteFile(filepath.Join(dir, "ca-key.pem"), []byte("not a key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := certificate.OpenAuthority(dir, start); err == nil {
		t.Error("a damaged key was taken")
	}
}

func open(t *testing.T, dir string, now time.Time) []byte {
	t.Helper()
	authority, err := certificate.OpenAuthority(dir, now)
	if err != nil {
		t.Fatal(err)
	}
	return authority.PEM()
}
