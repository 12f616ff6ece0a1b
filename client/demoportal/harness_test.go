package demoportal_test

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/pquerna/otp/totp"

	"portaldesk/client"
	"portaldesk/client/demoportal"
)

// clock is the portal's time in tests.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 3, 2, 14, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// desk talks to a portal over HTTPS with nothing but net/http.
type desk struct {
	t      testing.TB
	portal *demoportal.Server
	clock  *clock
	http   *http.Client
	access string
	tokens client.Tokens
}

func start(t testing.TB, options demoportal.Options) *desk {
	t.Helper()
	return startOn(t, newClock(), options)
}

func startOn(t testing.TB, at *clock, options demoportal.Options) *desk {
	t.Helper()
	d := &desk{t: t, clock: at}
	if options.Now == nil {
		options.Now = d.clock.Now
	}
	if options.Accounts == 0 {
		options.Accounts = 600
	}
	options.Logger = slog.New(slog.DiscardHandler)
	portal, err := demoportal.Start(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = portal.Close() })
	d.portal, d.http = portal, trusting(portal)
	t.Cleanup(d.http.CloseIdleConnections)
	return d
}

func trusting(portal *demoportal.Server) *http.Client {
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(portal.CAPEM())
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, ForceAttemptHTTP2: true}}
}

// got is an answer.
type got struct {
	t      testing.TB
	status int
	header http.Header
	body   []byte
}

// ask is a request.
type ask struct {
	method, path string
	body         any
	key          string // "-" for none, empty for a new one
	match        string
}

func (d *desk) try(a ask) (got, error) {
	d.t.Helper()
	var body io.Reader
	if a.body != nil {
		text, err := json.Marshal(a.body)
		if err != nil {
			d.t.Fatal(err)
		}
		body = bytes.NewReader(text)
	}
	request, err := http.NewRequestWithContext(d.t.Context(), a.method, d.portal.URL()+"/v1"+a.path, body)
	if err != nil {
		d.t.Fatal(err)
	}
	if d.access != "" {
		request.Header.Set("Authorization", "Bearer "+d.access)
	}
	if a.key == "" {
		a.key = uuid.NewString()
	}
	if a.method == http.MethodPost && a.key != "-" {
		request.Header.Set("Idempotency-Key", a.key)
	}
	if a.match != "" {
		request.Header.Set("If-Match", a.match)
	}
	response, err := d.http.Do(request)
	if err != nil {
		return got{}, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return got{d.t, response.StatusCode, response.Header, text}, err
}

func (d *desk) do(a ask) got {
	d.t.Helper()
	answer, err := d.try(a)
	if err != nil {
		d.t.Fatal(err)
	}
	return answer
}

func (d *desk) get(path string) got {
	d.t.Helper()
	return d.do(ask{method: http.MethodGet, path: path})
}

func (d *desk) post(path string, body any) got {
	d.t.Helper()
	return d.do(ask{method: http.MethodPost, path: path, body: body})
}

// code is the problem's code, empty for an answer that is none.
func (g got) code() string {
	var problem struct {
		Type string `json:"type"`
	}
	if g.status < 400 || json.Unmarshal(g.body, &problem) != nil {
		return ""
	}
	return problem.Type[len("https://portaldesk.example/problems/"):]
}

func (g got) refused(status int, code string) {
	g.t.Helper()
	if g.status != status || g.code() != code {
		g.t.Fatalf("answer %d %s, want %d %s", g.status, g.body, status, code)
	}
}

func (g got) is(status int) got {
	g.t.Helper()
	if g.status != status {
		g.t.Fatalf("answer %d %s, want %d", g.status, g.body, status)
	}
	return g
}

func read[T any](g got) T {
	g.t.Helper()
	var value T
	if err := json.Unmarshal(g.body, &value); err != nil {
		g.t.Fatalf("%s: %v", g.body, err)
	}
	return value
}

type signedIn struct {
	Tokens  client.Tokens  `json:"tokens"`
	Session client.Session `json:"session"`
}

// as signs in as the agent with the login.
func (d *desk) as(login string) *desk {
	d.t.Helper()
	other := *d
	other.access = ""
	opened := read[signedIn](other.post("/session", d.credentials(login)).is(200))
	other.access, other.tokens = opened.Tokens.Access, opened.Tokens
	return &other
}

func (d *desk) credentials(login string) client.Credentials {
	d.t.Helper()
	for _, agent := range d.portal.Agents() {
		if agent.Login != login {
			continue
		}
		credentials := client.Credentials{Login: login, Password: agent.Password}
		if agent.TOTPSecret != "" {
			code, err := totp.GenerateCode(agent.TOTPSecret, d.clock.Now())
			if err != nil {
				d.t.Fatal(err)
			}
			credentials.OneTimeCode = code
		}
		return credentials
	}
	d.t.Fatalf("no agent %s", login)
	return client.Credentials{}
}

// one answers an account with the trait.
func (d *desk) one(trait demoportal.Trait) client.AccountID {
	d.t.Helper()
	found := d.portal.Sample(trait, 1)
	if len(found) == 0 {
		d.t.Fatalf("no account is %s", trait)
	}
	return found[0]
}

func (d *desk) account(id client.AccountID) client.Account {
	d.t.Helper()
	answer := d.get("/accounts/" + string(id)).is(200)
	account := read[client.Account](answer)
	account.Version = answer.header.Get("ETag")
	return account
}

func contact(account client.Account, kind client.ContactKind) client.ContactID {
	for _, c := range account.Contacts {
		if c.Kind == kind {
			return c.ID
		}
	}
	return ""
}

// begin opens a verification of the caller.
func (d *desk) begin(id client.AccountID, caller client.BeginVerification) client.Verification {
	d.t.Helper()
	return read[client.Verification](d.post("/accounts/"+string(id)+"/verifications", caller).is(201))
}

func (d *desk) step(v client.Verification, step string, body any) got {
	d.t.Helper()
	return d.post("/verifications/"+string(v.ID)+"/"+step, body)
}

// identify lets the caller tell the truth for three identifiers.
func (d *desk) identify(v client.Verification) client.Verification {
	d.t.Helper()
	truth := d.portal.Truth(v.Account)
	for _, kind := range []client.IdentifierKind{client.IdentifierName, client.IdentifierBirthDate, client.IdentifierPostcode} {
		v = read[client.Verification](d.step(v, "identifiers", client.IdentifierCheck{Kind: kind, Said: truth[kind]}).is(200))
	}
	return v
}

// callBack proves the caller out of band.
func (d *desk) callBack(v client.Verification) client.Verification {
	d.t.Helper()
	phone := contact(d.account(v.Account), client.ContactPhone)
	return read[client.Verification](d.step(v, "call-back", map[string]any{"contactId": phone}).is(200))
}

// proof is a call with a proven caller.
type proof struct {
	call  client.CallID
	token string
}

func (d *desk) proveAs(id client.AccountID, caller client.BeginVerification) proof {
	d.t.Helper()
	caller.CallID = client.CallID(uuid.NewString())
	v := d.callBack(d.identify(d.begin(id, caller)))
	return proof{call: caller.CallID, token: v.Proof.Token}
}

func (d *desk) prove(id client.AccountID) proof {
	d.t.Helper()
	return d.proveAs(id, client.BeginVerification{Relation: client.RelationPatient})
}

// operation is the request of one; inputs are what it asks beside call and proof.
func (d *desk) operation(id client.AccountID, path string, p proof, inputs map[string]any) ask {
	d.t.Helper()
	body := map[string]any{"callId": p.call, "proof": p.token}
	for name, value := range inputs {
		body[name] = value
	}
	return ask{method: http.MethodPost, path: "/accounts/" + string(id) + "/" + path, body: body, match: d.account(id).Version}
}
