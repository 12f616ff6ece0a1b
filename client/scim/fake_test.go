package scim_test

import (
	"context"
	"encoding/json"
	"encoding/pem"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/scim"
	"portaldesk/client/transport"
)

// fake is a server over TLS that answers as others were seen to, and keeps what it was asked.
type fake struct {
	*httptest.Server
	// config is what it says of itself; users what it has. write answers a PATCH, look one that looks up, describe who asks
	// what it is; nil are the usual.
	config                string
	write, look, describe http.HandlerFunc
	mu                    sync.Mutex
	users                 map[string]string
	asked                 []asked
}

type asked struct{ method, path, query, body, ifMatch string }

const (
	plainConfig  = `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],"patch":{"supported":true},"filter":{"supported":true,"maxResults":200},"changePassword":{"supported":true},"etag":{"supported":false}}`
	maria        = `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"7","userName":"maria.1","active":true,"name":{"familyName":"Alvarez","givenName":"Maria"},"emails":[{"value":"maria@example.com","type":"home","primary":true},{"value":"m@work.example","type":"work"}],"phoneNumbers":[{"value":"tel:+1-212-555-0199","type":"mobile"}],"meta":{"version":"W/\"1\"","created":"2026-01-02T03:04:05Z"}}`
	listOpen     = `{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"startIndex":1,"totalResults":`
	errorOpen    = `{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"detail":"Maria Alvarez is not welcome","status":`
	usersPath    = "/scim/v2/Users"
	searchPath   = usersPath + "/.search"
	strangerUser = `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"8","userName":"zoe.2","active":true,"name":{"familyName":"Young","givenName":"Zoe"}}`
)

func newFake(t *testing.T) *fake {
	t.Helper()
	f := &fake{config: plainConfig, users: map[string]string{"7": maria}}
	f.Server = httptest.NewUnstartedServer(http.HandlerFunc(f.serve))
	f.Config.ErrorLog = log.New(io.Discard, "", 0)
	f.StartTLS()
	t.Cleanup(f.Close)
	return f
}

func (f *fake) serve(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	f.mu.Lock()
	f.asked = append(f.asked, asked{r.Method, r.URL.Path, r.URL.RawQuery, string(body), r.Header.Get("If-Match")})
	f.mu.Unlock()
	r.Body = io.NopCloser(strings.NewReader(string(body)))
	switch {
	case strings.HasSuffix(r.URL.Path, "/ServiceProviderConfig"):
		if f.describe != nil {
			f.describe(w, r)
			return
		}
		answer(200, f.config)(w, r)
	case r.URL.Path == searchPath || r.URL.Path == usersPath:
		if f.look != nil {
			f.look(w, r)
			return
		}
		list(f.user("7"))(w, r)
	case r.Method == http.MethodPatch:
		f.write(w, r)
	case strings.HasPrefix(r.URL.Path, usersPath+"/"):
		f.read(w, r)
	default:
		answer(404, errorOpen+`"404"}`)(w, r)
	}
}

func (f *fake) read(w http.ResponseWriter, r *http.Request) {
	found := f.user(strings.TrimPrefix(r.URL.Path, usersPath+"/"))
	if found == "" {
		answer(404, errorOpen+`"404"}`)(w, r)
		return
	}
	answer(200, found)(w, r)
}

func (f *fake) user(id string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.users[id]
}

// becomes makes the account read otherwise from now on.
func (f *fake) becomes(change func(string) string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.users["7"] = change(f.users["7"])
}

func replaced(old, new string) func(string) string {
	return func(user string) string { return strings.Replace(user, old, new, 1) }
}

func (f *fake) requests(method string) []asked {
	f.mu.Lock()
	defer f.mu.Unlock()
	var some []asked
	for _, a := range f.asked {
		if a.method == method {
			some = append(some, a)
		}
	}
	return some
}

func (f *fake) transport() transport.Config {
	return transport.Config{
		BaseURL: f.URL + "/scim/v2", Timeout: 5 * time.Second, Clock: quick{},
		CAPEM: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: f.Certificate().Raw}),
	}
}

// desk is an agent signed in.
func (f *fake) desk(t *testing.T, change ...func(*scim.Config)) *scim.Client {
	t.Helper()
	config := scim.Config{Transport: f.transport()}
	for _, one := range change {
		one(&config)
	}
	c := connect(t, config)
	signIn(t, c, "t")
	return c
}

// quick is a clock that lets nobody wait.
type quick struct{}

func (quick) Now() time.Time                                   { return time.Now() }
func (quick) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

func answer(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/scim+json; charset=utf-8")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func list(users ...string) http.HandlerFunc {
	return answer(200, listOpen+number(len(users))+`,"Resources":[`+strings.Join(users, ",")+`]}`)
}

func number(n int) string {
	text, _ := json.Marshal(n)
	return string(text)
}

// refused is a refusal in SCIM's words.
func refused(status int, kind string) http.HandlerFunc {
	body := errorOpen + `"` + number(status) + `"`
	if kind != "" {
		body += `,"scimType":"` + kind + `"`
	}
	return answer(status, body+"}")
}

// order is a change to the account as the desk sees it.
func change(t *testing.T, c *scim.Client) client.Change {
	t.Helper()
	a, err := c.Account(t.Context(), "7")
	return client.Change{Account: "7", Version: must(t, a, err).Version, Key: "k"}
}
