package transport_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"portaldesk/client"
	"portaldesk/client/transport"
)

func TestWhatIsSent(t *testing.T) {
	portal := newPortal(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"v2"`)
		answerJSON(http.StatusCreated, `{"name":"y","unknown":[1]}`)(w, r)
	})
	request := write("k-1")
	request.Query = url.Values{"q": {"a&b"}}
	request.Header = http.Header{"Accept-Language": {"es"}}
	request.IfMatch = `"v1"`
	request.Want = []int{http.StatusCreated}
	config := portal.config()
	config.BaseURL += "/portal/"
	response, err := mustNew(t, config).Do(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	want := seen{"POST", "/portal/v1/things?q=a%26b", "k-1", `{"name":"x","n":1}`, "", `"v1"`, "es", "application/json"}
	if got := portal.requests()[0]; got != want {
		t.Errorf("sent %+v, want %+v", got, want)
	}
	if response.Status != http.StatusCreated || response.Version() != `"v2"` || request.Out.(*answer).Name != "y" {
		t.Errorf("read %+v, %+v", response, request.Out)
	}
}

func TestCookiesAreNotKept(t *testing.T) {
	cookies := 0
	portal := newPortal(t, func(w http.ResponseWriter, r *http.Request) {
		cookies += len(r.Cookies())
		http.SetCookie(w, &http.Cookie{Name: "track", Value: "1"})
		answerJSON(200, `{}`)(w, r)
	})
	c := portal.client(t)
	for range 2 {
		if _, err := c.Do(t.Context(), read(&answer{})); err != nil {
			t.Fatal(err)
		}
	}
	if cookies != 0 {
		t.Error("a cookie came back")
	}
}

func TestPath(t *testing.T) {
	for want, segments := range map[string][]string{
		"/v1/accounts/a-1":          {"v1", "accounts", "a-1"},
		"/v1/accounts/a%2Fb%3Fq=1":  {"v1", "accounts", "a/b?q=1"},
		"/v1/accounts/..%2Fsession": {"v1", "accounts", "../session"},
		"/v1/%25":                   {"v1", "%"},
	} {
		if got, err := transport.Path(segments...); err != nil || got != want {
			t.Errorf("%q: got %q, %v", segments, got, err)
		}
	}
	for _, bad := range []string{"", ".", ".."} {
		if got, err := transport.Path("v1", bad); err == nil {
			t.Errorf("%q: taken as %q", bad, got)
		}
	}
}

func TestABodyThatIsNoJSONIsNotSent(t *testing.T) {
	portal := newPortal(t, answerJSON(200, `{}`))
	request := write("k-1")
	request.Body = func() {}
	_, err := portal.client(t).Do(t.Context(), request)
	wantKind(t, err, client.Protocol, "body-not-json")
	if n := len(portal.requests()); n != 0 {
		t.Errorf("sent %d times", n)
	}
}

// Whatever goes wrong, neither the error nor the log may say what was asked, sent, answered or with which token.
func TestNothingThatIsSecretIsTold(t *testing.T) {
	const secret = "hunter2"
	for name, handler := range map[string]http.HandlerFunc{
		"dropped":     drop,
		"malformed":   answerJSON(200, `{"name": hunter2}`),
		"wrong type":  answerJSON(200, `{"n":"hunter2"}`),
		"problem":     problem(409, "taken", `,"detail":"hunter2 is taken","fields":[{"field":"x","code":"hunter2 is taken"}]`),
		"redirect":    func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/"+secret, http.StatusFound) },
		"garbage":     garbage("hunter2 " + secret + "\r\n\r\n"),
		"bad header":  garbage("HTTP/1.1 200 OK\r\nhunter2 : x\r\n\r\n"),
		"bad length":  garbage("HTTP/1.1 200 OK\r\nContent-Length: hunter2\r\n\r\n"),
		"bad chunks":  garbage("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nhunter2\r\n"),
		"bad coding":  garbage("HTTP/1.1 200 OK\r\nTransfer-Encoding: hunter2\r\n\r\n"),
		"long header": garbage("HTTP/1.1 200 OK\r\nX: " + strings.Repeat(secret, 20_000) + "\r\n\r\n"),
	} {
		t.Run(name, func(t *testing.T) {
			portal := newPortal(t, handler)
			request := write("k-1")
			request.Query = url.Values{"q": {secret}}
			request.Body = answer{Name: secret}
			keeper := &keeper{tokens: client.Tokens{Access: secret, Refresh: secret}}
			_, err := portal.client(t).WithSession(keeper, nil).Do(t.Context(), request)
			if err == nil {
				t.Fatal("no error")
			}
			if strings.Contains(err.Error(), secret) {
				t.Errorf("the error tells it: %v", err)
			}
			if strings.Contains(portal.logs.String(), secret) {
				t.Errorf("the log tells it: %s", portal.logs.String())
			}
		})
	}
}

// garbage writes raw bytes where an answer should be.
func garbage(raw string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		connection, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		defer connection.Close()
		_, _ = connection.Write([]byte(raw))
	}
}
