//go:build torture

package app_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// toxiproxy stands between the desk and the portal and spoils what goes through it. It is a process of its own: what it needs has no
// place among what the program is built of.
type toxiproxy struct {
	t *testing.T
	// api is the address it takes orders at, listens the one that leads to the portal.
	api, listens string
}

const toxiproxyModule = "../.ci/toxiproxy"

// startToxiproxy starts one in front of the address "host:port".
func startToxiproxy(t *testing.T, upstream string) toxiproxy {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "toxiproxy")
	build := exec.Command("go", "build", "-C", toxiproxyModule, "-o", binary, "github.com/Shopify/toxiproxy/v2/cmd/server")
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	p := toxiproxy{t, "", freePort(t)}
	host, port, _ := net.SplitHostPort(freePort(t))
	p.api = "http://" + net.JoinHostPort(host, port)
	process := exec.Command(binary, "-host", host, "-port", port)
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = process.Process.Kill(); _ = process.Wait() })
	eventually(t, "toxiproxy answers", func() bool {
		answer, err := http.Get(p.api + "/version")
		if err == nil {
			answer.Body.Close()
		}
		return err == nil
	})
	p.order(http.MethodPost, "/proxies", map[string]any{"name": "portal", "listen": p.listens, "upstream": upstream, "enabled": true})
	return p
}

func freePort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

func (p toxiproxy) order(method, path string, what any) {
	p.t.Helper()
	body, err := json.Marshal(what)
	if err != nil {
		p.t.Fatal(err)
	}
	request, err := http.NewRequest(method, p.api+path, bytes.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	answer, err := (&http.Client{Timeout: 10 * time.Second}).Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	defer answer.Body.Close()
	if said, _ := io.ReadAll(answer.Body); answer.StatusCode >= 300 {
		p.t.Fatalf("%s %s: %d %s", method, path, answer.StatusCode, said)
	}
}

// toxic is one way of spoiling, in toxiproxy's words.
type toxic struct {
	Type       string         `json:"type"`
	Stream     string         `json:"stream"`
	Attributes map[string]int `json:"attributes"`
}

// spoils lets only these toxics work from now on, also on what is under way.
func (p toxiproxy) spoils(toxics ...toxic) {
	p.t.Helper()
	p.order(http.MethodPost, "/reset", nil)
	for _, one := range toxics {
		p.order(http.MethodPost, "/proxies/portal/toxics", one)
	}
}
