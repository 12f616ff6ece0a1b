package loopback_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"portaldesk/client/oidc/loopback"
)

const state = "the-state"

func open(t *testing.T) *loopback.Receiver {
	t.Helper()
	r, err := loopback.Open(state)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// visit asks and answers what came back.
func visit(t *testing.T, request *http.Request) (*http.Response, string) {
	t.Helper()
	connection := &http.Transport{}
	defer connection.CloseIdleConnections()
	response, err := connection.RoundTrip(request)
	if err != nil {
		t.Error(err)
		return &http.Response{}, ""
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Error(err)
	}
	return response, string(body)
}

func get(t *testing.T, address string) *http.Request {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	return request
}

func TestTheAnswerIsReceivedAndTheBrowserToldHowItWent(t *testing.T) {
	for good, title := range map[bool]string{true: "You are signed in", false: "You are not signed in"} {
		r := open(t)
		var browser sync.WaitGroup
		var response *http.Response
		var page string
		browser.Go(func() { response, page = visit(t, get(t, r.RedirectURI()+"?state="+state+"&code=c%261")) })
		answer, err := r.Receive(t.Context())
		if err != nil || answer.Get("code") != "c&1" {
			t.Errorf("received %v, %v", answer, err)
		}
		r.Close(good)
		browser.Wait()
		if response.StatusCode != http.StatusOK || !strings.Contains(page, title) || !strings.Contains(page, "</html>") {
			t.Errorf("the browser was told %d %s", response.StatusCode, page)
		}
		header := response.Header
		if header.Get("Cache-Control") != "no-store" || header.Get("Referrer-Policy") != "no-referrer" ||
			!strings.Contains(header.Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("headers %v", header)
		}
	}
}

func TestWhatIsNotTheAnswerIsRefusedAndNotWaitedFor(t *testing.T) {
	r := open(t)
	address, err := url.Parse(r.RedirectURI())
	if err != nil {
		t.Fatal(err)
	}
	post := get(t, r.RedirectURI()+"?state="+state)
	post.Method = http.MethodPost
	rebound := get(t, r.RedirectURI()+"?state="+state)
	rebound.Host = "evil.example"
	named := get(t, r.RedirectURI()+"?state="+state)
	named.Host = "localhost:" + address.Port()
	for name, test := range map[string]struct {
		request *http.Request
		status  int
	}{
		"no state":      {get(t, r.RedirectURI()+"?code=c"), 400},
		"wrong state":   {get(t, r.RedirectURI()+"?code=c&state=the-statf"), 400},
		"part of it":    {get(t, r.RedirectURI()+"?code=c&state=the"), 400},
		"two states":    {get(t, r.RedirectURI()+"?code=c&state="+state+"&state="+state), 400},
		"two codes":     {get(t, r.RedirectURI()+"?code=c&code=d&state="+state), 400},
		"another path":  {get(t, "http://"+address.Host+"/favicon.ico?state="+state), 404},
		"the root":      {get(t, "http://"+address.Host+"/?state="+state), 404},
		"a post":        {post, 405},
		"another host":  {rebound, 404},
		"by its name":   {named, 404},
		"a long header": {get(t, r.RedirectURI()+"?state="+state+"&x="+strings.Repeat("x", 64<<10)), 431},
	} {
		if response, _ := visit(t, test.request); response.StatusCode != test.status {
			t.Errorf("%s: answered %d, want %d", name, response.StatusCode, test.status)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if answer, err := r.Receive(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("received %v, %v", answer, err)
	}
	var browser sync.WaitGroup
	browser.Go(func() { visit(t, get(t, r.RedirectURI()+"?code=good&state="+state)) })
	if answer, err := r.Receive(t.Context()); err != nil || answer.Get("code") != "good" {
		t.Errorf("after all that received %v, %v", answer, err)
	}
	r.Close(true)
	browser.Wait()
}

func TestTheAnswerComesOnce(t *testing.T) {
	r := open(t)
	var browsers sync.WaitGroup
	statuses := make(chan int, 8)
	for range cap(statuses) {
		browsers.Go(func() {
			response, _ := visit(t, get(t, r.RedirectURI()+"?code=c&state="+state))
			statuses <- response.StatusCode
		})
	}
	if _, err := r.Receive(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range cap(statuses) - 1 {
		if status := <-statuses; status != http.StatusGone {
			t.Errorf("a second answer got %d", status)
		}
	}
	r.Close(true)
	browsers.Wait()
	if status := <-statuses; status != http.StatusOK {
		t.Errorf("the first answer got %d", status)
	}
}

func TestAfterItIsClosedNobodyListens(t *testing.T) {
	r := open(t)
	idle, err := net.Dial("tcp", strings.TrimSuffix(strings.TrimPrefix(r.RedirectURI(), "http://"), loopback.Path))
	if err != nil {
		t.Fatal(err)
	}
	defer idle.Close()
	r.Close(false)
	if connection, err := net.Dial("tcp", idle.RemoteAddr().String()); err == nil {
		_ = connection.Close()
		t.Error("the port is still open")
	}
	if _, err := idle.Read(make([]byte, 1)); err == nil {
		t.Error("a connection is still open")
	}
}
