package oidc_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/base64"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coreos/go-oidc/v3/oidc/oidctest"

	"portaldesk/client"
	"portaldesk/client/oidc"
	"portaldesk/client/oidc/providertest"
	"portaldesk/client/transport"
)

// says answers one thing, whatever is asked.
func says(status int, mediaType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", mediaType)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func drop(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

// endless is JSON that is far too long.
func endless(begin, end string) http.HandlerFunc {
	return says(200, "application/json", begin+strings.Repeat(" ", 4<<20)+end)
}

func TestWhatIsNoProvider(t *testing.T) {
	const discovery = "/.well-known/openid-configuration"
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		kind    client.Kind
		code    string
	}{
		"not there":     {says(404, "text/html", hidden), client.Protocol, oidc.NoDiscovery},
		"a web site":    {says(200, "text/html", hidden), client.Protocol, oidc.NoDiscovery},
		"another JSON":  {says(200, "application/json", `{"message":"hunter2"}`), client.Protocol, oidc.NoDiscovery},
		"no object":     {says(200, "application/json", `"hunter2"`), client.Protocol, oidc.NoDiscovery},
		"wrong types":   {says(200, "application/json", `{"issuer":["hunter2"]}`), client.Protocol, oidc.NoDiscovery},
		"endless":       {endless("{", "}"), client.Protocol, oidc.NoDiscovery},
		"closed":        {says(403, "application/json", `{"hunter2":1}`), client.Protocol, oidc.NoDiscovery},
		"a redirect":    {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/"+hidden, http.StatusFound) }, client.Protocol, oidc.NoDiscovery},
		"down":          {says(503, "text/html", hidden), client.Unavailable, oidc.IssuerUnavailable},
		"it hangs up":   {drop, client.Offline, transport.ConnectionBroke},
		"with an error": {says(500, "application/json", `{"error":"hunter2"}`), client.Unavailable, oidc.IssuerUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			p := providertest.Start(t)
			p.Bent[discovery] = test.handler
			d := newDesk(t, p, asIs)
			_, err := d.signIn(never(t))
			d.refused(err, test.kind, test.code)
			d.refused(d.Check(t.Context(), "check"), test.kind, test.code)
		})
	}
}

func TestAProviderThatSendsElsewhere(t *testing.T) {
	plain := map[string]string{}
	for _, endpoint := range []string{
		"authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint", "device_authorization_endpoint",
		"revocation_endpoint", "end_session_endpoint",
	} {
		plain[endpoint] = "http://issuer.example/" + hidden
	}
	for entry, value := range plain {
		refusedDescription(t, entry, value, oidc.InsecureIssuer)
	}
	refusedDescription(t, "authorization_endpoint", "javascript:alert(1)", oidc.InsecureIssuer)
	refusedDescription(t, "authorization_endpoint", "file:///etc/passwd", oidc.InsecureIssuer)
	refusedDescription(t, "token_endpoint", "https://user:hunter2@issuer.example/", oidc.InsecureIssuer)
	refusedDescription(t, "issuer", "https://evil.example/hunter2", oidc.OtherIssuer)
	for _, entry := range []string{"issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"} {
		refusedDescription(t, entry, "", oidc.NoDiscovery)
	}
}

func refusedDescription(t *testing.T, entry, value, code string) {
	t.Run(entry+" "+code, func(t *testing.T) {
		p := providertest.Start(t)
		p.Describe = func(document map[string]any) { document[entry] = value }
		d := newDesk(t, p, asIs)
		_, err := d.signIn(never(t))
		d.refused(err, client.Protocol, code)
	})
}

func TestAnIssuerIsTheSameWithASlashAtItsEnd(t *testing.T) {
	p := providertest.Start(t)
	d := newDesk(t, p, func(c *oidc.Config) { c.Issuer += "/" })
	if _, err := d.signIn(p.NewBrowser(t).Show); err != nil {
		t.Error(err)
	}
}

func TestAnIssuerThatIsNotReachedOrNotTrusted(t *testing.T) {
	p := providertest.Start(t)
	d := newDesk(t, p, func(c *oidc.Config) { c.Transport.CAPEM = nil })
	_, err := d.signIn(never(t))
	d.refused(err, client.Untrusted, transport.SelfSigned)
	d = newDesk(t, p, asIs)
	p.Stop()
	_, err = d.signIn(never(t))
	d.refused(err, client.Offline, transport.ConnectionRefused)
	for _, issuer := range []string{"", "http://issuer.example", "issuer.example", "https://issuer.example?x=1"} {
		if _, err := oidc.New(oidc.Config{Issuer: issuer, ClientID: "x"}); err == nil {
			t.Errorf("%q: taken", issuer)
		}
	}
}

func TestAForgedIDToken(t *testing.T) {
	set := func(claim string, value any) func(map[string]any) {
		return func(claims map[string]any) { claims[claim] = value }
	}
	unset := func(claim string) func(map[string]any) { return func(claims map[string]any) { delete(claims, claim) } }
	other, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	encode := base64.RawURLEncoding.EncodeToString
	for name, bend := range map[string]func(*providertest.Provider){
		"of another issuer":  func(p *providertest.Provider) { p.Claims = set("iss", "https://evil.example/"+hidden) },
		"for another client": func(p *providertest.Provider) { p.Claims = set("aud", hidden) },
		"issued to another":  func(p *providertest.Provider) { p.Claims = set("azp", hidden) },
		"for several": func(p *providertest.Provider) {
			p.Claims = func(claims map[string]any) { delete(claims, "azp"); claims["aud"] = []string{"portaldesk", hidden} }
		},
		"of another sign-in": func(p *providertest.Provider) { p.Claims = set("nonce", hidden) },
		"of no sign-in":      func(p *providertest.Provider) { p.Claims = unset("nonce") },
		"of nobody":          func(p *providertest.Provider) { p.Claims = unset("sub") },
		"other access token": func(p *providertest.Provider) { p.Claims = set("at_hash", hidden) },
		"another key": func(p *providertest.Provider) {
			p.Sign = func(claims string) string { return oidctest.SignIDToken(other, "k", "ES256", claims) }
		},
		"unsigned": func(p *providertest.Provider) {
			p.Sign = func(claims string) string {
				return encode([]byte(`{"alg":"none"}`)) + "." + encode([]byte(claims)) + "."
			}
		},
		"signed with a shared key": func(p *providertest.Provider) {
			p.Sign = func(claims string) string {
				return oidctest.SignIDToken([]byte(strings.Repeat(hidden, 8)), "k", "HS256", claims)
			}
		},
		"signed with a key that everybody has": func(p *providertest.Provider) {
			shared := []byte(strings.Repeat(hidden, 8))
			p.Bent["/keys"] = says(200, "application/json", `{"keys":[{"kty":"oct","kid":"k","alg":"HS256","k":"`+encode(shared)+`"}]}`)
			p.Sign = func(claims string) string { return oidctest.SignIDToken(shared, "k", "HS256", claims) }
		},
		"no token": func(p *providertest.Provider) { p.Sign = func(string) string { return hidden } },
		"missing":  func(p *providertest.Provider) { p.Answer = unset("id_token") },
	} {
		t.Run(name, func(t *testing.T) {
			p := providertest.Start(t)
			bend(p)
			d := newDesk(t, p, asIs)
			_, err := d.signIn(p.NewBrowser(t).Show)
			d.refused(err, client.Protocol, oidc.BadIDToken)
		})
	}
}

func TestATokenThatHasExpiredWhenItIsMadeIsAClockThatIsWrong(t *testing.T) {
	p := providertest.Start(t)
	p.Claims = func(claims map[string]any) { claims["exp"] = 1_000_000_000 }
	d := newDesk(t, p, asIs)
	_, err := d.signIn(p.NewBrowser(t).Show)
	d.refused(err, client.Protocol, oidc.ClockWrong)
}

func TestAClockMayBeOffByAFewMinutesEitherWay(t *testing.T) {
	for off, taken := range map[time.Duration]bool{4 * time.Minute: true, -4 * time.Minute: true, 20 * time.Minute: false, -20 * time.Minute: false} {
		t.Run(off.String(), func(t *testing.T) {
			p := providertest.Start(t)
			p.Claims = func(claims map[string]any) { // as a provider whose clock is ahead, or behind, by that much
				claims["nbf"], claims["exp"] = time.Now().Add(off).Unix(), time.Now().Add(off+time.Second).Unix()
			}
			d := newDesk(t, p, asIs)
			_, err := d.signIn(p.NewBrowser(t).Show)
			if taken && err != nil {
				t.Error(err)
			}
			if !taken {
				d.refused(err, client.Protocol, oidc.ClockWrong)
			}
		})
	}
}

func TestKeysThatCannotBeHad(t *testing.T) {
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		kind    client.Kind
		code    string
	}{
		"broken":      {says(200, "application/json", `{"keys":"hunter2"}`), client.Unavailable, oidc.IssuerUnavailable},
		"endless":     {endless(`{"keys":[`, `]}`), client.Unavailable, oidc.IssuerUnavailable},
		"none":        {says(200, "application/json", `{"keys":[]}`), client.Protocol, oidc.BadIDToken},
		"down":        {says(503, "text/plain", hidden), client.Unavailable, oidc.IssuerUnavailable},
		"it hangs up": {drop, client.Offline, transport.ConnectionBroke},
	} {
		t.Run(name, func(t *testing.T) {
			p := providertest.Start(t)
			p.Bent["/keys"] = test.handler
			d := newDesk(t, p, asIs)
			_, err := d.signIn(p.NewBrowser(t).Show)
			d.refused(err, test.kind, test.code)
		})
	}
}

func TestATokenAnswerThatCannotBeUsed(t *testing.T) {
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		kind    client.Kind
		code    string
	}{
		"not JSON":         {says(200, "application/json", hidden), client.Protocol, oidc.BadAnswer},
		"no token":         {says(200, "application/json", `{"id_token":"hunter2"}`), client.Protocol, oidc.BadAnswer},
		"endless":          {endless(`{"access_token":"hunter2"`, `}`), client.Protocol, oidc.BadAnswer},
		"no bearer":        {says(200, "application/json", `{"access_token":"hunter2","token_type":"mac"}`), client.Protocol, oidc.BadAnswer},
		"unfit for header": {says(200, "application/json", `{"access_token":"hunter2\r\nX: y","token_type":"Bearer"}`), client.Protocol, oidc.BadAnswer},
		"a blank":          {says(200, "application/json", `{"access_token":"hunter2 x","token_type":"Bearer"}`), client.Protocol, oidc.BadAnswer},
		"down":             {says(502, "text/html", hidden), client.Unavailable, oidc.IssuerUnavailable},
		"too much":         {says(429, "text/html", hidden), client.Unavailable, oidc.IssuerUnavailable},
		"it hangs up":      {drop, client.Offline, transport.ConnectionBroke},
		"code not known":   {says(400, "application/json", `{"error":"invalid_grant","error_description":"hunter2"}`), client.Unauthenticated, oidc.Expired},
		"another verifier": {says(400, "application/json", `{"error":"invalid_grant","error_description":"hunter2 PKCE"}`), client.Invalid, oidc.PKCERefused},
		"account disabled": {says(400, "application/json", `{"error":"invalid_grant","error_description":"hunter2 disabled"}`), client.Forbidden, oidc.AccountNotPermitted},
		"wants a secret":   {says(401, "application/json", `{"error":"unauthorized_client","error_description":"hunter2 credentials"}`), client.Invalid, oidc.ClientConfidential},
		"wants one too":    {says(401, "application/json", `{"error":"invalid_client","error_description":"hunter2"}`), client.Invalid, oidc.ClientConfidential},
		"another flow":     {says(400, "application/json", `{"error":"unauthorized_client","error_description":"hunter2"}`), client.Invalid, oidc.FlowRefused},
	} {
		t.Run(name, func(t *testing.T) {
			p := providertest.Start(t)
			p.Bent["/token"] = test.handler
			d := newDesk(t, p, asIs)
			_, err := d.signIn(p.NewBrowser(t).Show)
			d.refused(err, test.kind, test.code)
		})
	}
}

func TestACodeIsNotSentAfterARedirect(t *testing.T) {
	thief, p := providertest.Start(t), providertest.Start(t)
	p.Bent["/token"] = func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, thief.Issuer+"/token", http.StatusTemporaryRedirect)
	}
	d := newDesk(t, p, asIs)
	_, err := d.signIn(p.NewBrowser(t).Show)
	d.refused(err, client.Protocol, oidc.BadAnswer)
	if visits := thief.Visits(); len(visits) != 0 {
		t.Errorf("the thief was asked for %v", visits)
	}
}
