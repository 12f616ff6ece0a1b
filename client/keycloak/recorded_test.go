package keycloak_test

import (
	"context"
	"encoding/pem"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/keycloak"
	"portaldesk/client/signing"
	"portaldesk/client/transport"
)

// recorded answers as a Keycloak 26.7.3 did, by method and path below the realm's admin API.
type recorded struct {
	*httptest.Server
	mu      sync.Mutex
	answers map[string]answer
	after   map[string]map[string]string // request -> answers from then on
	sent    []sent
	// ahead is how far the desk's clock has moved on.
	ahead atomic.Int64
	// issuer is what the realm calls itself.
	issuer string
	// meanwhile is what happens while the desk waits.
	meanwhile func()
	// held are answers that wait until they are let go.
	held map[string]chan struct{}
}

type answer struct {
	status int
	body   string
	header http.Header
}

type sent struct{ method, path, body string }

const (
	accountID = "af956c55-9813-4e1a-b77d-d0062b9381d6"
	agentID   = "7321ba8b-e8f0-47da-bf99-33b777336507"

	recordedUser = `{"id":"af956c55-9813-4e1a-b77d-d0062b9381d6","username":"p0010.haddad","firstName":"Raj","lastName":"Haddad","email":"raj.haddad.10@example.com","emailVerified":true,"attributes":{"phone":["+12125550010"],"mrn":["MRN-4000010"],"locale":["en"],"birthDate":["1970-11-12"]},"enabled":true,"createdTimestamp":1700000600000,"totp":false,"disableableCredentialTypes":[],"requiredActions":[],"notBefore":0,"access":{"manageGroupMembership":true,"resetPassword":true,"view":true,"mapRoles":true,"impersonate":false,"manage":true}}`

	recordedLocked = `{"failedLoginNotBefore":1795370733,"numFailures":5,"numTemporaryLockouts":1,"disabled":true,"numSecondaryAuthFailures":0,"lastIPFailure":"127.0.0.1","lastFailure":1795370433450}`

	recordedUpdate = `{"id":"0184fa6b-3e4b-4c50-811d-9d278511ea5f","time":1795370460550,"realmId":"0db76b31-44c2-41db-998e-6f7242ba0002","authDetails":{"realmId":"0db76b31-44c2-41db-998e-6f7242ba0002","clientId":"b79de2cc-29c5-415a-9e03-7e8ce66d4027","userId":"7321ba8b-e8f0-47da-bf99-33b777336507","ipAddress":"127.0.0.1"},"operationType":"UPDATE","resourceType":"USER","resourcePath":"users/af956c55-9813-4e1a-b77d-d0062b9381d6","representation":"{\"email\":\"new10@example.com\"}"}`
)

// recordedAnswers are those of an agent who may do everything, in a realm that has everything on.
func recordedAnswers() map[string]answer {
	return map[string]answer{
		"GET ":                                                    {body: `{"realm":"patients","displayName":"Riverside Patient Portal","registrationEmailAsUsername":false,"bruteForceProtected":true,"supportedLocales":["en","es"],"defaultLocale":"en","organizationsEnabled":false}`},
		"GET /events/config":                                      {body: `{"eventsEnabled":true,"eventsExpiration":2592000,"eventsListeners":["jboss-logging"],"enabledEventTypes":["LOGIN","LOGIN_ERROR"],"adminEventsEnabled":true,"adminEventsDetailsEnabled":true}`},
		"GET /users/profile/metadata":                             {body: `{"attributes":[{"name":"username","displayName":"${username}","required":true,"readOnly":false,"validators":{}},{"name":"mrn","displayName":"Medical record number"},{"name":"birthDate","displayName":"Date of birth"},{"name":"phone","displayName":"Mobile phone"}],"groups":[]}`},
		"GET /users":                                              {body: "[" + recordedUser + "]"},
		"GET /ui-ext/brute-force-user":                            {body: "[" + recordedUser + "]"},
		"GET /users/" + accountID:                                 {body: recordedUser},
		"GET /users/" + accountID + "/credentials":                {body: `[{"id":"25bb0b66-85ad-4c1d-a97a-e9f7acd6ab44","type":"password","createdDate":1795370389010,"credentialData":"{\"hashIterations\":1000,\"algorithm\":\"pbkdf2-sha512\",\"additionalParameters\":{}}"}]`},
		"GET /users/" + accountID + "/sessions":                   {body: `[]`},
		"GET /users/" + accountID + "/consents":                   {body: `[]`},
		"GET /attack-detection/brute-force/users/" + accountID:    {body: `{"failedLoginNotBefore":0,"numFailures":0,"numTemporaryLockouts":0,"disabled":false,"numSecondaryAuthFailures":0,"lastIPFailure":"n/a","lastFailure":0}`},
		"GET /events":                                             {body: `[]`},
		"GET /admin-events":                                       {body: `[]`},
		"PUT /users/" + accountID:                                 {status: 204},
		"PUT /users/" + accountID + "/reset-password":             {status: 204},
		"PUT /users/" + accountID + "/execute-actions-email":      {status: 204},
		"PUT /users/" + accountID + "/send-verify-email":          {status: 204},
		"POST /users/" + accountID + "/logout":                    {status: 204},
		"DELETE /attack-detection/brute-force/users/" + accountID: {status: 204},
	}
}

func newRecorded(t *testing.T) *recorded {
	t.Helper()
	r := &recorded{answers: recordedAnswers()}
	r.Server = httptest.NewUnstartedServer(http.HandlerFunc(r.serve))
	r.Config.ErrorLog = log.New(io.Discard, "", 0) // of connections that were opened ahead and not needed
	r.StartTLS()
	r.issuer = r.URL + "/realms/patients"
	t.Cleanup(r.Close)
	return r
}

// gives changes an answer.
func (r *recorded) gives(request string, status int, body string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answers[request] = answer{status: status, body: body}
}

// afterwards changes answers as soon as something was asked.
func (r *recorded) afterwards(request string, answers map[string]string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.after == nil {
		r.after = map[string]map[string]string{}
	}
	r.after[request] = answers
}

// hold has an answer wait, as it is now, until it is let go.
func (r *recorded) hold(request string) (letGo func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	held := make(chan struct{})
	r.held = map[string]chan struct{}{request: held}
	return func() { r.free(); close(held) }
}

// free lets later answers go at once.
func (r *recorded) free() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.held = nil
}

func (r *recorded) serve(w http.ResponseWriter, request *http.Request) {
	body, _ := io.ReadAll(request.Body)
	path := strings.TrimPrefix(request.URL.Path, "/admin/realms/patients")
	r.mu.Lock()
	r.sent = append(r.sent, sent{request.Method, path, string(body)})
	a, known := r.answers[request.Method+" "+path]
	for other, body := range r.after[request.Method+" "+path] {
		r.answers[other] = answer{body: body}
	}
	held := r.held[request.Method+" "+path]
	r.mu.Unlock()
	if held != nil {
		<-held
	}
	if request.URL.Path == "/realms/patients/.well-known/openid-configuration" {
		a, known = answer{body: `{"issuer":"` + r.issuer + `"}`}, true
	}
	if !known {
		a = answer{status: http.StatusNotFound, body: `{"error":"HTTP 404 Not Found"}`}
	}
	w.Header().Set("Content-Type", "application/json")
	for name, values := range a.header {
		w.Header()[name] = values
	}
	if a.status != 0 {
		w.WriteHeader(a.status)
	}
	_, _ = io.WriteString(w, a.body)
}

// written are the bodies sent to a path by a method.
func (r *recorded) written(method, path string) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var bodies []string
	for _, s := range r.sent {
		if s.method == method && s.path == path {
			bodies = append(bodies, s.body)
		}
	}
	return bodies
}

// unsigned is a desk at which nobody has signed in.
func (r *recorded) unsigned(t *testing.T) *keycloak.Client {
	t.Helper()
	config := keycloak.Config{Transport: transport.Config{
		BaseURL: r.URL + "/realms/patients", Clock: atOnce{r},
		CAPEM: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: r.Certificate().Raw}),
	}}
	config.Now = func() time.Time { return time.Now().Add(time.Duration(r.ahead.Load())) }
	signer, err := signing.New(signing.Config{Way: client.SignInToken, Transport: config.Transport}, &held{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := keycloak.New(config, signer)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (r *recorded) desk(t *testing.T) *keycloak.Client {
	t.Helper()
	c := r.unsigned(t)
	if _, err := c.SignIn(t.Context(), client.Credentials{Login: agentID, Token: "c2VjcmV0"}); err != nil {
		t.Fatal(err)
	}
	return c
}

// change names the recorded account as it is.
func change(t *testing.T, c *keycloak.Client) client.Change {
	t.Helper()
	a, err := c.Account(t.Context(), accountID)
	if err != nil {
		t.Fatal(err)
	}
	return client.Change{Account: a.ID, Version: a.Version}
}

// atOnce is a clock on which waiting takes no time.
type atOnce struct{ r *recorded }

func (atOnce) Now() time.Time { return time.Now() }

func (c atOnce) Sleep(ctx context.Context, _ time.Duration) error {
	if c.r.meanwhile != nil {
		c.r.meanwhile()
	}
	return ctx.Err()
}

// held keeps tokens in memory.
type held struct {
	mu     sync.Mutex
	tokens client.Tokens
}

func (h *held) Tokens() (client.Tokens, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.tokens, nil
}

func (h *held) Keep(tokens client.Tokens) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.tokens = tokens
	return nil
}

func (h *held) Forget() error { return h.Keep(client.Tokens{}) }
