package transport

import (
	"crypto/tls"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
)

// peer is what is known of a server's attitude to client certificates. With TLS 1.3 a server looks at ours only after the
// handshake has ended here, so that its refusal comes in place of the first answer.
type peer struct {
	// certificate is what it is shown; an empty one when there is none.
	certificate *tls.Certificate
	// asked: it wanted to see a certificate. proven: it has answered a request.
	asked, proven atomic.Bool
}

// asks answers the server's question for a certificate. It is shown ours even when it names other authorities: it then
// refuses that one, which says more than that one is missing.
func (p *peer) asks(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
	p.asked.Store(true)
	return p.certificate, nil
}

// refusals are the alerts with which servers refuse a certificate, or the lack of one, in the words of crypto/tls: it gives
// them no type.
var refusals = []string{
	"bad certificate", "unsupported certificate", "revoked certificate", "expired certificate",
	"unknown certificate", "access denied", "handshake failure",
}

// refusal is the code of an attempt that ended with an alert for our certificate, or "".
func (p *peer) refusal(err error) string {
	_, alert, _ := strings.Cut(err.Error(), "remote error: tls: ")
	about := func(text string) bool { return strings.HasPrefix(alert, text) }
	switch {
	case about("certificate required"):
		return ClientCertificateRequired
	case p.asked.Load() && slices.ContainsFunc(refusals, about):
		return p.complaint()
	}
	return ""
}

// hungUp is the code of an attempt whose connection broke where an alert may have been lost with it, or "": a server that
// asked for a certificate and has never answered anything is taken to have refused.
func (p *peer) hungUp(err error) string {
	if p.asked.Load() && !p.proven.Load() && lossCode(err) == ConnectionBroke {
		return p.complaint()
	}
	return ""
}

func (p *peer) complaint() string {
	if p.certificate == nil || len(p.certificate.Certificate) == 0 {
		return ClientCertificateRequired
	}
	return ClientCertificateRefused
}

// refusedByGateway is the code of a refusal that a gateway gives in words of its own: nginx ends the handshake well and
// answers 400.
func refusedByGateway(status int, header http.Header, body []byte) string {
	text := string(body)
	switch {
	case status != http.StatusBadRequest || !isType(header, "text/html"):
		return ""
	case strings.Contains(text, "No required SSL certificate was sent"):
		return ClientCertificateRequired
	case strings.Contains(text, "The SSL certificate error"):
		return ClientCertificateRefused
	}
	return ""
}
