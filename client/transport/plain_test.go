package transport_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/transport"
)

func plain(t *testing.T, config transport.Config) *http.Client {
	t.Helper()
	c, err := transport.HTTPClient(config)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestABareClientCutsOffWhatIsTooLong(t *testing.T) {
	portal := newPortal(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, strings.Repeat("x", 2000))
	})
	config := portal.config()
	for limit, whole := range map[int64]bool{2000: true, 1999: false} {
		config.MaxBody = limit
		response, err := plain(t, config).Get(portal.URL)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if _, cut := errors.AsType[*http.MaxBytesError](err); cut == whole || int64(len(body)) > limit {
			t.Errorf("limit %d: read %d bytes, %v", limit, len(body), err)
		}
	}
}

func TestABareClientFollowsNoRedirect(t *testing.T) {
	portal := newPortal(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/elsewhere", http.StatusFound) })
	response, err := plain(t, portal.config()).Get(portal.URL)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	if response.StatusCode != http.StatusFound || len(portal.requests()) != 1 {
		t.Errorf("status %d after %d requests", response.StatusCode, len(portal.requests()))
	}
}

func TestWhatABareClientLost(t *testing.T) {
	hang := make(chan struct{})
	portal := newPortal(t, func(http.ResponseWriter, *http.Request) { <-hang })
	t.Cleanup(func() { close(hang) })
	config := portal.config()
	config.Timeout = 50 * time.Millisecond
	strange := config
	strange.CAPEM = nil
	for _, test := range []struct {
		config transport.Config
		url    string
		kind   client.Kind
		code   string
	}{
		{config, portal.URL + "/?q=hunter2", client.Offline, transport.TimedOut},
		{strange, portal.URL, client.Untrusted, transport.SelfSigned},
		{config, "https://127.0.0.1:1", client.Offline, transport.ConnectionRefused},
	} {
		_, err := plain(t, test.config).Get(test.url)
		fault := transport.Lost(t.Context(), "read", err)
		wantKind(t, fault, test.kind, test.code)
		if strings.Contains(fault.Error(), "hunter2") {
			t.Errorf("the error tells what was asked: %v", fault)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	wantKind(t, transport.Lost(ctx, "read", ctx.Err()), client.Canceled, "")
}
