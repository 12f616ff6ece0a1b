package oidc_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/oidc"
	"portaldesk/client/oidc/providertest"
)

func TestAnAgentSignsInInHerBrowser(t *testing.T) {
	p := providertest.Start(t)
	d := newDesk(t, p, func(c *oidc.Config) { c.Scopes = []string{"email"} })
	browser := p.NewBrowser(t)
	before := time.Now()
	grant, err := d.signIn(browser.Show)
	if err != nil {
		t.Fatal(err)
	}
	if grant.Subject != "s-1" || grant.Claims["preferred_username"] != "mortiz" || grant.Access == "" || grant.Refresh == "" || grant.IDToken == "" {
		t.Errorf("granted to %s: %v", grant.Subject, grant.Claims)
	}
	if life := grant.EndsAt.Sub(before); life < 29*time.Minute || life > 31*time.Minute {
		t.Errorf("the session ends after %v, want half an hour", life)
	}
	page, err := url.Parse(browser.Page().URL)
	if err != nil {
		t.Fatal(err)
	}
	query := page.Query()
	if query.Get("scope") != "openid profile email" || query.Get("prompt") != "login" || query.Get("code_challenge_method") != "S256" {
		t.Errorf("asked for %v", query)
	}
	if left := browser.Page().ExpiresAt.Sub(before); left <= 0 || left > 31*time.Second {
		t.Errorf("the page is good for %v", left)
	}
	if status, body := browser.Sees(); status != http.StatusOK || !strings.Contains(body, "You are signed in") {
		t.Errorf("the browser sees %d %s", status, body)
	}
}

func TestNothingIsUsedTwice(t *testing.T) {
	p := providertest.Start(t)
	d := newDesk(t, p, asIs)
	seen := map[string]bool{}
	for range 3 {
		browser := p.NewBrowser(t)
		if _, err := d.signIn(browser.Show); err != nil {
			t.Fatal(err)
		}
		page, _ := url.Parse(browser.Page().URL)
		for _, name := range []string{"state", "nonce", "code_challenge"} {
			value := page.Query().Get(name)
			if len(value) < 20 || seen[value] {
				t.Errorf("%s is %q", name, value)
			}
			seen[value] = true
		}
	}
}

func TestTheLoopbackPortIsOpenForOneSignInOnly(t *testing.T) {
	p := providertest.Start(t)
	browser := p.NewBrowser(t)
	if _, err := newDesk(t, p, asIs).signIn(browser.Show); err != nil {
		t.Fatal(err)
	}
	page, _ := url.Parse(browser.Page().URL)
	redirect, err := url.Parse(page.Query().Get("redirect_uri"))
	if err != nil || redirect.Hostname() != "127.0.0.1" || redirect.Path != "/callback" {
		t.Fatalf("sent back to %v, %v", redirect, err)
	}
	if connection, err := net.Dial("tcp", redirect.Host); err == nil {
		_ = connection.Close()
		t.Error("the port is still open")
	}
}

func TestAnAgentWhoDoesNotSignIn(t *testing.T) {
	p := providertest.Start(t)
	stay := func(client.SignInPage) error { return nil }
	d := newDesk(t, p, func(c *oidc.Config) { c.Patience = 300 * time.Millisecond })
	_, err := d.signIn(stay)
	d.refused(err, client.Unauthenticated, oidc.Expired)

	d = newDesk(t, p, asIs)
	ctx, cancel := context.WithCancel(t.Context())
	_, err = d.SignIn(ctx, oidc.Request{Op: "signIn", Show: func(client.SignInPage) error { cancel(); return nil }})
	d.refused(err, client.Canceled, "")

	_, err = d.signIn(func(client.SignInPage) error { return errors.New("no browser: " + hidden) })
	d.refused(err, client.Unauthenticated, oidc.PageNotShown)
}

// back has the browser come back with an answer of the test's own.
func back(p *providertest.Provider, change func(url.Values)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		answer := url.Values{"state": {query.Get("state")}, "iss": {p.Issuer}, "code": {"c"}}
		if query.Get("prompt") == "none" {
			answer.Set("error", "login_required")
		} else {
			change(answer)
		}
		http.Redirect(w, r, query.Get("redirect_uri")+"?"+answer.Encode(), http.StatusFound)
	}
}

func TestARefusalInTheBrowser(t *testing.T) {
	for _, test := range []struct {
		word, description string
		kind              client.Kind
		code              string
	}{
		{"access_denied", hidden, client.Unauthenticated, oidc.Denied},
		{"access_denied", hidden + " is not assigned to this application", client.Forbidden, oidc.AccountNotPermitted},
		{"temporarily_unavailable", "authentication_expired", client.Unauthenticated, oidc.Expired},
		{"temporarily_unavailable", hidden, client.Unavailable, oidc.IssuerUnavailable},
		{"server_error", hidden, client.Unavailable, oidc.IssuerUnavailable},
		{"interaction_required", hidden, client.Unauthenticated, oidc.Denied},
		{"invalid_scope", hidden, client.Invalid, oidc.ScopeRefused},
		{hidden, hidden, client.Protocol, oidc.BadAnswer},
	} {
		t.Run(test.word, func(t *testing.T) {
			p := providertest.Start(t)
			p.Bent["/auth"] = back(p, func(answer url.Values) {
				answer.Set("error", test.word)
				answer.Set("error_description", test.description)
			})
			d, browser := newDesk(t, p, asIs), p.NewBrowser(t)
			_, err := d.signIn(browser.Show)
			d.refused(err, test.kind, test.code)
			if slices.Contains(p.Visits(), "/token") {
				t.Error("a code was redeemed")
			}
			if _, body := browser.Sees(); !strings.Contains(body, "You are not signed in") {
				t.Errorf("the browser sees %s", body)
			}
		})
	}
}

// RFC 9207: a code that another provider gave must not be sent to this one.
func TestAnAnswerOfAnotherProvider(t *testing.T) {
	for name, change := range map[string]func(url.Values){
		"named":   func(answer url.Values) { answer.Set("iss", "https://evil.example") },
		"unnamed": func(answer url.Values) { answer.Del("iss") },
	} {
		t.Run(name, func(t *testing.T) {
			p := providertest.Start(t)
			p.Bent["/auth"] = back(p, change)
			d := newDesk(t, p, asIs)
			_, err := d.signIn(p.NewBrowser(t).Show)
			d.refused(err, client.Protocol, oidc.OtherIssuer)
			if slices.Contains(p.Visits(), "/token") {
				t.Error("the code was redeemed")
			}
		})
	}
	p := providertest.Start(t)
	p.Bent["/auth"] = back(p, func(answer url.Values) { answer.Del("code") })
	d := newDesk(t, p, asIs)
	_, err := d.signIn(p.NewBrowser(t).Show)
	d.refused(err, client.Protocol, oidc.BadAnswer)
}

func TestAProviderThatNeverNamesItselfIsTaken(t *testing.T) {
	p := providertest.Start(t)
	p.Nameless = true
	if _, err := newDesk(t, p, asIs).signIn(p.NewBrowser(t).Show); err != nil {
		t.Error(err)
	}
}

func TestAFreshSignInMustBeSaidToBeOne(t *testing.T) {
	for name, test := range map[string]struct {
		ago    time.Duration
		claims func(map[string]any)
		proven bool
	}{
		"just now":   {0, nil, true},
		"remembered": {time.Hour, nil, false},
		"not said":   {0, func(claims map[string]any) { delete(claims, "auth_time") }, false},
		"nonsense":   {0, func(claims map[string]any) { claims["auth_time"] = "now" }, false},
	} {
		t.Run(name, func(t *testing.T) {
			p := providertest.Start(t)
			p.Person.AskedAgo, p.Claims = test.ago, test.claims
			d, browser := newDesk(t, p, asIs), p.NewBrowser(t)
			_, err := d.SignIn(t.Context(), oidc.Request{Op: "reauthenticate", Show: browser.Show, Afresh: true, Login: "mortiz"})
			if test.proven && err != nil {
				t.Error(err)
			}
			if !test.proven {
				d.refused(err, client.Protocol, oidc.Unproven)
			}
			page, _ := url.Parse(browser.Page().URL)
			if query := page.Query(); query.Get("max_age") != "0" || query.Get("prompt") != "login" || query.Get("login_hint") != "mortiz" {
				t.Errorf("asked for %v", query)
			}
		})
	}
}
