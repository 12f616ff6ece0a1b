package transport_test

import (
	"net/http"
	"sync"
	"testing"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// A keyring has no room for a large access token: after a restart there is only the refresh token.
func TestARefreshTokenAloneIsUsedFirst(t *testing.T) {
	portal := newPortal(t, onlyFresh)
	keeper, refresher := &keeper{tokens: client.Tokens{Refresh: "r-1"}}, &refresher{}
	if _, err := portal.client(t).WithSession(keeper, refresher.refresh).Do(t.Context(), write("")); err != nil {
		t.Fatal(err)
	}
	if requests := portal.requests(); len(requests) != 1 || requests[0].authorization != "Bearer fresh" {
		t.Errorf("sent %+v", requests)
	}
	if want := (client.Tokens{Access: "fresh", Refresh: "r-2"}); keeper.tokens != want || len(refresher.asked) != 1 {
		t.Errorf("kept %+v after %d refreshes", keeper.tokens, len(refresher.asked))
	}
}

func TestARefreshTokenAloneThatIsRefusedEndsTheSession(t *testing.T) {
	portal := newPortal(t, onlyFresh)
	keeper := &keeper{tokens: client.Tokens{Refresh: "r-1"}}
	refresher := &refresher{err: &client.Error{Op: "refreshSession", Kind: client.Unauthenticated}}
	_, err := portal.client(t).WithSession(keeper, refresher.refresh).Do(t.Context(), read(&answer{}))
	wantKind(t, err, client.Unauthenticated, transport.SessionEnded)
	if keeper.tokens != (client.Tokens{}) || len(portal.requests()) != 0 {
		t.Errorf("kept %+v, sent %d requests", keeper.tokens, len(portal.requests()))
	}
}

func TestWithoutARefreshTokenAnExpiredOneIsTheEnd(t *testing.T) {
	for name, refresh := range map[string]transport.Refresher{"no refresher": nil, "no token": (&refresher{}).refresh} {
		t.Run(name, func(t *testing.T) {
			portal := newPortal(t, onlyFresh)
			keeper := &keeper{tokens: client.Tokens{Access: "old"}}
			_, err := portal.client(t).WithSession(keeper, refresh).Do(t.Context(), read(&answer{}))
			wantKind(t, err, client.Unauthenticated, transport.SessionEnded)
			if keeper.tokens != (client.Tokens{}) {
				t.Error("the token is still kept")
			}
		})
	}
}

func TestAGatewayThatNamesTheTokenEndsTheSession(t *testing.T) {
	portal := newPortal(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("WWW-Authenticate", `Bearer error="invalid_token", error_description="expired"`)
		says(http.StatusUnauthorized, "text/html", "<html>")(w, r)
	})
	keeper := &keeper{tokens: client.Tokens{Access: "old"}}
	_, err := portal.client(t).WithSession(keeper, nil).Do(t.Context(), read(&answer{}))
	wantKind(t, err, client.Unauthenticated, transport.SessionEnded)
	if keeper.tokens != (client.Tokens{}) {
		t.Error("the token is still kept")
	}
}

// A gateway's bare 401 may be about something else: a token that cannot be had again is not thrown away for it.
func TestABare401EndsNoSession(t *testing.T) {
	portal := newPortal(t, says(http.StatusUnauthorized, "text/html", "<html>"))
	keeper := &keeper{tokens: client.Tokens{Access: "old"}}
	_, err := portal.client(t).WithSession(keeper, nil).Do(t.Context(), read(&answer{}))
	wantKind(t, err, client.Unauthenticated, "")
	if keeper.tokens.Access != "old" {
		t.Error("the token is gone")
	}
}

// Two servers, one session: a refresh token that works once must be used once.
func TestClientsOfSeveralServersRefreshOnce(t *testing.T) {
	accounts, records := newPortal(t, onlyFresh), newPortal(t, onlyFresh)
	refresher := &refresher{}
	session := transport.NewSession(signedIn(), refresher.refresh)
	clients := []*transport.Client{accounts.client(t).In(session), records.client(t).In(session)}
	var requests sync.WaitGroup
	for range 10 {
		for _, c := range clients {
			requests.Go(func() {
				if _, err := c.Do(t.Context(), read(&answer{})); err != nil {
					t.Error(err)
				}
			})
		}
	}
	requests.Wait()
	if len(refresher.asked) != 1 {
		t.Errorf("refreshed %d times", len(refresher.asked))
	}
}

func TestRenewRefreshesATokenThatIsStillGood(t *testing.T) {
	kept, refresher := signedIn(), &refresher{}
	session := transport.NewSession(kept, refresher.refresh)
	got, err := session.Renew(t.Context(), "resume")
	if want := (client.Tokens{Access: "fresh", Refresh: "r-2"}); err != nil || got != want || kept.tokens != want {
		t.Errorf("got %+v, %v; kept %+v", got, err, kept.tokens)
	}
	_, err = transport.NewSession(&keeper{}, nil).Renew(t.Context(), "resume")
	wantKind(t, err, client.Unauthenticated, transport.NotSignedIn)
}

func TestASilentSessionShowsNothingAndIsStillAsked(t *testing.T) {
	portal := newPortal(t, answerJSON(200, `{}`))
	keeper := signedIn()
	c := portal.client(t).In(transport.NewSilentSession(keeper))
	if _, err := c.Do(t.Context(), read(&answer{})); err != nil {
		t.Fatal(err)
	}
	if got := portal.requests()[0].authorization; got != "" {
		t.Errorf("sent %q", got)
	}
	_ = keeper.Forget()
	_, err := c.Do(t.Context(), read(&answer{}))
	wantKind(t, err, client.Unauthenticated, transport.NotSignedIn)
}

func TestAnOpenRequestNeedsNoSession(t *testing.T) {
	portal := newPortal(t, answerJSON(200, `{}`))
	request := read(&answer{})
	request.Open = true
	for _, keeper := range []*keeper{signedIn(), {}} {
		if _, err := portal.client(t).WithSession(keeper, nil).Do(t.Context(), request); err != nil {
			t.Error(err)
		}
	}
	for _, request := range portal.requests() {
		if request.authorization != "" {
			t.Errorf("sent %q", request.authorization)
		}
	}
}
