package transport_test

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"testing"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// keeper keeps tokens in memory.
type keeper struct {
	mu      sync.Mutex
	tokens  client.Tokens
	broken  bool
	kept    int
	forgets int
}

func (k *keeper) Tokens() (client.Tokens, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.broken {
		return client.Tokens{}, errors.New("locked")
	}
	return k.tokens, nil
}

func (k *keeper) Keep(tokens client.Tokens) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.broken {
		return errors.New("locked")
	}
	k.tokens = tokens
	k.kept++
	return nil
}

func (k *keeper) Forget() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.broken {
		return errors.New("locked")
	}
	k.tokens = client.Tokens{}
	k.forgets++
	return nil
}

func signedIn() *keeper { return &keeper{tokens: client.Tokens{Access: "old", Refresh: "r-1"}} }

// onlyFresh refuses every access token but "fresh" as expired.
func onlyFresh(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") == "Bearer fresh" {
		answerJSON(200, `{}`)(w, r)
		return
	}
	problem(401, "token-expired", "")(w, r)
}

// refresher counts how often it is asked.
type refresher struct {
	mu    sync.Mutex
	asked []string
	err   error
}

func (r *refresher) refresh(_ context.Context, refresh string) (client.Tokens, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asked = append(r.asked, refresh)
	return client.Tokens{Access: "fresh", Refresh: "r-2"}, r.err
}

func TestAnExpiredTokenIsRefreshedAndTheSameRequestSentAgain(t *testing.T) {
	portal := newPortal(t, onlyFresh)
	keeper, refresher := signedIn(), &refresher{}
	if _, err := portal.client(t).WithSession(keeper, refresher.refresh).Do(t.Context(), write("k-1")); err != nil {
		t.Fatal(err)
	}
	requests := portal.requests()
	if len(requests) != 2 || requests[0].authorization != "Bearer old" || requests[1].authorization != "Bearer fresh" {
		t.Fatalf("sent %+v", requests)
	}
	if requests[0].key != requests[1].key || requests[0].body != requests[1].body {
		t.Errorf("key or body differ: %+v", requests)
	}
	if want := (client.Tokens{Access: "fresh", Refresh: "r-2"}); keeper.tokens != want {
		t.Errorf("kept %+v", keeper.tokens)
	}
}

func TestManyRequestsRefreshOnce(t *testing.T) {
	portal := newPortal(t, onlyFresh)
	keeper, refresher := signedIn(), &refresher{}
	c := portal.client(t).WithSession(keeper, refresher.refresh)
	var requests sync.WaitGroup
	for range 20 {
		requests.Go(func() {
			if _, err := c.Do(t.Context(), read(&answer{})); err != nil {
				t.Error(err)
			}
		})
	}
	requests.Wait()
	if len(refresher.asked) != 1 {
		t.Errorf("refreshed %d times", len(refresher.asked))
	}
}

func TestARefusedRefreshEndsTheSession(t *testing.T) {
	portal := newPortal(t, onlyFresh)
	keeper := signedIn()
	refresher := &refresher{err: &client.Error{Op: "refreshSession", Kind: client.Unauthenticated, Code: "credentials-wrong"}}
	_, err := portal.client(t).WithSession(keeper, refresher.refresh).Do(t.Context(), read(&answer{}))
	wantKind(t, err, client.Unauthenticated, transport.SessionEnded)
	if keeper.tokens != (client.Tokens{}) {
		t.Error("the tokens are still kept")
	}
}

func TestARefreshThatCannotReachThePortalKeepsTheSession(t *testing.T) {
	for _, kind := range []client.Kind{client.Offline, client.OutcomeUnknown} {
		portal := newPortal(t, onlyFresh)
		keeper := signedIn()
		refresher := &refresher{err: &client.Error{Op: "refreshSession", Kind: kind}}
		_, err := portal.client(t).WithSession(keeper, refresher.refresh).Do(t.Context(), write("k-1"))
		wantKind(t, err, client.Offline, "")
		if keeper.tokens != signedIn().tokens {
			t.Error("the tokens are gone")
		}
	}
}

func TestARefreshOutlivesTheQuestionThatNeededIt(t *testing.T) {
	portal := newPortal(t, onlyFresh)
	keeper := signedIn()
	ctx, cancel := context.WithCancel(t.Context())
	refresh := func(ctx context.Context, _ string) (client.Tokens, error) {
		cancel()
		return client.Tokens{Access: "fresh", Refresh: "r-2"}, ctx.Err()
	}
	_, err := portal.client(t).WithSession(keeper, refresh).Do(ctx, read(&answer{}))
	wantKind(t, err, client.Canceled, "")
	if keeper.tokens.Refresh != "r-2" {
		t.Errorf("the new tokens were lost: %+v", keeper.tokens)
	}
}

func TestSigningOutDuringARefreshStaysSignedOut(t *testing.T) {
	portal := newPortal(t, onlyFresh)
	keeper := signedIn()
	refresh := func(context.Context, string) (client.Tokens, error) {
		return client.Tokens{Access: "fresh", Refresh: "r-2"}, keeper.Forget()
	}
	_, err := portal.client(t).WithSession(keeper, refresh).Do(t.Context(), read(&answer{}))
	wantKind(t, err, client.Unauthenticated, transport.SessionEnded)
	if keeper.tokens != (client.Tokens{}) {
		t.Errorf("signed in again: %+v", keeper.tokens)
	}
}

func TestAnEndedSessionIsForgotten(t *testing.T) {
	portal := newPortal(t, problem(401, "session-ended", ""))
	keeper := signedIn()
	_, err := portal.client(t).WithSession(keeper, nil).Do(t.Context(), read(&answer{}))
	wantKind(t, err, client.Unauthenticated, transport.SessionEnded)
	if keeper.tokens != (client.Tokens{}) {
		t.Error("the tokens are still kept")
	}
}

func TestAWrongPasswordEndsNoSession(t *testing.T) {
	portal := newPortal(t, problem(401, "credentials-wrong", ""))
	keeper := signedIn()
	_, err := portal.client(t).WithSession(keeper, nil).Do(t.Context(), write("k-1"))
	wantKind(t, err, client.Unauthenticated, "credentials-wrong")
	if keeper.tokens != signedIn().tokens {
		t.Error("the tokens are gone")
	}
}

func TestAPortalThatRefusesEvenFreshTokensIsAskedTwice(t *testing.T) {
	portal := newPortal(t, problem(401, "token-expired", ""))
	keeper, refresher := signedIn(), &refresher{}
	_, err := portal.client(t).WithSession(keeper, refresher.refresh).Do(t.Context(), read(&answer{}))
	wantKind(t, err, client.Unauthenticated, "token-expired")
	if n := len(portal.requests()); n != 2 {
		t.Errorf("asked %d times", n)
	}
}

func TestWithoutTokensNothingIsSent(t *testing.T) {
	portal := newPortal(t, answerJSON(200, `{}`))
	_, err := portal.client(t).WithSession(&keeper{}, nil).Do(t.Context(), read(&answer{}))
	wantKind(t, err, client.Unauthenticated, transport.NotSignedIn)
	_, err = portal.client(t).WithSession(&keeper{broken: true}, nil).Do(t.Context(), read(&answer{}))
	wantKind(t, err, client.Unauthenticated, transport.KeeperFailed)
	if n := len(portal.requests()); n != 0 {
		t.Errorf("sent %d times", n)
	}
}

func TestAKeeperThatFailsIsTold(t *testing.T) {
	c := newPortal(t, answerJSON(200, `{}`)).client(t).WithSession(&keeper{broken: true}, nil)
	wantKind(t, c.Keep("signIn", client.Tokens{Access: "a", Refresh: "r"}), client.Unauthenticated, transport.KeeperFailed)
	wantKind(t, c.Forget("signOut"), client.Unauthenticated, transport.KeeperFailed)
}

func TestALostWriteStaysUnknownWhenTheRefreshFails(t *testing.T) {
	portal := newPortal(t, inTurn(drop, onlyFresh))
	refresher := &refresher{err: &client.Error{Op: "refreshSession", Kind: client.Offline}}
	_, err := portal.client(t).WithSession(signedIn(), refresher.refresh).Do(t.Context(), write("k-1"))
	wantKind(t, err, client.OutcomeUnknown, "")
}
