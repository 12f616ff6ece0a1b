package oidc_test

import (
	"net/http"
	"net/url"
	"testing"

	"portaldesk/client"
	"portaldesk/client/oidc"
	"portaldesk/client/oidc/providertest"
)

// What a provider would show to the person in the browser alone, the desk says itself, before it opens one.
func TestARegistrationThatMustBeMended(t *testing.T) {
	page := says(400, "text/html", hidden)
	sent := func(word, description string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			answer := url.Values{"error": {word}, "error_description": {description}}
			http.Redirect(w, r, r.URL.Query().Get("redirect_uri")+"?"+answer.Encode(), http.StatusFound)
		}
	}
	for name, test := range map[string]struct {
		bent map[string]http.HandlerFunc
		id   string
		code string
	}{
		"unknown client":      {nil, "another", oidc.ClientUnknown},
		"redirect":            {map[string]http.HandlerFunc{"/auth": page}, "", oidc.RedirectRefused},
		"PKCE":                {map[string]http.HandlerFunc{"/auth": sent("invalid_request", "hunter2 code_challenge_method")}, "", oidc.PKCERefused},
		"another PKCE":        {map[string]http.HandlerFunc{"/auth": sent("invalid_request", "Invalid parameter: code challenge method hunter2")}, "", oidc.PKCERefused},
		"scope":               {map[string]http.HandlerFunc{"/auth": sent("invalid_scope", hidden)}, "", oidc.ScopeRefused},
		"standard flow off":   {map[string]http.HandlerFunc{"/auth": sent("unauthorized_client", hidden)}, "", oidc.FlowRefused},
		"confidential client": {map[string]http.HandlerFunc{"/auth": page, "/token": says(401, "application/json", `{"error":"unauthorized_client","error_description":"hunter2 credentials"}`)}, "", oidc.ClientConfidential},
	} {
		t.Run(name, func(t *testing.T) {
			p := providertest.Start(t)
			for path, handler := range test.bent {
				p.Bent[path] = handler
			}
			d := newDesk(t, p, func(c *oidc.Config) {
				if test.id != "" {
					c.ClientID = test.id
				}
			})
			_, err := d.signIn(never(t))
			d.refused(err, client.Invalid, test.code)
		})
	}
}

func TestARehearsalThatSaysNothingIsLeftToTheBrowser(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{
		"a form":           says(200, "text/html", hidden),
		"another page":     func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/"+hidden, http.StatusFound) },
		"no address":       func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusFound) },
		"consent required": sentBack("consent_required"),
	} {
		t.Run(name, func(t *testing.T) {
			p := providertest.Start(t)
			p.Bent["/auth"] = func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Query().Get("prompt") == "none" {
					handler(w, r)
					return
				}
				back(p, func(answer url.Values) { answer.Set("error", "access_denied") })(w, r)
			}
			d := newDesk(t, p, asIs)
			_, err := d.signIn(p.NewBrowser(t).Show)
			d.refused(err, client.Unauthenticated, oidc.Denied)
		})
	}
}

func sentBack(word string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Query().Get("redirect_uri")+"?error="+word, http.StatusFound)
	}
}

func TestAProviderThatIsDownIsSaidBeforeTheBrowserOpens(t *testing.T) {
	p := providertest.Start(t)
	p.Bent["/auth"] = says(503, "text/html", hidden)
	d := newDesk(t, p, asIs)
	_, err := d.signIn(never(t))
	d.refused(err, client.Unavailable, oidc.IssuerUnavailable)
}
