package demoportal

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"portaldesk/client/demoportal/certificate"
)

// Server is a running demo portal. Its methods may be called from any goroutine.
type Server struct {
	portal    *portal
	authority *certificate.Authority
	handler   http.Handler
	pair      tls.Certificate

	mu      sync.Mutex
	address string
	http    *http.Server
	stopped chan struct{} // closed when the portal stops for good
	closed  bool
	unhook  func() bool // lets go of the context that Start was given
}

// Start opens a portal and listens. It stops when ctx ends or at [Server.Close], whichever comes first. A state folder of
// other accounts is [ErrOtherPopulation]; a damaged one is an error and is left as it is.
func Start(ctx context.Context, options Options) (*Server, error) {
	options = options.withDefaults()
	portal, err := newPortal(options)
	if err != nil {
		return nil, fmt.Errorf("demo portal: %w", err)
	}
	s := &Server{portal: portal, stopped: make(chan struct{})}
	if err := s.serveFrom(options); err != nil {
		return nil, errors.Join(fmt.Errorf("demo portal: %w", err), portal.close())
	}
	portal.faults.offline = s.setOffline
	portal.faults.expire = s.expireAccess
	s.mu.Lock()
	defer s.mu.Unlock()
	s.unhook = context.AfterFunc(ctx, func() { _ = s.Close() })
	return s, nil
}

func (s *Server) serveFrom(options Options) error {
	host, _, err := net.SplitHostPort(options.Listen)
	if err != nil {
		return fmt.Errorf("listen address: %w", err)
	}
	if s.authority, err = openAuthority(options); err != nil {
		return err
	}
	if s.pair, err = s.authority.ServerCertificate(host, time.Now()); err != nil {
		return err
	}
	s.handler = options.Wrap(s.routes())
	s.address = options.Listen
	return s.Restart()
}

// openAuthority goes by the real clock, as those who check the certificate do.
func openAuthority(options Options) (*certificate.Authority, error) {
	if options.StateDir == "" {
		return certificate.NewAuthority(time.Now())
	}
	return certificate.OpenAuthority(options.StateDir, time.Now())
}

// URL is where the API begins, "https://127.0.0.1:40123". It stays the same over Stop and Restart.
func (s *Server) URL() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return "https://" + s.address
}

// CAPEM is the certificate of the authority that a client must trust.
func (s *Server) CAPEM() []byte { return s.authority.PEM() }

// WriteCA writes CAPEM to path.
func (s *Server) WriteCA(path string) error {
	if err := os.WriteFile(path, s.authority.PEM(), 0o644); err != nil {
		return fmt.Errorf("demo portal: %w", err)
	}
	return nil
}

// Faults makes this portal misbehave.
func (s *Server) Faults() *Faults { return s.portal.faults }

// Stop takes the portal off the network: connections are refused, and those that are open break. Its state stays.
// Stopping it again does nothing.
func (s *Server) Stop() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.http == nil {
		return nil
	}
	err := s.http.Close()
	s.http = nil
	return err
}

// Restart puts a stopped portal back on the same address. A running one goes on as it is; after Close it is
// [http.ErrServerClosed].
func (s *Server) Restart() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return http.ErrServerClosed
	}
	if s.http != nil {
		return nil
	}
	listener, err := net.Listen("tcp", s.address)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	s.address = listener.Addr().String()
	s.http = s.newHTTPServer()
	go s.serve(s.http, listener)
	return nil
}

// Close ends the portal for good and closes its state. Closing it again does nothing.
func (s *Server) Close() error {
	err := s.Stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	close(s.stopped)
	s.unhook()
	return errors.Join(err, s.portal.close())
}

func (s *Server) setOffline(offline bool) error {
	if offline {
		return s.Stop()
	}
	return s.Restart()
}

func (s *Server) serve(server *http.Server, listener net.Listener) {
	if err := server.ServeTLS(listener, "", ""); !errors.Is(err, http.ErrServerClosed) {
		s.portal.log.Error("demo portal stopped serving", "error", err)
	}
}

func (s *Server) newHTTPServer() *http.Server {
	return &http.Server{
		Handler:           s.handler,
		TLSConfig:         &tls.Config{Certificates: []tls.Certificate{s.pair}, MinVersion: tls.VersionTLS12},
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		// What clients do to a connection is no news here, and the text names addresses.
		ErrorLog: slog.NewLogLogger(s.portal.log.Handler(), slog.LevelDebug),
	}
}
