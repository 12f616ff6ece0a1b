package signing_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/oidc"
	"portaldesk/client/oidc/providertest"
	"portaldesk/client/signing"
	"portaldesk/client/transport"
)

// house is an identity provider and an agent's way to it.
type house struct {
	*providertest.Provider
	t      *testing.T
	kept   *keeper
	signer *signing.Signer
}

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{Provider: providertest.Start(t), t: t, kept: &keeper{}}
	h.restart()
	return h
}

// restart is another run of the program: only the keeper remembers.
func (h *house) restart() {
	h.t.Helper()
	h.signer = newSigner(h.t, signing.Config{
		Way: client.SignInBrowser, Issuer: h.Issuer, ClientID: providertest.ClientID, Transport: h.Transport(),
	}, h.kept)
}

func (h *house) credentials() client.Credentials {
	return client.Credentials{Show: h.NewBrowser(h.t).Show}
}

func (h *house) signIn() signing.Identity {
	h.t.Helper()
	who, err := h.signer.SignIn(h.t.Context(), h.credentials())
	if err != nil {
		h.t.Fatal(err)
	}
	return who
}

func TestSigningInAtTheIdentityProvider(t *testing.T) {
	h, server := newHouse(t), newServer(t)
	c := server.opened(t, h.signer)
	wantKind(t, ask(t, c), client.Unauthenticated, transport.NotSignedIn)
	who := h.signIn()
	if who.Subject != "s-1" || who.Login != "mortiz" || who.Name != "Mia Ortiz" {
		t.Errorf("signed in as %+v", who)
	}
	if left := time.Until(who.ExpiresAt); left < 29*time.Minute || left > 31*time.Minute {
		t.Errorf("for %v, the provider gave half an hour", left)
	}
	if roles, _ := who.Claims["realm_access"].(map[string]any); roles["roles"] == nil || who.Claims["auth_time"] == nil {
		t.Errorf("the claims are %v, want those of both tokens", who.Claims)
	}
	if err := ask(t, c); err != nil || server.saw()[0] != "Bearer "+h.kept.held().Access {
		t.Errorf("the server was shown %d headers, %v", len(server.saw()), err)
	}
	_, err := h.signer.SignIn(t.Context(), client.Credentials{})
	wantKind(t, err, client.Invalid, oidc.PageNotShown)
}

func TestResumingAfterARestart(t *testing.T) {
	h := newHouse(t)
	_, err := h.signer.Resume(t.Context())
	wantKind(t, err, client.Unauthenticated, transport.NotSignedIn)
	h.signIn()
	before := h.kept.held()
	h.restart()
	who, err := h.signer.Resume(t.Context())
	if err != nil || who.Subject != "s-1" || who.Login != "mortiz" || h.kept.held().Refresh == before.Refresh {
		t.Errorf("resumed as %+v, %v", who, err)
	}
	// A keyring has no room for a large access token.
	_ = h.kept.Keep(client.Tokens{Refresh: h.kept.held().Refresh})
	h.restart()
	if who, err := h.signer.Resume(t.Context()); err != nil || who.Subject != "s-1" || h.kept.held().Access == "" {
		t.Errorf("with the refresh token alone resumed as %+v, %v", who, err)
	}
}

func TestResumingWhereTheProviderSaysLess(t *testing.T) {
	for name, dropped := range map[string][]string{"no ID token": {"id_token"}, "no refresh token": {"refresh_token"}} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.signIn()
			if name == "no refresh token" {
				_ = h.kept.Keep(client.Tokens{Access: h.kept.held().Access})
			}
			h.Answer = func(answer map[string]any) {
				for _, entry := range dropped {
					delete(answer, entry)
				}
			}
			h.restart()
			if who, err := h.signer.Resume(t.Context()); err != nil || who.Subject != "s-1" || who.Login != "mortiz" {
				t.Errorf("resumed as %+v, %v", who, err)
			}
		})
	}
}

func TestResumingASessionThatIsOver(t *testing.T) {
	h := newHouse(t)
	h.signIn()
	stolen := h.kept.held()
	if _, err := h.signer.Resume(t.Context()); err != nil {
		t.Fatal(err)
	}
	_ = h.kept.Keep(stolen)
	h.restart()
	_, err := h.signer.Resume(t.Context())
	wantKind(t, err, client.Unauthenticated, transport.SessionEnded)
	if h.kept.held() != (client.Tokens{}) {
		t.Error("the tokens are still kept")
	}
}

func TestResumingWithoutTheProviderKeepsTheTokens(t *testing.T) {
	h := newHouse(t)
	h.signIn()
	before := h.kept.held()
	h.restart()
	h.Stop()
	_, err := h.signer.Resume(t.Context())
	wantKind(t, err, client.Offline, transport.ConnectionRefused)
	if h.kept.held() != before {
		t.Error("the tokens are gone")
	}
}

// Two servers find at the same moment that the access token has expired.
func TestAnExpiredAccessTokenIsRefreshedOnceForAllServers(t *testing.T) {
	h, accounts, records := newHouse(t), newServer(t), newServer(t)
	h.signIn()
	accounts.refuses, records.refuses = h.kept.held().Access, h.kept.held().Access
	clients := []*transport.Client{accounts.opened(t, h.signer), records.opened(t, h.signer)}
	var asking sync.WaitGroup
	for range 8 {
		for _, c := range clients {
			asking.Go(func() {
				if err := ask(t, c); err != nil {
					t.Error(err)
				}
			})
		}
	}
	asking.Wait()
	refreshed := -1 // the first token was for a code
	for _, visit := range h.Visits() {
		if visit == "/token" {
			refreshed++
		}
	}
	if refreshed != 1 || h.Live() != 1 {
		t.Errorf("refreshed %d times, %d sessions live", refreshed, h.Live())
	}
}

func TestTheSameAgentComesBack(t *testing.T) {
	for name, restarted := range map[string]bool{"in the same run": false, "after a restart": true} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.signIn()
			if restarted {
				h.restart()
			}
			before := h.kept.held()
			if err := h.signer.Reauthenticate(t.Context(), h.credentials()); err != nil {
				t.Fatal(err)
			}
			if h.kept.held() == before || h.Live() != 1 {
				t.Errorf("%d sessions live; the new one must take the place of the old", h.Live())
			}
			if _, err := h.signer.Resume(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}

// What a session is called is the provider's business.
func TestASessionWithAnOddName(t *testing.T) {
	h := newHouse(t)
	h.Claims = func(claims map[string]any) { claims["sid"] = map[string]any{"odd": true} }
	h.Answer = func(answer map[string]any) { answer["access_token"] = "opaque" }
	h.signIn()
	if err := h.signer.Reauthenticate(t.Context(), h.credentials()); err != nil {
		t.Error(err)
	}
}

func TestAnotherAgentDoesNotUnlockTheDesk(t *testing.T) {
	h := newHouse(t)
	h.signIn()
	before := h.kept.held()
	h.Person = providertest.Person{Subject: "s-2", Login: "other"}
	err := h.signer.Reauthenticate(t.Context(), h.credentials())
	wantKind(t, err, client.Unauthenticated, signing.OtherAgent)
	if h.kept.held() != before || h.Live() != 1 {
		t.Errorf("%d sessions live; only the first agent's must be", h.Live())
	}
}

func TestWhomTheProviderRemembersIsNotBack(t *testing.T) {
	h := newHouse(t)
	h.signIn()
	h.Person.AskedAgo = time.Hour
	before := h.kept.held()
	err := h.signer.Reauthenticate(t.Context(), h.credentials())
	wantKind(t, err, client.Protocol, oidc.Unproven)
	wantKind(t, h.signer.Reauthenticate(t.Context(), client.Credentials{}), client.Invalid, oidc.PageNotShown)
	if h.kept.held() != before {
		t.Error("other tokens are kept")
	}
	_ = h.kept.Forget()
	wantKind(t, h.signer.Reauthenticate(t.Context(), h.credentials()), client.Unauthenticated, transport.NotSignedIn)
}

func TestARefreshThatTurnsOutToBeSomebodyElsesEndsTheSession(t *testing.T) {
	h, server := newHouse(t), newServer(t)
	h.signIn()
	server.refuses = h.kept.held().Access
	h.Person = providertest.Person{Subject: "s-2", Login: "other"}
	wantKind(t, ask(t, server.opened(t, h.signer)), client.Unauthenticated, transport.SessionEnded)
	if h.kept.held() != (client.Tokens{}) {
		t.Error("somebody else's tokens are kept")
	}
}

func TestSigningOutEndsTheSessionAtTheProvider(t *testing.T) {
	h := newHouse(t)
	if err := h.signer.SignOut(t.Context()); err != nil || len(h.Visits()) != 0 {
		t.Errorf("without a session: %v, asked for %v", err, h.Visits())
	}
	h.signIn()
	h.restart()
	if err := h.signer.SignOut(t.Context()); err != nil || h.Live() != 0 || h.kept.held() != (client.Tokens{}) {
		t.Errorf("%d sessions live, %v", h.Live(), err)
	}
	_, err := h.signer.Resume(t.Context())
	wantKind(t, err, client.Unauthenticated, transport.NotSignedIn)
}

func TestSigningOutWithoutTheProviderForgetsAndSaysSo(t *testing.T) {
	h := newHouse(t)
	h.signIn()
	h.Stop()
	if err := h.signer.SignOut(t.Context()); client.KindOf(err) != client.Offline {
		t.Errorf("got %v", err)
	}
	if h.kept.held() != (client.Tokens{}) {
		t.Error("the tokens are still kept")
	}
}

// full is a keyring that takes nothing.
type full struct{ keeper }

func (*full) Keep(client.Tokens) error { return errors.New("no room") }

func TestASignInWhoseTokensCannotBeKeptEndsAtTheProviderToo(t *testing.T) {
	h := newHouse(t)
	h.signer = newSigner(t, signing.Config{
		Way: client.SignInBrowser, Issuer: h.Issuer, ClientID: providertest.ClientID, Transport: h.Transport(),
	}, &full{})
	_, err := h.signer.SignIn(t.Context(), h.credentials())
	wantKind(t, err, client.Unauthenticated, transport.KeeperFailed)
	if h.Live() != 0 {
		t.Errorf("%d sessions live", h.Live())
	}
}
