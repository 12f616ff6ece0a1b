package adminapi_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/adminapi"
)

// A portal that mixes up its answers must never show one patient for another, or count a call as kept that is not.
func TestAnswersAboutAnotherAccount(t *testing.T) {
	read := func(ctx context.Context, c *adminapi.Client) error {
		_, err := c.Account(ctx, "a")
		return err
	}
	unlock := func(ctx context.Context, c *adminapi.Client) error {
		_, err := c.Unlock(ctx, client.Change{Account: "a", Version: `"1"`, Key: "k", Call: "c"})
		return err
	}
	begin := func(ctx context.Context, c *adminapi.Client) error {
		_, err := c.BeginVerification(ctx, "a", client.BeginVerification{}, "k")
		return err
	}
	check := func(ctx context.Context, c *adminapi.Client) error {
		_, err := c.CheckCode(ctx, "v", "123456", "k")
		return err
	}
	for _, test := range []mixUp{
		{"another patient", withVersion(`"1"`, `{"id":"b"}`), read, "another-account"},
		{"no version", says(`{"id":"a"}`), read, "version-missing"},
		{"outcome of another patient", withVersion(`"1"`, `{"account":{"id":"b"}}`), unlock, "another-account"},
		{"outcome without a version", says(`{"account":{"id":"a"}}`), unlock, "version-missing"},
		{"verification of another patient", status(201, `{"id":"v","accountId":"b"}`), begin, "another-account"},
		{"another verification", says(`{"id":"w","level":2}`), check, "another-verification"},
	} {
		t.Run(test.name, test.run)
	}
}

func TestAnswersAboutAnotherCall(t *testing.T) {
	create := func(ctx context.Context, c *adminapi.Client) error {
		_, err := c.CreateCalls(ctx, []client.Call{{ID: "c-1"}, {ID: "c-2"}})
		return err
	}
	amend := func(ctx context.Context, c *adminapi.Client) error {
		_, err := c.AmendCall(ctx, client.Amendment{ID: "m", Call: "c"})
		return err
	}
	signIn := func(ctx context.Context, c *adminapi.Client) error {
		_, err := c.SignIn(ctx, client.Credentials{Login: "x", Password: "y"})
		return err
	}
	const first, second = `{"id":"c-1","status":"created"}`, `{"id":"c-2","status":"refused"}`
	for _, test := range []mixUp{
		{"a receipt missing", says(`{"receipts":[` + first + `]}`), create, "receipts-mismatch"},
		{"receipts in another order", says(`{"receipts":[` + second + `,` + first + `]}`), create, "receipts-mismatch"},
		{"receipt of no known kind", says(`{"receipts":[` + first + `,{"id":"c-2","status":"maybe"}]}`), create, "receipts-mismatch"},
		{"amendment of another call", status(201, `{"id":"m","amends":"d"}`), amend, "another-call"},
		{"session without tokens", says(`{"session":{}}`), signIn, "tokens-missing"},
	} {
		t.Run(test.name, test.run)
	}
}

// mixUp is an answer of the contract's shape that cannot be true.
type mixUp struct {
	name   string
	answer http.HandlerFunc
	ask    func(context.Context, *adminapi.Client) error
	code   string
}

func (m mixUp) run(t *testing.T) {
	portal, _ := newServer(t, m.answer).portal(t)
	wantProtocol(t, m.ask(t.Context(), portal), m.code)
}

func TestAnOperationOnTheWire(t *testing.T) {
	server := newServer(t, withVersion(`"2"`, `{"account":{"id":"a/b"},"notified":[],"endedSessions":0}`))
	portal, _ := server.portal(t)
	change := client.Change{Account: "a/b", Version: `"1"`, Key: "k", Proof: "p", Call: "c"}
	outcome, err := portal.ResetPassword(t.Context(), change, client.PasswordReset{Way: client.WayLink, Contact: "e"})
	if err != nil || outcome.Account.Version != `"2"` {
		t.Fatalf("version %s, %v", outcome.Account.Version, err)
	}
	want := request{
		"POST /v1/accounts/a%2Fb/password-reset", "k", `"1"`, "Bearer a-1",
		`{"callId":"c","proof":"p","way":"link","contactId":"e"}`,
	}
	if got := server.requests()[0]; got != want {
		t.Errorf("sent %+v", got)
	}
}

func TestASearchOnTheWire(t *testing.T) {
	server := newServer(t, says(`{"items":[],"total":0}`))
	portal, _ := server.portal(t)
	for _, query := range []client.Query{
		{Text: "o'brien & co", Status: client.StatusLocked, Minors: true, Sort: client.SortName, Limit: 500, Cursor: "c=1"},
		{Text: "xy"},
	} {
		if _, err := portal.Search(t.Context(), query); err != nil {
			t.Fatal(err)
		}
	}
	for i, want := range []string{
		"GET /v1/accounts?cursor=c%3D1&limit=100&minors=true&q=o%27brien+%26+co&sort=name&status=locked",
		"GET /v1/accounts?q=xy",
	} {
		if got := server.requests()[i].line; got != want {
			t.Errorf("sent %s, want %s", got, want)
		}
	}
}

func TestAnIDThatWouldChangeThePathIsNotSent(t *testing.T) {
	server := newServer(t, says(`{}`))
	portal, _ := server.portal(t)
	for _, id := range []client.AccountID{"", ".", ".."} {
		if _, err := portal.Account(t.Context(), id); client.KindOf(err) != client.NotFound {
			t.Errorf("%q: %v", id, err)
		}
	}
	if n := len(server.requests()); n != 0 {
		t.Errorf("%d requests", n)
	}
}

func TestEachHandOverOfCallsHasItsOwnKeyAndNoListIsMissing(t *testing.T) {
	server := newServer(t, says(`{"receipts":[{"id":"c-1","status":"existing"}]}`))
	portal, _ := server.portal(t)
	calls := []client.Call{{ID: "c-1"}}
	for range 2 {
		if _, err := portal.CreateCalls(t.Context(), calls); err != nil {
			t.Fatal(err)
		}
	}
	sent := server.requests()
	if sent[0].key == "" || sent[0].key == sent[1].key {
		t.Errorf("keys %q and %q", sent[0].key, sent[1].key)
	}
	if !strings.Contains(sent[0].body, `"done":[]`) || calls[0].Done != nil {
		t.Errorf("sent %s, and the caller's call is now %+v", sent[0].body, calls[0])
	}
}

func TestAnAmendmentIsItsOwnKey(t *testing.T) {
	server := newServer(t, status(201, `{"id":"m","amends":"c"}`))
	portal, _ := server.portal(t)
	amendment := client.Amendment{ID: "m", Call: "c", At: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Note: "n"}
	if _, err := portal.AmendCall(t.Context(), amendment); err != nil {
		t.Fatal(err)
	}
	want := request{"POST /v1/calls/c/amendments", "m", "", "Bearer a-1", `{"id":"m","at":"2026-01-02T03:04:05Z","note":"n"}`}
	if got := server.requests()[0]; got != want {
		t.Errorf("sent %+v", got)
	}
}

func TestSigningOutForgetsTheTokensEvenWhenThePortalCannotBeTold(t *testing.T) {
	server := newServer(t, says(`{}`))
	portal, kept := server.portal(t)
	server.Close()
	if err := portal.SignOut(t.Context()); client.KindOf(err) != client.Offline {
		t.Errorf("got %v", err)
	}
	if kept.held() != (client.Tokens{}) {
		t.Error("the tokens are still kept")
	}
}

func TestSigningOutOfAnEndedSessionIsNoError(t *testing.T) {
	server := newServer(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/problem+json")
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = io.WriteString(w, `{"type":"`+adminapi.ProblemBase+`session-ended"}`)
	})
	portal, kept := server.portal(t)
	if err := portal.SignOut(t.Context()); err != nil || kept.held() != (client.Tokens{}) {
		t.Errorf("%v, kept %+v", err, kept.held())
	}
}

func TestSigningInKeepsTheTokensInTheKeeperOnly(t *testing.T) {
	server := newServer(t, func(w http.ResponseWriter, _ *http.Request) {
		answer := adminapi.SignInAnswer{Tokens: client.Tokens{Access: "a-2", Refresh: "r-2"}, AccessExpiresInSeconds: 60}
		answer.Session.Agent.Login = "mortiz"
		_ = json.NewEncoder(w).Encode(answer)
	})
	portal, kept := server.portal(t)
	session, err := portal.SignIn(t.Context(), client.Credentials{Login: "mortiz", Password: "x"})
	if err != nil || session.Agent.Login != "mortiz" {
		t.Fatalf("%+v, %v", session, err)
	}
	if kept.held() != (client.Tokens{Access: "a-2", Refresh: "r-2"}) {
		t.Errorf("kept %+v", kept.held())
	}
	if sent := server.requests()[0]; sent.authorization != "" || sent.key == "" {
		t.Errorf("sent %+v", sent)
	}
}

func TestAnExpiredSessionIsRefreshedOnTheWire(t *testing.T) {
	server := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/session/refresh"):
			says(`{"tokens":{"access":"a-2","refresh":"r-2"},"accessExpiresInSeconds":60,"session":{}}`)(w, r)
		case r.Header.Get("Authorization") == "Bearer a-2":
			says(`{"agent":{"login":"mortiz"}}`)(w, r)
		default:
			w.Header().Set("Content-Type", "application/problem+json")
			status(http.StatusUnauthorized, `{"type":"`+adminapi.ProblemBase+`token-expired"}`)(w, r)
		}
	})
	portal, kept := server.portal(t)
	session, err := portal.Resume(t.Context())
	if err != nil || session.Agent.Login != "mortiz" || kept.held().Refresh != "r-2" {
		t.Fatalf("%+v, %v, kept %+v", session, err, kept.held())
	}
	if refresh := server.requests()[1]; refresh.body != `{"refresh":"r-1"}` || refresh.authorization != "" {
		t.Errorf("sent %+v", refresh)
	}
}

func TestBatchesThatAreTooLargeAreNotSent(t *testing.T) {
	server := newServer(t, says(`{}`))
	portal, _ := server.portal(t)
	_, err := portal.CreateCalls(t.Context(), make([]client.Call, client.MaxBatch+1))
	if client.KindOf(err) != client.Invalid {
		t.Errorf("calls: %v", err)
	}
	if err := portal.AppendAudit(t.Context(), make([]client.AuditEvent, client.MaxBatch+1)); client.KindOf(err) != client.Invalid {
		t.Errorf("events: %v", err)
	}
	if n := len(server.requests()); n != 0 {
		t.Errorf("%d requests", n)
	}
}
