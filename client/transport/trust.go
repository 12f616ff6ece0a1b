package transport

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"slices"
	"time"
)

// The least that a key in a server's chain may have, in bits (NIST SP 800-57 part 1, table 2: 112 bits of security and more).
// The standard library refuses no RSA key of 1024 bits, which the public authorities gave up in 2013.
const (
	leastRSA   = 2048
	leastECDSA = 256
)

// errWeak ends a handshake.
var errWeak = errors.New("a certificate of the server's chain has a weak key")

// strongEnough wants one chain that was verified to have no weak key in it.
func strongEnough(state tls.ConnectionState) error {
	weakChain := func(chain []*x509.Certificate) bool { return slices.ContainsFunc(chain, weakKey) }
	for _, chain := range state.VerifiedChains {
		if !weakChain(chain) {
			return nil
		}
	}
	return errWeak
}

func weakKey(certificate *x509.Certificate) bool {
	switch key := certificate.PublicKey.(type) {
	case *rsa.PublicKey:
		return key.N.BitLen() < leastRSA
	case *ecdsa.PublicKey:
		return key.Curve.Params().BitSize < leastECDSA
	}
	return false
}

// distrust is the code of a failed TLS handshake, or "" when it was something else.
func distrust(err error, now time.Time) string {
	if errors.Is(err, errWeak) {
		return CertificateWeak
	}
	if invalid, ok := errors.AsType[x509.CertificateInvalidError](err); ok {
		return invalidCode(invalid, now)
	}
	if _, ok := errors.AsType[x509.HostnameError](err); ok {
		return WrongHost
	}
	refused, verified := errors.AsType[*tls.CertificateVerificationError](err)
	if _, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		if verified {
			return unvouched(refused.UnverifiedCertificates)
		}
		return UnknownAuthority
	}
	if verified {
		return TLSOther
	}
	return handshakeCode(err)
}

// unvouched is the code of a chain that leads to nobody who is trusted. A chain should hold all but the root: of one that ends with the
// server's own certificate, signed by another, nobody can tell whether its root is known.
func unvouched(chain []*x509.Certificate) string {
	switch {
	case slices.ContainsFunc(chain, weaklySigned):
		return CertificateWeak
	case len(chain) > 0 && selfIssued(chain[0]):
		return SelfSigned
	case len(chain) == 1:
		return ChainIncomplete
	}
	return UnknownAuthority
}

// weaklySigned: the signature is one that can be forged, so the standard library does not look at it. One's own proves nothing anyway.
func weaklySigned(certificate *x509.Certificate) bool {
	switch certificate.SignatureAlgorithm {
	case x509.MD2WithRSA, x509.MD5WithRSA, x509.SHA1WithRSA, x509.DSAWithSHA1, x509.ECDSAWithSHA1:
		return !selfIssued(certificate)
	}
	return false
}

func selfIssued(certificate *x509.Certificate) bool {
	return bytes.Equal(certificate.RawIssuer, certificate.RawSubject)
}

func invalidCode(invalid x509.CertificateInvalidError, now time.Time) string {
	switch {
	case invalid.Reason != x509.Expired:
		return TLSOther
	case invalid.Cert != nil && now.Before(invalid.Cert.NotBefore):
		return CertificateNotYetValid
	}
	return CertificateExpired
}
