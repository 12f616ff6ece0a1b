package adminapi_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"portaldesk/client"
	"portaldesk/client/adminapi"
	"portaldesk/client/oidc/providertest"
	"portaldesk/client/signing"
	"portaldesk/client/transport"
)

// trusting is a portal whose agents sign in at an identity provider.
type trusting struct {
	*server
	provider *providertest.Provider
	kept     *keeper
	portal   *adminapi.Client
}

func newTrusting(t *testing.T, handler http.HandlerFunc) *trusting {
	t.Helper()
	s := &trusting{server: newServer(t, handler), provider: providertest.Start(t), kept: &keeper{}}
	s.restart(t)
	return s
}

func (s *trusting) restart(t *testing.T) {
	t.Helper()
	signer, err := signing.New(signing.Config{
		Way: client.SignInBrowser, Issuer: s.provider.Issuer, ClientID: providertest.ClientID, Transport: s.provider.Transport(),
	}, s.kept)
	if err != nil {
		t.Fatal(err)
	}
	if s.portal, err = adminapi.NewSigned(s.config(), signer); err != nil {
		t.Fatal(err)
	}
}

func (s *trusting) credentials(t *testing.T) client.Credentials {
	return client.Credentials{Show: s.provider.NewBrowser(t).Show}
}

const sessionOfTheirs = `{"agent":{"id":"a-1","login":"mortiz","name":"Mia Ortiz","role":"senior"},"permissions":["account.unlock"]}`

func TestAnAgentOfAnIdentityProvider(t *testing.T) {
	s := newTrusting(t, says(sessionOfTheirs))
	session, err := s.portal.SignIn(t.Context(), s.credentials(t))
	if err != nil || session.Agent.Login != "mortiz" || !session.May(client.UnlocksAccount) {
		t.Fatalf("%+v, %v", session, err)
	}
	shown := "Bearer " + s.kept.held().Access
	s.restart(t)
	if session, err := s.portal.Resume(t.Context()); err != nil || session.Agent.ID != "a-1" {
		t.Errorf("resumed %+v, %v", session, err)
	}
	if err := s.portal.Reauthenticate(t.Context(), s.credentials(t)); err != nil {
		t.Error(err)
	}
	if err := s.portal.SignOut(t.Context()); err != nil || s.provider.Live() != 0 || s.kept.held() != (client.Tokens{}) {
		t.Errorf("signing out: %d sessions live, %v", s.provider.Live(), err)
	}
	requests := s.requests()
	if len(requests) != 2 || requests[0].authorization != shown {
		t.Errorf("the portal was asked %d things", len(requests))
	}
	for _, request := range requests {
		if request.line != "GET /v1/session" {
			t.Errorf("the portal was asked to %s", request.line)
		}
	}
}

func TestAnAgentWhomThePortalDoesNotTake(t *testing.T) {
	s := newTrusting(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/problem+json")
		status(http.StatusForbidden, `{"type":"`+adminapi.ProblemBase+`role-not-allowed"}`)(w, r)
	})
	_, err := s.portal.SignIn(t.Context(), s.credentials(t))
	if client.KindOf(err) != client.Forbidden || client.CodeOf(err) != "role-not-allowed" {
		t.Errorf("got %v", err)
	}
	if s.provider.Live() != 0 || s.kept.held() != (client.Tokens{}) {
		t.Errorf("%d sessions live, kept %+v", s.provider.Live(), s.kept.held())
	}
}

func TestAnAgentWhoDoesNotSignInElsewhereIsNotAskedForHere(t *testing.T) {
	s := newTrusting(t, says(sessionOfTheirs))
	_, err := s.portal.SignIn(t.Context(), client.Credentials{Login: "mortiz", Password: "x"})
	if client.KindOf(err) != client.Invalid {
		t.Errorf("got %v", err)
	}
	_, err = s.portal.Resume(t.Context())
	if client.CodeOf(err) != transport.NotSignedIn || len(s.requests()) != 0 {
		t.Errorf("got %v after %d requests", err, len(s.requests()))
	}
}

func TestAnAgentWithATokenOfAnAdministrator(t *testing.T) {
	s, kept := newServer(t, says(sessionOfTheirs)), &keeper{}
	signer, err := signing.New(signing.Config{Way: client.SignInToken}, kept)
	if err != nil {
		t.Fatal(err)
	}
	portal, err := adminapi.NewSigned(s.config(), signer)
	if err != nil {
		t.Fatal(err)
	}
	session, err := portal.SignIn(t.Context(), client.Credentials{Login: "mortiz", Token: "handed-out"})
	if err != nil || session.Agent.ID != "a-1" || s.requests()[0].authorization != "Bearer handed-out" {
		t.Errorf("%+v, %v", session, err)
	}
}

func TestRecordsOfAccountsThatLiveElsewhere(t *testing.T) {
	s := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/about"):
			says(`{"abilities":{"calls.write":{"offered":true},"audit.read":{"offered":false,"reason":"No."},"account.unlock":{"offered":true}}}`)(w, r)
		case strings.HasSuffix(r.URL.Path, "/calls/batch"):
			says(`{"receipts":[{"id":"c-1","status":"created"}]}`)(w, r)
		}
	})
	open, err := transport.New(s.config())
	if err != nil {
		t.Fatal(err)
	}
	kept := &keeper{}
	records := adminapi.NewRecords(open.WithSession(kept, nil))
	offers, err := records.RecordAbilities(t.Context())
	want := map[client.Ability]client.Offer{
		client.KeepsCalls: {Offered: true}, client.ReadsCalls: {}, client.KeepsAudit: {}, client.ReadsAudit: {Reason: "No."},
	}
	if diff := cmp.Diff(want, offers); err != nil || diff != "" {
		t.Errorf("%v, %s", err, diff)
	}
	_, err = records.CreateCalls(t.Context(), []client.Call{{ID: "c-1"}})
	if client.CodeOf(err) != transport.NotSignedIn {
		t.Errorf("without a session: %v", err)
	}
	_ = kept.Keep(client.Tokens{Access: "theirs"})
	if _, err := records.CreateCalls(t.Context(), []client.Call{{ID: "c-1"}}); err != nil {
		t.Error(err)
	}
	if last := s.requests()[1]; last.authorization != "Bearer theirs" || last.line != "POST /v1/calls/batch" {
		t.Errorf("sent %+v", last)
	}
}
