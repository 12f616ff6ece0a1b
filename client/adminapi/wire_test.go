package adminapi_test

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/adminapi"
	"portaldesk/client/demoportal"
	"portaldesk/client/portaltest"
)

// wire speaks to the demo portal without the client, for what the client never does.
type wire struct {
	t      *testing.T
	demo   *demo
	http   *http.Client
	access string
}

func newWire(t *testing.T) *wire {
	t.Helper()
	d := startDemo(t, demoportal.Options{Accounts: 100})
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(d.CAPEM())
	connection := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}
	t.Cleanup(connection.CloseIdleConnections)
	w := &wire{t: t, demo: d, http: &http.Client{Transport: d.client.onClient(connection)}}
	agent := d.Agents()[0]
	var answer adminapi.SignInAnswer
	w.post("/session", uuid.NewString(), client.Credentials{Login: agent.Login, Password: agent.Password}, http.StatusOK, "", &answer)
	w.access = answer.Tokens.Access
	return w
}

// post wants a status, and of a refusal its code.
func (w *wire) post(path, key string, body any, status int, code string, out any) {
	w.t.Helper()
	sent, err := json.Marshal(body)
	if err != nil {
		w.t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(w.t.Context(), http.MethodPost, w.demo.URL()+adminapi.BasePath+path, bytes.NewReader(sent))
	if err != nil {
		w.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+w.access)
	if key != "" {
		request.Header.Set("Idempotency-Key", key)
	}
	answer, err := w.http.Do(request)
	if err != nil {
		w.t.Fatal(err)
	}
	defer answer.Body.Close()
	answered, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != status || !strings.Contains(string(answered), code) {
		w.t.Fatalf("%s: %d %s, %v; want %d %s", path, answer.StatusCode, answered, err, status, code)
	}
	if out != nil && json.Unmarshal(answered, out) != nil {
		w.t.Fatalf("%s: %s", path, answered)
	}
}

func TestOneCallByItself(t *testing.T) {
	w := newWire(t)
	opened := w.demo.Now().Add(-time.Hour)
	call := client.Call{
		ID: client.CallID(uuid.NewString()), AgentID: "agent-1", Caller: client.Caller{Relation: client.RelationPatient},
		OpenedAt: opened, ClosedAt: opened.Add(time.Minute), TalkSeconds: 60,
		Reason: client.Reason{Stage: "sign-in", Cause: "locked"}, Outcome: client.OutcomeResolved, Language: "en",
		Note: "x", Done: []client.Deed{},
	}
	w.post("/calls", uuid.NewString(), call, http.StatusCreated, "", nil)
	w.post("/calls", uuid.NewString(), call, http.StatusOK, "", nil)
	call.Note = "y"
	w.post("/calls", uuid.NewString(), call, http.StatusConflict, "call-id-reused", nil)
	call.ID, call.ClosedAt = client.CallID(uuid.NewString()), opened.Add(-time.Minute)
	w.post("/calls", uuid.NewString(), call, http.StatusBadRequest, "call-invalid", nil)
}

func TestWritesWithoutTheirHeaders(t *testing.T) {
	w := newWire(t)
	w.post("/session/reauthentication", "", adminapi.ReauthenticationRequest{Password: "x"}, http.StatusBadRequest, "idempotency-key-missing", nil)

	call := client.CallID(uuid.NewString())
	sample := w.demo.Samples()[portaltest.Reachable][0]
	account := "/accounts/" + string(sample.ID)
	var v client.Verification
	w.post(account+"/verifications", uuid.NewString(), client.BeginVerification{CallID: call, Relation: client.RelationPatient}, http.StatusCreated, "", &v)
	for _, kind := range []client.IdentifierKind{client.IdentifierName, client.IdentifierMRN, client.IdentifierBirthDate} {
		w.post("/verifications/"+string(v.ID)+"/identifiers", uuid.NewString(), client.IdentifierCheck{Kind: kind, Said: sample.Says[kind]}, http.StatusOK, "", &v)
	}
	order := adminapi.Authority{Call: call, Proof: v.Proof.Token}
	w.post(account+"/sign-out", uuid.NewString(), order, http.StatusPreconditionRequired, "precondition-required", nil)
	w.post(account+"/sign-out", "", order, http.StatusBadRequest, "idempotency-key-missing", nil)
}

func TestARefreshTokenWorksOnce(t *testing.T) {
	w := newWire(t)
	agent := w.demo.Agents()[0]
	var first, second adminapi.SignInAnswer
	w.post("/session", uuid.NewString(), client.Credentials{Login: agent.Login, Password: agent.Password}, http.StatusOK, "", &first)
	key := uuid.NewString()
	old := adminapi.RefreshRequest{Refresh: first.Tokens.Refresh}
	w.post("/session/refresh", key, old, http.StatusOK, "", &second)
	var again adminapi.SignInAnswer
	w.post("/session/refresh", key, old, http.StatusOK, "", &again)
	if again.Tokens != second.Tokens {
		t.Error("a lost answer to a refresh cannot be had again")
	}
	w.post("/session/refresh", uuid.NewString(), old, http.StatusUnauthorized, "session-ended", nil)
	w.post("/session/refresh", uuid.NewString(), adminapi.RefreshRequest{Refresh: second.Tokens.Refresh}, http.StatusUnauthorized, "session-ended", nil)
}
