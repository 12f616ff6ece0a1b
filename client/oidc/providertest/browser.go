package providertest

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"portaldesk/client"
)

// Browser plays the agent's browser: it goes where it is sent, and keeps what it was shown last.
type Browser struct {
	t      testing.TB
	client *http.Client
	going  sync.WaitGroup

	mu     sync.Mutex
	page   client.SignInPage
	status int
	body   string
}

// NewBrowser makes a browser that trusts the provider.
func (p *Provider) NewBrowser(t testing.TB) *Browser {
	roots := x509.NewCertPool()
	roots.AddCert(p.server.Certificate())
	connection := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}
	b := &Browser{t: t, client: &http.Client{Transport: connection}}
	t.Cleanup(func() { b.going.Wait(); connection.CloseIdleConnections() })
	return b
}

// Show is for [client.Credentials].
func (b *Browser) Show(page client.SignInPage) error {
	b.mu.Lock()
	b.page = page
	b.mu.Unlock()
	b.going.Go(func() {
		response, err := b.client.Get(page.URL)
		if err != nil {
			b.t.Error("the browser:", strings.ReplaceAll(err.Error(), page.URL, "…"))
			return
		}
		defer response.Body.Close()
		body, _ := io.ReadAll(response.Body)
		b.mu.Lock()
		defer b.mu.Unlock()
		b.status, b.body = response.StatusCode, string(body)
	})
	return nil
}

// Page is what it was asked to show.
func (b *Browser) Page() client.SignInPage {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.page
}

// Sees is what it ended at.
func (b *Browser) Sees() (status int, body string) {
	b.going.Wait()
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.status, b.body
}
