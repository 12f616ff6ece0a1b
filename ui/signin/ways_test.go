package signin_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/signin"
	"portaldesk/ui/signin/access"
	"portaldesk/ui/uitest"
)

// way is a card of one way to sign in, over a portal whose answer the test decides: no portal here offers them all.
type way struct {
	*uitest.Window
	ticker  *uitest.Clock
	gave    []client.Credentials
	done    int
	browsed []string
	answer  func(context.Context, client.Credentials) error
}

func newWay(t *testing.T, by client.SignInWay, login string, fixed bool) *way {
	t.Helper()
	uitest.App(t)
	w := &way{ticker: &uitest.Clock{}, answer: func(context.Context, client.Credentials) error { return nil }}
	card := signin.NewCard(signin.CardOptions{Way: by, Login: login, Fixed: fixed, Log: slog.New(slog.DiscardHandler),
		Surroundings: access.Surroundings{Runner: parts.Inline{Context: t.Context()}, Ticker: w.ticker, Now: time.Now,
			OnScreen: func(do func()) { do() }, Copy: func(string) {}, Raise: func() {},
			Browse: func(address string) error {
				w.browsed = append(w.browsed, address)
				return nil
			}},
		SignIn: func(ctx context.Context, c client.Credentials) error {
			w.gave = append(w.gave, c)
			return w.answer(ctx, c)
		},
		Done: func() { w.done++ }})
	w.Window = uitest.Open(t, card.Content(), 480, 420)
	w.Canvas().Focus(card.First())
	return w
}

func TestAtTheOrganisationsPageOneButtonIsAllThereIs(t *testing.T) {
	w := newWay(t, client.SignInBrowser, "mortiz", false)
	w.answer = func(_ context.Context, c client.Credentials) error {
		if err := c.Show(client.SignInPage{URL: "https://id.example/auth"}); err != nil {
			return err
		}
		w.MustSee("Go on in your browser", "Open the page again", "Cancel")
		w.MustNotSee("Sign in with your organisation")
		w.Tap("Open the page again")
		return nil
	}
	w.MustSee("Sign in with your organisation")
	w.MustNotSee("Login", "Password")
	w.Press(fyne.KeyReturn)
	if w.done != 1 || len(w.browsed) != 2 || w.gave[0].Login != "" {
		t.Errorf("in %d times, browsed to %v with %+v", w.done, w.browsed, w.gave)
	}
	w.MustNotSee("https://id.example/auth")
}

func TestAnAttemptThatIsGivenUpLeavesTheCardAsItWas(t *testing.T) {
	w := newWay(t, client.SignInBrowser, "", false)
	w.answer = func(ctx context.Context, c client.Credentials) error {
		_ = c.Show(client.SignInPage{URL: "https://id.example/auth"})
		w.Tap("Cancel")
		return &client.Error{Kind: client.Canceled, Err: ctx.Err()}
	}
	w.Press(fyne.KeyReturn)
	w.MustSee("Sign in with your organisation")
	w.MustNotSee("Stopped before", "Go on in your browser")
	if got := uitest.Stop(w.Focused()); got != "Sign in with your organisation" {
		t.Errorf("the focus is on %q", got)
	}
}

func TestAPageThatCouldNotBeOpenedShowsItsAddress(t *testing.T) {
	w := newWay(t, client.SignInBrowser, "", false)
	w.answer = func(_ context.Context, c client.Credentials) error {
		_ = c.Show(client.SignInPage{URL: "https://id.example/auth", ExpiresAt: time.Now().Add(90 * time.Second)})
		w.MustSee("Good for 01:")
		return &client.Error{Kind: client.Unauthenticated, Code: "sign-in-expired"}
	}
	w.Press(fyne.KeyReturn)
	w.MustSee("The sign-in took too long")
	if w.ticker.Running() {
		t.Error("the clock of a page that is gone runs on")
	}
}

func TestATokenIsPastedAndNotShown(t *testing.T) {
	w := newWay(t, client.SignInToken, "", false)
	w.Type("mortiz")
	w.Press(fyne.KeyReturn)
	w.Type(" secret.token ")
	w.MustNotSee("secret.token")
	w.MustNotSay("secret.token")
	w.Press(fyne.KeyReturn)
	if want := (client.Credentials{Login: "mortiz", Token: "secret.token"}); w.done != 1 || w.gave[0].Login != want.Login || w.gave[0].Token != want.Token {
		t.Errorf("in %d times with %+v", w.done, w.gave)
	}
	if w.gave[0].Password != "" {
		t.Error("the token was given as a password too")
	}
}

func TestWhereNothingIsAskedTheAgentSaysOnlyWhoSheIs(t *testing.T) {
	for _, by := range []client.SignInWay{client.SignInCertificate, client.SignInNone} {
		w := newWay(t, by, "", false)
		w.MustSee("Who are you?")
		w.MustNotSee("Password", "Token")
		w.Type("mortiz")
		w.Press(fyne.KeyReturn)
		if w.done != 1 || w.gave[0].Login != "mortiz" {
			t.Errorf("%s: in %d times with %+v", by, w.done, w.gave)
		}
	}
}

func TestWhoeverSignsInAgainIsKnownAlready(t *testing.T) {
	w := newWay(t, client.SignInNone, "mortiz", true)
	if got := uitest.Stop(w.Focused()); got != "Sign in" {
		t.Fatalf("the focus is on %q", got)
	}
	w.Press(fyne.KeyReturn)
	if w.done != 1 || w.gave[0].Login != "mortiz" {
		t.Errorf("in %d times with %+v", w.done, w.gave)
	}
}
