package oidc

import (
	"context"
	"crypto/rand"
	"net/url"
	"time"

	goidc "github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"portaldesk/client"
	"portaldesk/client/oidc/loopback"
)

// attempt is one way through the browser. Nothing of it is used twice.
type attempt struct {
	Request
	oauth    *oauth2.Config
	provider *provider
	verifier string // PKCE
	nonce    string
	state    string
	began    time.Time
}

// byBrowser sends the agent's browser to the provider and waits for it to come back.
func (c *Client) byBrowser(ctx context.Context, p *provider, request Request) (_ Grant, err error) {
	state := rand.Text()
	receiver, err := loopback.Open(state)
	if err != nil {
		return Grant{}, fault(request.Op, client.Unavailable, NoPort)
	}
	defer func() { receiver.Close(err == nil) }()
	a := &attempt{
		Request: request, oauth: c.oauth(p, receiver.RedirectURI()), provider: p,
		verifier: oauth2.GenerateVerifier(), nonce: rand.Text(), state: state, began: c.now(),
	}
	if err := c.rehearse(ctx, a); err != nil {
		return Grant{}, err
	}
	deadline, _ := ctx.Deadline()
	if request.Show(client.SignInPage{URL: a.address(), ExpiresAt: deadline}) != nil {
		return Grant{}, fault(request.Op, client.Unauthenticated, PageNotShown)
	}
	answer, err := receiver.Receive(ctx)
	if err != nil {
		return Grant{}, over(ctx, request.Op)
	}
	return c.redeem(ctx, a, answer)
}

// address is the page where the agent signs in.
func (a *attempt) address() string {
	// A desk is shared: whoever sits down signs in as herself, and never as the one whom the browser still remembers.
	options := []oauth2.AuthCodeOption{
		oauth2.S256ChallengeOption(a.verifier), goidc.Nonce(a.nonce), oauth2.SetAuthURLParam("prompt", "login"),
	}
	if a.Afresh {
		options = append(options, oauth2.SetAuthURLParam("max_age", "0"))
	}
	if a.Login != "" {
		options = append(options, oauth2.SetAuthURLParam("login_hint", a.Login))
	}
	return a.oauth.AuthCodeURL(a.state, options...)
}

// redeem turns what the browser came back with into tokens.
func (c *Client) redeem(ctx context.Context, a *attempt, answer url.Values) (Grant, error) {
	if !a.provider.gave(answer) {
		return Grant{}, fault(a.Op, client.Protocol, OtherIssuer)
	}
	if answer.Has("error") {
		return Grant{}, refusal{word: answer.Get("error"), description: answer.Get("error_description")}.fault(a.Op, asking)
	}
	if answer.Get("code") == "" {
		return Grant{}, fault(a.Op, client.Protocol, BadAnswer)
	}
	token, err := a.oauth.Exchange(c.through(ctx), answer.Get("code"), oauth2.VerifierOption(a.verifier))
	if err != nil {
		return Grant{}, c.failed(ctx, a.Op, err, redeeming)
	}
	want := expectation{nonce: a.nonce}
	if a.Afresh {
		want.within = c.since(a.began)
	}
	return c.grant(ctx, a.Op, token, want)
}

// since is how long ago a sign-in began, rounded up: providers count whole seconds.
func (c *Client) since(began time.Time) time.Duration { return c.now().Sub(began) + 2*time.Second }

// gave says whether an answer can be the provider's own (RFC 9207): one that another provider gave would have our code
// sent to the wrong place.
func (p *provider) gave(answer url.Values) bool {
	if !answer.Has("iss") {
		return !p.NamesItself
	}
	return answer.Get("iss") == p.IssuerURL
}
