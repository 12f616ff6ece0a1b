package kratos_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/kratos"
)

const patchQuestion = "PATCH /admin/identities/" + string(theID)

// drop does what it should and closes the connection without an answer.
func drop(do http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if do != nil {
			do(discard{}, r)
		}
		panic(http.ErrAbortHandler)
	}
}

type discard struct{}

func (discard) Header() http.Header         { return http.Header{} }
func (discard) Write(b []byte) (int, error) { return len(b), nil }
func (discard) WriteHeader(int)             {}

func TestAChangeWhoseAnswerIsLostIsLookedFor(t *testing.T) {
	f := newFake(t)
	c := f.client(t)
	ordered := order(t, c)
	f.answers(patchQuestion, drop(f.patch))
	outcome, err := c.Deactivate(t.Context(), ordered, "test")
	if err != nil || outcome.Account.Status != client.StatusDeactivated {
		t.Errorf("%s, %v", outcome.Account.Status, err)
	}
	if n := f.asked(patchQuestion); n != 1 {
		t.Errorf("changed %d times", n)
	}
}

func TestAChangeThatMayHaveBeenMadeIsSettledByAskingAgain(t *testing.T) {
	for name, made := range map[string]bool{"it was made late": true, "it was never made": false} {
		t.Run(name, func(t *testing.T) {
			f := newFake(t)
			c := f.client(t)
			ordered := order(t, c)
			f.answers(patchQuestion, drop(nil))
			_, err := c.Deactivate(t.Context(), ordered, "test")
			wantKind(t, err, client.OutcomeUnknown, "connection-broke")
			f.mu.Lock()
			delete(f.on, patchQuestion)
			if made {
				f.put("/state", "inactive")
			}
			f.mu.Unlock()
			outcome, err := c.Deactivate(t.Context(), ordered, "test")
			if err != nil || outcome.Account.Status != client.StatusDeactivated {
				t.Errorf("%s, %v", outcome.Account.Status, err)
			}
			want := map[bool]int{true: 1, false: 2}[made]
			if n := f.asked(patchQuestion); n != want {
				t.Errorf("sent %d times; want %d", n, want)
			}
		})
	}
}

// TestAChangeThatIsOverwrittenIsToldToItsAuthor: Kratos answered that it was made, and then somebody else's patch, which had
// read the account before, wrote the old value back.
func TestAChangeThatIsOverwrittenIsToldToItsAuthor(t *testing.T) {
	f := newFake(t)
	var waited time.Duration
	config := kratos.Config{Transport: f.transport(), PublicURL: f.URL}
	config.Transport.Clock = quick{pause: func(d time.Duration) {
		waited += d
		f.mu.Lock()
		defer f.mu.Unlock()
		f.put("/traits/username", "pat1")
		f.put("/traits/dob", "1980-01-02")
	}}
	c := signedIn(t, config)
	_, err := c.ChangeLoginID(t.Context(), order(t, c), "another")
	wantKind(t, err, client.Stale, "overwritten")
	if waited < time.Second {
		t.Errorf("looked again after %v: too soon for a patch that was under way", waited)
	}
}

// answersOnce waits until the server has answered this once more: it is asked again only then.
func (f *fake) answersOnce(question string) {
	for before := f.asked(question); f.asked(question) < before+2; {
		time.Sleep(10 * time.Millisecond)
	}
}

// TestAPatchThatUndoesAnotherIsToldToItsAuthor: it took so long that the other counts as settled.
func TestAPatchThatUndoesAnotherIsToldToItsAuthor(t *testing.T) {
	for name, undone := range map[string]bool{"undone": true, "left": false} {
		t.Run(name, func(t *testing.T) {
			f := newFake(t)
			c := f.client(t)
			ordered := order(t, c)
			f.answers(patchQuestion, func(w http.ResponseWriter, r *http.Request) {
				before := f.identity["traits"]
				f.mu.Lock()
				f.put("/traits/dob", "1980-01-02")
				f.mu.Unlock()
				f.answersOnce(oneQuestion)
				if undone {
					f.mu.Lock()
					f.identity["traits"] = before
					f.mu.Unlock()
				}
				f.patch(w, r)
			})
			_, err := c.ChangeLoginID(t.Context(), ordered, "another")
			if !undone {
				if err != nil {
					t.Error(err)
				}
				return
			}
			wantKind(t, err, client.Stale, "changed-at-once")
			if f.identity["traits"].(map[string]any)["username"] != "another" {
				t.Error("the change was not made")
			}
		})
	}
}

func TestAChangeBesideAnotherIsMade(t *testing.T) {
	f := newFake(t)
	config := kratos.Config{Transport: f.transport(), PublicURL: f.URL}
	config.Transport.Clock = quick{pause: func(time.Duration) {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.put("/traits/dob", "1980-01-02")
	}}
	c := signedIn(t, config)
	if outcome, err := c.ChangeLoginID(t.Context(), order(t, c), "another"); err != nil || outcome.Account.LoginID != "an****" {
		t.Errorf("%s, %v", outcome.Account.LoginID, err)
	}
}

func TestSessionsThatCannotBeEndedAreNotPassedOver(t *testing.T) {
	f := newFake(t)
	c := f.client(t)
	ordered := order(t, c)
	f.answers("DELETE /admin/identities/"+string(theID)+"/sessions", says(500, `{"error":{"code":500,"message":"m"}}`))
	_, err := c.Deactivate(t.Context(), ordered, "test")
	wantKind(t, err, client.OutcomeUnknown, "sessions-not-ended")
}

func TestAnOrderThatIsGivenUpIsCanceled(t *testing.T) {
	f := newFake(t)
	ctx, cancel := context.WithCancel(t.Context())
	config := kratos.Config{Transport: f.transport(), PublicURL: f.URL}
	config.Transport.Clock = quick{pause: func(time.Duration) { cancel() }}
	c := signedIn(t, config)
	ordered := order(t, c)
	_, err := c.Deactivate(ctx, ordered, "test")
	wantKind(t, err, client.Canceled, "")
	if outcome, err := c.Deactivate(t.Context(), ordered, "test"); err != nil || outcome.Account.Status != client.StatusDeactivated {
		t.Errorf("once more: %v", err)
	}
}
