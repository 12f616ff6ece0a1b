package signing

import (
	"errors"
	"net"
	"net/url"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// What keeps a client from being made.
var (
	// ErrOnlyLoopback: a server that asks nobody to sign in is taken on this computer only.
	ErrOnlyLoopback = errors.New("a server without sign-in is taken only on the loopback address")
	// ErrNoCertificate: agents are to sign in with a client certificate, and none is named.
	ErrNoCertificate = errors.New("no client certificate is named")
)

// Open makes a client of a server within the session: it sends the access token, or shows the certificate, or neither.
// Before sign-in it answers [client.Unauthenticated] to everything but open requests. Without any sign-in only a server
// on this computer is taken ([ErrOnlyLoopback]).
func (s *Signer) Open(config transport.Config) (*transport.Client, error) {
	switch s.config.Way {
	case client.SignInCertificate:
		if config.CertFile == "" && config.KeyFile == "" {
			config.CertFile, config.KeyFile = s.config.Transport.CertFile, s.config.Transport.KeyFile
		}
		if config.CertFile == "" {
			return nil, ErrNoCertificate
		}
	case client.SignInNone:
		if !onThisComputer(config.BaseURL) {
			return nil, ErrOnlyLoopback
		}
	}
	open, err := transport.New(config)
	if err != nil {
		return nil, err
	}
	return open.In(s.session), nil
}

// onThisComputer says whether an address can lead nowhere else. A name other than "localhost" (RFC 6761, 6.3) could.
func onThisComputer(address string) bool {
	parsed, err := url.Parse(address)
	if err != nil {
		return false
	}
	host := parsed.Hostname()
	return host == "localhost" || net.ParseIP(host).IsLoopback()
}
