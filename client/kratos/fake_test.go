package kratos_test

import (
	"context"
	"encoding/json"
	"encoding/pem"
	"io"
	"log"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/kratos"
	"portaldesk/client/signing"
	"portaldesk/client/transport"
)

// fake is a server that answers as a Kratos v1.3.1 was seen to: testdata/identity.json is what it answered, except for the
// names of a patient. What is wanted otherwise, on holds.
type fake struct {
	*httptest.Server
	mu       sync.Mutex
	identity map[string]any
	// on answers "METHOD path" in place of the usual answer.
	on   map[string]http.HandlerFunc
	seen []string
	// courier are the messages there are; each mail that is ordered adds one of the template.
	courier  []map[string]any
	template string
}

// theID is that of the one account there is.
const theID client.AccountID = "414080c3-064f-4a5e-acc6-3164bd7ef13c"

func newFake(t *testing.T) *fake {
	t.Helper()
	text, err := os.ReadFile("testdata/identity.json")
	if err != nil {
		t.Fatal(err)
	}
	f := &fake{on: map[string]http.HandlerFunc{}, template: "recovery_valid"}
	if err := json.Unmarshal(text, &f.identity); err != nil {
		t.Fatal(err)
	}
	f.Server = httptest.NewUnstartedServer(f)
	f.Config.ErrorLog = log.New(io.Discard, "", 0)
	f.StartTLS()
	t.Cleanup(f.Close)
	return f
}

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	question := r.Method + " " + r.URL.Path
	f.mu.Lock()
	f.seen = append(f.seen, question)
	special := f.on[question]
	f.mu.Unlock()
	if special == nil {
		special = f.usual(question)
	}
	special(w, r)
}

// usual is what a Kratos answers.
func (f *fake) usual(question string) http.HandlerFunc {
	one := "/admin/identities/" + string(theID)
	switch question {
	case "GET /admin/identities":
		return f.list
	case "GET " + one:
		return f.one
	case "PATCH " + one:
		return f.patch
	case "GET " + one + "/sessions":
		return says(200, `[]`)
	case "DELETE " + one + "/sessions":
		return says(404, `{"error":{"code":404,"status":"Not Found","message":"Unable to locate the resource"}}`)
	case "GET /admin/version":
		return says(200, `{"version":"v1.3.1"}`)
	case "GET /admin/courier/messages":
		return f.messages
	case "GET /schemas":
		return f.schemas
	case "GET /self-service/recovery/api", "GET /self-service/verification/api":
		return says(200, `{"id":"e010c86d-0073-48ef-b176-28cd29e00038","type":"api","state":"choose_method","active":"code","ui":{"nodes":[]},"expires_at":"2126-11-22T19:24:55Z"}`)
	case "POST /self-service/recovery", "POST /self-service/verification":
		return f.enter
	}
	return says(404, `{"error":{"code":404,"status":"Not Found","message":"Unable to locate the resource"}}`)
}

func says(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func (f *fake) answer(w http.ResponseWriter, what any) {
	f.mu.Lock()
	text, _ := json.Marshal(what)
	f.mu.Unlock()
	says(200, string(text))(w, nil)
}

func (f *fake) one(w http.ResponseWriter, _ *http.Request)  { f.answer(w, f.identity) }
func (f *fake) list(w http.ResponseWriter, _ *http.Request) { f.answer(w, []any{f.identity}) }
func (f *fake) messages(w http.ResponseWriter, _ *http.Request) {
	f.answer(w, append([]map[string]any{}, f.courier...))
}

func (f *fake) schemas(w http.ResponseWriter, _ *http.Request) {
	text, _ := os.ReadFile("testdata/schema.json")
	says(200, `[{"id":"patient","schema":`+string(text)+`}]`)(w, nil)
}

// patch knows the state and the traits.
func (f *fake) patch(w http.ResponseWriter, r *http.Request) {
	var steps []struct {
		Path  string
		Value any
	}
	_ = json.NewDecoder(r.Body).Decode(&steps)
	f.mu.Lock()
	f.put(steps[0].Path, steps[0].Value)
	f.mu.Unlock()
	f.one(w, r)
}

func (f *fake) put(path string, value any) {
	if path == "/state" {
		f.identity["state"] = value
		return
	}
	traits := maps.Clone(f.identity["traits"].(map[string]any))
	traits[strings.TrimPrefix(path, "/traits/")] = value
	f.identity["traits"] = traits
}

// enter mails what a flow mails, or misses the address.
func (f *fake) enter(w http.ResponseWriter, r *http.Request) {
	var entered struct{ Method, Email string }
	_ = json.NewDecoder(r.Body).Decode(&entered)
	if entered.Email == "" {
		says(400, `{"id":"e010c86d-0073-48ef-b176-28cd29e00038","state":"choose_method","ui":{"nodes":[]}}`)(w, r)
		return
	}
	f.mu.Lock()
	if f.template != "" {
		f.courier = slices.Insert(f.courier, 0, map[string]any{
			"id": "m" + string(rune('0'+len(f.courier))), "status": "queued", "type": "email", "recipient": entered.Email,
			"template_type": f.template, "created_at": "2026-11-22T18:24:55Z",
		})
	}
	f.mu.Unlock()
	says(200, `{"id":"e010c86d-0073-48ef-b176-28cd29e00038","state":"sent_email","ui":{"nodes":[]}}`)(w, r)
}

// answers makes it answer this in place of what a Kratos would.
func (f *fake) answers(question string, with http.HandlerFunc) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.on[question] = with
}

// mails makes it mail by another template from now on, or nothing at all.
func (f *fake) mails(template string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.template = template
}

// asked answers how often the server was asked this.
func (f *fake) asked(question string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := 0
	for _, seen := range f.seen {
		if seen == question {
			n++
		}
	}
	return n
}

// quick lets no test wait; pause is told of each wait.
type quick struct{ pause func(time.Duration) }

func (q quick) Now() time.Time { return time.Now() }

func (q quick) Sleep(ctx context.Context, d time.Duration) error {
	if q.pause != nil {
		q.pause(d)
	}
	return ctx.Err()
}

func (f *fake) transport() transport.Config {
	ca := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: f.Certificate().Raw})
	return transport.Config{BaseURL: f.URL, CAPEM: ca, Clock: quick{}}
}

// client is a desk signed in at the fake.
func (f *fake) client(t *testing.T) *kratos.Client {
	t.Helper()
	return signedIn(t, kratos.Config{Transport: f.transport(), PublicURL: f.URL})
}

func signedIn(t *testing.T, config kratos.Config) *kratos.Client {
	t.Helper()
	signer, err := signing.New(signing.Config{Way: client.SignInNone}, &keeper{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := kratos.New(config, signer)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.SignIn(t.Context(), client.Credentials{Login: "mortiz"}); err != nil {
		t.Fatal(err)
	}
	return c
}

// order is a change of the account as it is now.
func order(t *testing.T, c *kratos.Client) client.Change {
	t.Helper()
	a, err := c.Account(t.Context(), theID)
	if err != nil {
		t.Fatal(err)
	}
	return client.Change{Account: theID, Version: a.Version, Key: newKey()}
}
