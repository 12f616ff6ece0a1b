package oidc_test

import (
	"bytes"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/oidc"
	"portaldesk/client/oidc/providertest"
)

// hidden is in everything a hostile provider says, and must not come back out.
const hidden = "hunter2"

// desk is a client of a provider, and what it wrote to its log.
type desk struct {
	*oidc.Client
	t    *testing.T
	mu   sync.Mutex
	logs bytes.Buffer
}

func (d *desk) Write(line []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.logs.Write(line)
}

func newDesk(t *testing.T, p *providertest.Provider, change func(*oidc.Config)) *desk {
	t.Helper()
	d := &desk{t: t}
	config := oidc.Config{
		Issuer: p.Issuer, ClientID: providertest.ClientID, Transport: p.Transport(), Patience: 30 * time.Second,
	}
	config.Transport.Logger = slog.New(slog.NewTextHandler(d, &slog.HandlerOptions{Level: slog.LevelDebug}))
	change(&config)
	c, err := oidc.New(config)
	if err != nil {
		t.Fatal(err)
	}
	d.Client = c
	return d
}

func asIs(*oidc.Config) {}

// signIn goes through the browser.
func (d *desk) signIn(show func(client.SignInPage) error) (oidc.Grant, error) {
	return d.SignIn(d.t.Context(), oidc.Request{Op: "signIn", Show: show})
}

// refused wants a kind and a code, and that neither the error nor the log tells what the provider said.
func (d *desk) refused(err error, kind client.Kind, code string) {
	d.t.Helper()
	if client.KindOf(err) != kind || client.CodeOf(err) != code {
		d.t.Errorf("got %v; want %s (%s)", err, kind, code)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, told := range []string{err.Error(), d.logs.String()} {
		if strings.Contains(told, hidden) || strings.Contains(told, "eyJ") {
			d.t.Errorf("what the provider said is told: %s", told)
		}
	}
}

// never must not be shown a page.
func never(t *testing.T) func(client.SignInPage) error {
	return func(client.SignInPage) error { t.Error("a page was shown"); return nil }
}
