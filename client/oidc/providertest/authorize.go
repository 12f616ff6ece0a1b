package providertest

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// code is what a code stands for, of the browser or of a device.
type code struct {
	redirect, challenge, nonce string
	// waits is how often a device must ask yet.
	waits, slow int
}

var redirectPattern = regexp.MustCompile(`^http://127\.0\.0\.1:\d+/callback$`)

// authorize signs the person in at once, and sends her browser back.
func (p *Provider) authorize(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	redirect := query.Get("redirect_uri")
	if query.Get("client_id") != ClientID || !redirectPattern.MatchString(redirect) {
		// As good providers do: who would be sent to a place that is not registered is shown a page instead.
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	answer := url.Values{"state": {query.Get("state")}}
	if !p.Nameless {
		answer.Set("iss", p.Issuer)
	}
	switch {
	case query.Get("code_challenge_method") != "S256" || query.Get("code_challenge") == "":
		answer.Set("error", "invalid_request")
		answer.Set("error_description", "Missing parameter: code_challenge_method")
	case query.Get("response_type") != "code" || !strings.Contains(query.Get("scope"), "openid"):
		answer.Set("error", "invalid_scope")
	case query.Get("prompt") == "none":
		answer.Set("error", "login_required")
	default:
		answer.Set("code", p.issue(code{redirect: redirect, challenge: query.Get("code_challenge"), nonce: query.Get("nonce")}))
	}
	http.Redirect(w, r, redirect+"?"+answer.Encode(), http.StatusFound)
}

func (p *Provider) issue(c code) string {
	name := rand.Text()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.codes[name] = c
	return name
}

// device answers with a code for another device, where the person enters it at once.
func (p *Provider) device(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("client_id") != ClientID {
		no(w, "invalid_client", "unknown")
		return
	}
	answer := map[string]any{
		"device_code": p.issue(code{challenge: r.FormValue("code_challenge"), waits: p.Pending, slow: p.SlowDown}),
		"user_code":   "WDJB-MJHT", "verification_uri": p.Issuer + "/activate", "expires_in": 600, "interval": 1,
	}
	if p.Answer != nil {
		p.Answer(answer)
	}
	say(w, http.StatusOK, answer)
}

// logout ends a session that a program shows the refresh token of, as Keycloak does.
func (p *Provider) logout(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost || r.FormValue("client_id") != ClientID {
		no(w, "invalid_request", "")
		return
	}
	p.end(r.FormValue("refresh_token"))
	w.WriteHeader(http.StatusNoContent)
}

// revoke ends the session of a refresh token; one that is not known is as good as revoked (RFC 7009, 2.2).
func (p *Provider) revoke(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("client_id") != ClientID || r.FormValue("token") == "" {
		no(w, "invalid_request", "")
		return
	}
	p.end(r.FormValue("token"))
}

func (p *Provider) end(refresh string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.live, p.tokens[refresh])
}
