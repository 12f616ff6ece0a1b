package oidc_test

import (
	"net/http"
	"slices"
	"testing"

	"portaldesk/client"
	"portaldesk/client/oidc"
	"portaldesk/client/oidc/providertest"
	"portaldesk/client/transport"
)

// signedIn is a desk whose agent has signed in.
func signedIn(t *testing.T, bend func(*providertest.Provider)) (*desk, *providertest.Provider, oidc.Grant) {
	t.Helper()
	p := providertest.Start(t)
	bend(p)
	d := newDesk(t, p, asIs)
	grant, err := d.signIn(p.NewBrowser(t).Show)
	if err != nil {
		t.Fatal(err)
	}
	return d, p, grant
}

func good(*providertest.Provider) {}

func TestARefreshTokenWorksOnce(t *testing.T) {
	d, _, first := signedIn(t, good)
	second, err := d.Refresh(t.Context(), "refreshSession", first.Refresh)
	if err != nil || second.Refresh == first.Refresh || second.Access == first.Access || second.Subject != "s-1" {
		t.Fatalf("granted to %q, %v", second.Subject, err)
	}
	for _, used := range []string{first.Refresh, second.Refresh} { // the first was stolen, which ends the second too
		_, err = d.Refresh(t.Context(), "refreshSession", used)
		d.refused(err, client.Unauthenticated, transport.SessionEnded)
	}
}

func TestARefreshThatBringsLess(t *testing.T) {
	d, p, first := signedIn(t, good)
	p.Answer = func(answer map[string]any) {
		for _, entry := range []string{"refresh_token", "id_token", "refresh_expires_in"} {
			delete(answer, entry)
		}
	}
	got, err := d.Refresh(t.Context(), "refreshSession", first.Refresh)
	if err != nil || got.Refresh != first.Refresh || got.Subject != "" || got.Claims != nil || !got.EndsAt.IsZero() {
		t.Errorf("granted %q to %q until %v, %v", got.Refresh, got.Subject, got.EndsAt, err)
	}
}

func TestARefreshIsNotLostForWantOfKeys(t *testing.T) {
	for name, keys := range map[string]http.HandlerFunc{"it hangs up": drop, "down": says(503, "text/plain", hidden)} {
		t.Run(name, func(t *testing.T) {
			_, p, first := signedIn(t, good)
			p.Bent["/keys"] = keys
			got, err := newDesk(t, p, asIs).Refresh(t.Context(), "refreshSession", first.Refresh)
			if err != nil || got.Refresh == "" || got.Refresh == first.Refresh || got.Subject != "" || got.Claims != nil || got.IDToken != "" {
				t.Errorf("granted to %q, %v", got.Subject, err)
			}
		})
	}
}

func TestARefreshThatFails(t *testing.T) {
	d, p, first := signedIn(t, good)
	for name, test := range map[string]struct {
		bent http.HandlerFunc
		kind client.Kind
		code string
	}{
		"down":        {says(503, "text/html", hidden), client.Unavailable, oidc.IssuerUnavailable},
		"it hangs up": {drop, client.Offline, transport.ConnectionBroke},
		"forged":      {says(200, "application/json", `{"access_token":"x","token_type":"Bearer","id_token":"hunter2"}`), client.Protocol, oidc.BadIDToken},
	} {
		t.Run(name, func(t *testing.T) {
			p.Bent["/token"] = test.bent
			_, err := d.Refresh(t.Context(), "refreshSession", first.Refresh)
			d.refused(err, test.kind, test.code)
		})
	}
}

func TestEndingASession(t *testing.T) {
	without := func(entries ...string) func(*providertest.Provider) {
		return func(p *providertest.Provider) {
			p.Describe = func(document map[string]any) {
				for _, entry := range entries {
					delete(document, entry)
				}
			}
		}
	}
	for name, bend := range map[string]func(*providertest.Provider){
		"as it is best":  good,
		"by revocation":  without("end_session_endpoint"),
		"by logging out": without("revocation_endpoint"),
		"in the browser's own way only": func(p *providertest.Provider) {
			p.Bent["/logout"] = says(200, "text/html", "Do you want to log out?")
		},
	} {
		t.Run(name, func(t *testing.T) {
			d, p, grant := signedIn(t, bend)
			if err := d.End(t.Context(), "signOut", grant.Refresh, grant.IDToken); err != nil || p.Live() != 0 {
				t.Errorf("%d sessions live, %v", p.Live(), err)
			}
			_, err := d.Refresh(t.Context(), "refreshSession", grant.Refresh)
			d.refused(err, client.Unauthenticated, transport.SessionEnded)
		})
	}
	d, p, grant := signedIn(t, good)
	if err := d.End(t.Context(), "signOut", grant.Refresh, grant.IDToken); err != nil || slices.Contains(p.Visits(), "/revoke") {
		t.Errorf("what had ended was revoked, which a provider logs as an error: %v", err)
	}
	d, _, grant = signedIn(t, without("end_session_endpoint", "revocation_endpoint"))
	d.refused(d.End(t.Context(), "signOut", grant.Refresh, ""), client.NotOffered, oidc.RevocationNotOffered)
}

func TestEndingASessionThatFailsIsSaid(t *testing.T) {
	unsaid := says(200, "text/html", "Do you want to log out?")
	for name, test := range map[string]struct {
		logout, revoke http.HandlerFunc
		kind           client.Kind
		code           string
	}{
		"down":        {unsaid, says(503, "text/html", hidden), client.Unavailable, oidc.IssuerUnavailable},
		"it hangs up": {unsaid, drop, client.Offline, transport.ConnectionBroke},
		"before that": {drop, drop, client.Offline, transport.ConnectionBroke},
		"refused":     {unsaid, says(400, "application/json", `{"error":"hunter2"}`), client.Protocol, oidc.BadAnswer},
		"endless":     {unsaid, endless("", ""), client.Protocol, oidc.BadAnswer},
	} {
		t.Run(name, func(t *testing.T) {
			d, p, grant := signedIn(t, good)
			p.Bent["/logout"], p.Bent["/revoke"] = test.logout, test.revoke
			d.refused(d.End(t.Context(), "signOut", grant.Refresh, grant.IDToken), test.kind, test.code)
		})
	}
}

func TestWhoseAccessTokenItIs(t *testing.T) {
	d, p, grant := signedIn(t, good)
	claims, err := d.Person(t.Context(), "resume", grant.Access)
	if err != nil || claims["sub"] != "s-1" || claims["preferred_username"] != "mortiz" {
		t.Errorf("it is %v, %v", claims, err)
	}
	for _, test := range []struct {
		bent http.HandlerFunc
		kind client.Kind
		code string
	}{
		{says(401, "text/html", hidden), client.Unauthenticated, transport.TokenExpired},
		{says(403, "text/html", hidden), client.Forbidden, oidc.AccountNotPermitted},
		{says(503, "text/html", hidden), client.Unavailable, oidc.IssuerUnavailable},
		{says(200, "application/json", `{"name":"hunter2"}`), client.Protocol, oidc.BadAnswer},
		{says(200, "text/html", hidden), client.Protocol, oidc.BadAnswer},
		{endless("{", "}"), client.Protocol, oidc.BadAnswer},
		{drop, client.Offline, transport.ConnectionBroke},
	} {
		p.Bent["/userinfo"] = test.bent
		_, err := d.Person(t.Context(), "resume", grant.Access)
		d.refused(err, test.kind, test.code)
	}
}

func TestHintsOfATokenAreReadFromJWTsAlone(t *testing.T) {
	_, _, grant := signedIn(t, good)
	if claims := oidc.Claims(grant.Access); claims["sub"] != "s-1" {
		t.Errorf("read %v", claims)
	}
	for _, token := range []string{"", "opaque", "a.b", "a.!.c", "a.bm90SlNPTg.c", "a.W10.c", "a.e30.c.d"} {
		if claims := oidc.Claims(token); claims != nil {
			t.Errorf("%q: read %v", token, claims)
		}
	}
	for _, claim := range []any{nil, "1700000000", -1.0, 0.0, 1e300, true} {
		if at, ok := oidc.Moment(claim); ok {
			t.Errorf("%v is read as %v", claim, at)
		}
	}
	if at, ok := oidc.Moment(1700000000.0); !ok || at.Unix() != 1700000000 {
		t.Errorf("read as %v, %v", at, ok)
	}
}
