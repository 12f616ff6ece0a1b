package transport

import (
	"context"
	"errors"
	"net"
	"strings"
	"syscall"
	"time"

	"portaldesk/client"
)

// The codes of [client.Untrusted].
const (
	CertificateExpired     = "certificate-expired"
	CertificateNotYetValid = "certificate-not-yet-valid"
	WrongHost              = "wrong-host"
	// UnknownAuthority: the chain ends at somebody who is not trusted. ChainIncomplete: it ends before anybody who could be.
	UnknownAuthority = "unknown-authority"
	ChainIncomplete  = "chain-incomplete"
	// SelfSigned: the server vouches for itself.
	SelfSigned = "self-signed"
	// CertificateWeak: a key or a signature of the chain can be forged.
	CertificateWeak = "certificate-weak"
	TLSVersion      = "tls-version"
	TLSOther        = "tls-other"
	// ClientCertificateRequired: the server wants a client certificate, and none is configured;
	// ClientCertificateRefused: it does not take the one that is.
	ClientCertificateRequired = "client-certificate-required"
	ClientCertificateRefused  = "client-certificate-refused"
)

// The codes of [client.Offline] and [client.OutcomeUnknown].
const (
	HostNotFound      = "host-not-found"
	ConnectionRefused = "connection-refused"
	TimedOut          = "timed-out"
	ConnectionBroke   = "connection-broke"
)

// loss is what is known of an attempt that got no whole answer.
type loss struct {
	// left says whether the request may have left.
	left bool
	peer *peer
	now  time.Time
}

// broken maps an attempt without a whole answer to an error. The error's text is ours: those of net/http quote addresses,
// and answers that they could not read.
func (f *flight) broken(ctx context.Context, err error, l loss) *client.Error {
	if ctx.Err() != nil {
		return f.fault(client.Canceled, "", "")
	}
	code := l.peer.refusal(err)
	switch {
	case code != "":
	case !l.left:
		code = distrust(err, l.now)
	case f.reads(): // a write may have been done
		code = l.peer.hungUp(err)
	}
	switch {
	case code != "":
		return f.fault(client.Untrusted, code, "")
	case l.left:
		return f.fault(f.unanswered(), lossCode(err), "")
	}
	return f.fault(client.Offline, lossCode(err), "")
}

// handshakeCode reads the texts of crypto/tls and net/http, which give no types for these.
func handshakeCode(err error) string {
	text := err.Error()
	switch {
	case strings.Contains(text, "protocol version"):
		return TLSVersion
	case strings.Contains(text, "tls: "), strings.Contains(text, "HTTP response to HTTPS client"):
		return TLSOther
	}
	return ""
}

func lossCode(err error) string {
	if _, ok := errors.AsType[*net.DNSError](err); ok {
		return HostNotFound
	}
	if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() {
		return TimedOut
	}
	if errors.Is(err, syscall.ECONNREFUSED) {
		return ConnectionRefused
	}
	return ConnectionBroke
}

// settled is the fault as it stands over all attempts: when an earlier one may have done the work, a later one that got
// nowhere does not take that back.
func (f *flight) settled(fault *client.Error) *client.Error {
	f.lost = f.lost || fault.Kind == client.OutcomeUnknown
	if !f.lost {
		return fault
	}
	switch fault.Kind {
	case client.Offline, client.Untrusted, client.Unavailable, client.Throttled:
		fault.Kind = client.OutcomeUnknown
	}
	return fault
}
