package providertest

import (
	"crypto/rand"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc/oidctest"
	"golang.org/x/oauth2"
)

func (p *Provider) token(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("client_id") != ClientID {
		no(w, "invalid_client", "Invalid client or Invalid client credentials")
		return
	}
	switch r.FormValue("grant_type") {
	case "authorization_code":
		p.redeem(w, r)
	case "urn:ietf:params:oauth:grant-type:device_code":
		p.poll(w, r)
	case "refresh_token":
		p.refresh(w, r)
	default:
		no(w, "unsupported_grant_type", "")
	}
}

// redeem takes a code once.
func (p *Provider) redeem(w http.ResponseWriter, r *http.Request) {
	c, known := p.take(r.FormValue("code"))
	if !known || c.redirect != r.FormValue("redirect_uri") {
		no(w, "invalid_grant", "Code not valid")
		return
	}
	p.give(w, c, r.FormValue("code_verifier"))
}

func (p *Provider) take(name string) (code, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	c, known := p.codes[name]
	delete(p.codes, name)
	return c, known
}

// poll lets a device wait as often as it was told to.
func (p *Provider) poll(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("device_code")
	c, known := p.take(name)
	if !known {
		no(w, "expired_token", "")
		return
	}
	if c.waits == 0 {
		p.give(w, c, r.FormValue("code_verifier"))
		return
	}
	word := "authorization_pending"
	if c.slow > 0 {
		word = "slow_down"
		c.slow--
	}
	c.waits--
	p.mu.Lock()
	p.codes[name] = c
	p.mu.Unlock()
	no(w, word, "")
}

// give opens a session for who can show the verifier (RFC 7636).
func (p *Provider) give(w http.ResponseWriter, c code, verifier string) {
	if c.challenge == "" || oauth2.S256ChallengeFromVerifier(verifier) != c.challenge {
		no(w, "invalid_grant", "PKCE verification failed: Code mismatch")
		return
	}
	session := rand.Text()
	p.mu.Lock()
	p.live[session] = true
	p.mu.Unlock()
	p.answer(w, session, c.nonce)
}

// refresh takes a refresh token once. One that comes again was stolen: its session ends (RFC 9700, 4.14.2).
func (p *Provider) refresh(w http.ResponseWriter, r *http.Request) {
	old := r.FormValue("refresh_token")
	p.mu.Lock()
	session := strings.TrimSuffix(p.tokens[old], " used")
	if session != p.tokens[old] {
		delete(p.live, session)
	}
	p.tokens[old] = session + " used"
	live := p.live[session]
	p.mu.Unlock()
	if !live {
		no(w, "invalid_grant", "Session not active")
		return
	}
	p.answer(w, session, "")
}

func (p *Provider) answer(w http.ResponseWriter, session, nonce string) {
	refresh := rand.Text()
	p.mu.Lock()
	p.tokens[refresh] = session
	p.mu.Unlock()
	access := p.signed(map[string]any{"sub": p.Person.Subject, "sid": session, "realm_access": map[string]any{"roles": []string{"desk"}}})
	answer := map[string]any{
		"access_token": access, "token_type": "Bearer", "expires_in": 300, "refresh_token": refresh, "refresh_expires_in": 1800,
		"id_token": p.identify(session, nonce),
	}
	if p.Answer != nil {
		p.Answer(answer)
	}
	say(w, http.StatusOK, answer)
}

// identify makes an ID token.
func (p *Provider) identify(session, nonce string) string {
	now := time.Now()
	claims := map[string]any{
		"iss": p.Issuer, "aud": ClientID, "azp": ClientID, "sub": p.Person.Subject, "sid": session,
		"preferred_username": p.Person.Login, "name": p.Person.Name,
		"iat": now.Unix(), "exp": now.Add(5 * time.Minute).Unix(), "auth_time": now.Add(-p.Person.AskedAgo).Unix(),
	}
	if nonce != "" {
		claims["nonce"] = nonce
	}
	if p.Claims != nil {
		p.Claims(claims)
	}
	if p.Sign == nil {
		return p.signed(claims)
	}
	text, err := json.Marshal(claims)
	if err != nil {
		panic(err)
	}
	return p.Sign(string(text))
}

func (p *Provider) signed(claims map[string]any) string {
	text, err := json.Marshal(claims)
	if err != nil {
		panic(err)
	}
	return oidctest.SignIDToken(p.key, "k", "ES256", string(text))
}

// userinfo says whose access token it is, without looking whether its session has ended.
func (p *Provider) userinfo(w http.ResponseWriter, r *http.Request) {
	if !strings.HasPrefix(r.Header.Get("Authorization"), "Bearer ey") {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	say(w, http.StatusOK, map[string]any{"sub": p.Person.Subject, "preferred_username": p.Person.Login, "name": p.Person.Name})
}
