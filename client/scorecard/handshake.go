package scorecard

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"portaldesk/client/transport"
)

// secured is how the connection is secured.
type secured struct {
	distrust string // the code for why nobody should trust it, "" when one may
	version  uint16 // that is used, 0 when it is not known
	leaf     *x509.Certificate
	old      []uint16 // versions older than TLS 1.2 that it still speaks
	through  bool     // a proxy stands between, so that old versions cannot be tried
}

// look takes in the connection that was used and tries those that should not be possible.
func (s *secured) look(ctx context.Context, config transport.Config, address *url.URL, state *tls.ConnectionState) {
	if proxy, err := http.ProxyFromEnvironment(&http.Request{URL: address}); proxy != nil || err != nil {
		s.through = true
	}
	if state == nil && !s.through {
		state = shake(ctx, config, address, tls.VersionTLS12, tls.VersionTLS13)
	}
	if state != nil && len(state.PeerCertificates) > 0 {
		s.version, s.leaf = state.Version, state.PeerCertificates[0]
	}
	if s.through {
		return
	}
	for _, version := range []uint16{tls.VersionTLS10, tls.VersionTLS11} {
		if shake(ctx, config, address, version, version) != nil {
			s.old = append(s.old, version)
		}
	}
}

// shake makes a connection of given versions, sends nothing through it, and answers its state; nil when the server will not.
// It trusts whoever answers: it is to look at them.
func shake(ctx context.Context, config transport.Config, address *url.URL, least, most uint16) *tls.ConnectionState {
	port := address.Port()
	if port == "" {
		port = "443"
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	dialer := tls.Dialer{Config: &tls.Config{
		MinVersion: least, MaxVersion: most, ServerName: address.Hostname(), InsecureSkipVerify: true,
	}}
	if pair, err := tls.LoadX509KeyPair(config.CertFile, config.KeyFile); err == nil {
		dialer.Config.Certificates = []tls.Certificate{pair}
	}
	connection, err := dialer.DialContext(ctx, "tcp", host(address, port))
	if err != nil {
		return nil
	}
	defer connection.Close()
	state := connection.(*tls.Conn).ConnectionState()
	return &state
}

func host(address *url.URL, port string) string { return net.JoinHostPort(address.Hostname(), port) }

// soon is how long before its end a certificate is worth a warning.
const soon = 21 * 24 * time.Hour

var distrusts = map[string]string{
	transport.CertificateExpired:        "The certificate has expired.",
	transport.CertificateNotYetValid:    "The certificate is not valid yet, by the clock of this computer.",
	transport.WrongHost:                 "The certificate is for another name than the address.",
	transport.UnknownAuthority:          "The certificate is signed by an authority that this computer does not trust.",
	transport.TLSVersion:                "The server does not speak TLS 1.2 or newer.",
	transport.ClientCertificateRequired: "The server wants a client certificate, and none is set up.",
	transport.ClientCertificateRefused:  "The server does not take the client certificate that is set up.",
}

func (s *secured) certificate(now time.Time) Line {
	var seen []string
	if s.leaf != nil {
		days := int(s.leaf.NotAfter.Sub(now).Hours() / 24)
		seen = append(seen, "Signed by "+issuer(s.leaf)+", good until "+s.leaf.NotAfter.UTC().Format(time.DateOnly)+" ("+count(days, "day")+").")
	}
	switch {
	case s.distrust != "":
		why := distrusts[s.distrust]
		if why == "" {
			why = "The connection cannot be secured."
		}
		return answer(No, "Have the server show a certificate for its name from an authority that the desk trusts; name the authority's file with --ca.",
			append([]string{why}, seen...)...)
	case s.leaf == nil:
		return answer(NotTried, "", "The certificate could not be seen.")
	case s.leaf.NotAfter.Sub(now) < soon:
		return answer(Partly, "Have the certificate renewed before it ends, and by itself from then on.", seen...)
	}
	return answer(Yes, "", seen...)
}

func issuer(leaf *x509.Certificate) string {
	for _, name := range append([]string{leaf.Issuer.CommonName}, leaf.Issuer.Organization...) {
		if name != "" {
			return name
		}
	}
	return "an authority without a name"
}

func (s *secured) encryption() Line {
	if s.version == 0 {
		return answer(NotTried, "", "No secured connection came about.")
	}
	used := tls.VersionName(s.version) + " is used."
	switch {
	case len(s.old) > 0:
		names := make([]string, len(s.old))
		for i, version := range s.old {
			names[i] = tls.VersionName(version)
		}
		return answer(No, "Have every version before TLS 1.2 switched off.", used, "Still spoken: "+strings.Join(names, " and ")+".")
	case s.through:
		return answer(Partly, "Look from a computer that reaches the portal without a proxy.", used,
			"Older versions were not tried: a proxy stands between.")
	}
	return answer(Yes, "", used, "TLS 1.0 and 1.1 are refused.")
}
