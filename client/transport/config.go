package transport

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

// What is used where [Config] says nothing.
const (
	DefaultTimeout   = 15 * time.Second
	DefaultMaxBody   = 4 << 20
	DefaultUserAgent = "portaldesk"
)

// Config is how a portal is reached. The zero value of everything but BaseURL is usable.
type Config struct {
	// BaseURL is the portal's address, "https://portal.example" or with a path. Nothing but https is taken, and no
	// user, query or fragment.
	BaseURL string
	// CAFile and CAPEM hold certificates (PEM) that are trusted besides the system's roots.
	CAFile string
	CAPEM  []byte
	// CertFile and KeyFile (PEM) are shown to a server that asks for a client certificate. Both or none.
	CertFile string
	KeyFile  string
	// Dialect is how the server words its answers.
	Dialect Dialect
	// Timeout is the longest that one attempt may take, the reading of the answer included.
	Timeout time.Duration
	// MaxBody is the longest answer taken, in bytes after decompression.
	MaxBody int64
	// UserAgent is sent with every request.
	UserAgent string
	// Logger is told of every attempt at debug level, without addresses and bodies.
	Logger *slog.Logger
	// Clock is the real one when nil.
	Clock Clock
	// Wrap, when not nil, stands around the connection and sees each request and answer. Tests check the contract there.
	Wrap func(http.RoundTripper) http.RoundTripper
}

func (c Config) withDefaults() Config {
	if c.Timeout <= 0 {
		c.Timeout = DefaultTimeout
	}
	if c.MaxBody <= 0 {
		c.MaxBody = DefaultMaxBody
	}
	if c.UserAgent == "" {
		c.UserAgent = DefaultUserAgent
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Clock == nil {
		c.Clock = realClock{}
	}
	if c.Wrap == nil {
		c.Wrap = func(inner http.RoundTripper) http.RoundTripper { return inner }
	}
	c.Dialect = c.Dialect.withDefaults()
	return c
}

// base checks the address and answers it without a trailing slash. Its errors do not repeat the address, which may hold
// a password.
func (c Config) base() (string, error) {
	address, err := url.Parse(c.BaseURL)
	switch {
	case err != nil:
		return "", errors.New("the portal's address is not a URL")
	case address.Scheme != "https":
		return "", errors.New("the portal's address must begin with https://")
	case address.Hostname() == "" || address.Opaque != "":
		return "", errors.New("the portal's address names no host")
	case address.User != nil:
		return "", errors.New("the portal's address must not hold a user or password")
	case address.Fragment != "" || address.RawQuery != "" || address.ForceQuery || strings.HasSuffix(c.BaseURL, "#"):
		return "", errors.New("the portal's address must not hold a query or fragment")
	}
	return strings.TrimRight(address.String(), "/"), nil
}

// roots are the system's and those of the configuration. Where the system has none to show, only the latter: less is
// trusted then, never more.
func (c Config) roots() (*x509.CertPool, error) {
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if c.CAFile != "" {
		pem, err := os.ReadFile(c.CAFile)
		if err != nil {
			return nil, fmt.Errorf("read the CA file: %w", err)
		}
		if !pool.AppendCertsFromPEM(pem) {
			return nil, errors.New("the CA file holds no certificate in PEM form")
		}
	}
	if len(c.CAPEM) > 0 && !pool.AppendCertsFromPEM(c.CAPEM) {
		return nil, errors.New("the added CA holds no certificate in PEM form")
	}
	return pool, nil
}

// certificate is what is shown to a server that asks; an empty one when there is none.
func (c Config) certificate() (*tls.Certificate, error) {
	if c.CertFile == "" && c.KeyFile == "" {
		return &tls.Certificate{}, nil
	}
	pair, err := tls.LoadX509KeyPair(c.CertFile, c.KeyFile)
	if err != nil {
		return nil, errors.New("the client certificate and its key cannot be read, or do not belong together")
	}
	return &pair, nil
}
