package scorecard

import (
	"context"
	"crypto/tls"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// bare is what requests saw that belong to nobody.
type bare struct {
	path     string // what was asked for: a list of patients
	stranger reply  // without a session
	forged   reply  // with a token that was made up
	plain    reply  // without encryption, at the same port
	port80   *reply // without encryption, where http is at home; nil where the portal is not at home at https
	skew     time.Duration
}

// reply is how a request was answered. Its body is nobody's business.
type reply struct {
	status   int
	header   http.Header
	location string
	failed   bool // there was no answer
}

// list is the address of a list of patients, by which the kind of server is asked who may see it.
func list(kind, base string) string {
	base = strings.TrimRight(base, "/")
	switch kind {
	case kindKeycloak:
		server, realm, _ := strings.Cut(base, "/realms/")
		return server + "/admin/realms/" + realm + "/users?max=1"
	case kindKratos:
		return base + "/admin/identities?page_size=1"
	case kindSCIM:
		return base + "/Users?count=1"
	default:
		return base + "/v1/accounts?status=active&limit=1"
	}
}

// connect asks for a list of patients as a stranger does, and looks at the connection that this takes. The error says that
// nobody is there.
func (f *findings) connect(ctx context.Context) error {
	config := f.subject.Transport
	asking, err := transport.HTTPClient(config)
	if err != nil {
		return err
	}
	defer asking.CloseIdleConnections()
	address, err := url.Parse(list(f.subject.Kind, config.BaseURL))
	if err != nil {
		return &client.Error{Op: "connect", Kind: client.Invalid, Code: "url-malformed"}
	}
	f.bare.path = address.Path
	stranger, state, err := ask(ctx, asking, address.String(), "")
	if err != nil {
		fault := transport.Lost(ctx, "connect", err)
		if fault.Kind != client.Untrusted {
			return fault
		}
		f.secured.distrust = fault.Code
	}
	f.bare.stranger, f.bare.skew = stranger, skew(stranger.header, f.subject.Now())
	f.secured.look(ctx, config, address, state)
	if f.secured.distrust == "" {
		f.bare.forged, _, _ = ask(ctx, asking, address.String(), "made-up")
	}
	f.bare.unencrypted(ctx, address)
	return ctx.Err()
}

// ask makes one request and forgets what was answered but for its head.
func ask(ctx context.Context, asking *http.Client, address, token string) (reply, *tls.ConnectionState, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return reply{failed: true}, nil, err
	}
	request.Header.Set("Accept", "application/json")
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	answer, err := asking.Do(request)
	if err != nil {
		return reply{failed: true}, nil, err
	}
	defer answer.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, 64<<10)) // lets the connection be used again
	return reply{status: answer.StatusCode, header: answer.Header, location: answer.Header.Get("Location")}, answer.TLS, nil
}

// unencrypted asks for nothing in particular at the door where no encryption is asked for: no patient is named in it.
func (b *bare) unencrypted(ctx context.Context, address *url.URL) {
	port := address.Port()
	if port == "" {
		port = "443"
	}
	asking := &http.Client{
		Timeout:       5 * time.Second,
		Transport:     &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	b.plain, _, _ = ask(ctx, asking, "http://"+host(address, port)+"/", "")
	if port == "443" {
		answer, _, _ := ask(ctx, asking, "http://"+host(address, "80")+"/", "")
		b.port80 = &answer
	}
}

// tells says that a request was answered with data, as against a page for people.
func (r reply) tells() bool {
	return r.status < 300 && strings.Contains(r.header.Get("Content-Type"), "json")
}

// refused says that a request got nothing: no answer, a refusal, or the way to the encrypted door.
func (r reply) refused() bool {
	return r.failed || r.status >= 400 || r.status >= 300 && strings.HasPrefix(r.location, "https://")
}

// skew is by how much the portal's clock is ahead of ours, 0 where it does not say.
func skew(header http.Header, now time.Time) time.Duration {
	theirs, err := http.ParseTime(header.Get("Date"))
	if err != nil {
		return 0
	}
	return theirs.Sub(now).Round(time.Second)
}
