//go:build servers

package signing_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"portaldesk/client"
	"portaldesk/client/oidc"
	"portaldesk/client/signing"
	"portaldesk/client/transport"
)

func TestADayAtTheDeskWithKeycloak(t *testing.T) {
	k := realKeycloak(t)
	senior, kept, browser := k.Agents["senior"], &keeper{}, k.browser()
	signer := k.signer(k.ClientID, kept)

	who, err := signer.SignIn(soon(t), client.Credentials{Show: browser.show(signs(senior.Login, senior.Password)...)})
	if err != nil {
		t.Fatal(err)
	}
	if who.Login != senior.Login || who.Name != "Sue Desk" || !time.Now().Before(who.ExpiresAt) || who.Claims["resource_access"] == nil {
		t.Errorf("signed in as %+v", who)
	}
	if text := browser.text(); !strings.HasPrefix(text, "You are signed in") {
		t.Errorf("the browser shows %q", text)
	}
	if err := k.counts(signer); err != nil {
		t.Errorf("the admin API: %v", err)
	}

	// The next run has no more than the keyring had room for.
	first := kept.held()
	_ = kept.Keep(client.Tokens{Refresh: first.Refresh})
	signer = k.signer(k.ClientID, kept)
	if again, err := signer.Resume(t.Context()); err != nil || again.Subject != who.Subject || again.Login != who.Login {
		t.Errorf("resumed as %+v, %v", again, err)
	}
	// What the server no longer takes is replaced.
	now := kept.held()
	_ = kept.Keep(client.Tokens{Access: now.Access[:len(now.Access)-8] + "AAAAAAAA", Refresh: now.Refresh})
	if err := k.counts(signer); err != nil {
		t.Errorf("with an access token that is no longer good: %v", err)
	}

	// The lock screen: the browser knows her, and she must show that it is she.
	if err := signer.Reauthenticate(soon(t), client.Credentials{Show: browser.show(confirms(senior.Password)...)}); err != nil {
		t.Errorf("coming back: %v", err)
	}
	if err := k.counts(signer); err != nil {
		t.Errorf("after coming back: %v", err)
	}

	last := kept.held()
	if k.refused(last.Refresh) {
		t.Fatal("the session is over before its end")
	}
	if err := signer.SignOut(t.Context()); err != nil {
		t.Errorf("signing out: %v", err)
	}
	if !k.refused(last.Refresh) || !k.refused(first.Refresh) {
		t.Error("after signing out the server still takes a refresh token")
	}
	if kept.held() != (client.Tokens{}) {
		t.Error("the tokens are still kept")
	}
	// Who sits down next in front of the same browser is asked for her own name.
	auditor := k.Agents["auditor"]
	next, err := signer.SignIn(soon(t), client.Credentials{Show: browser.show(signs(auditor.Login, auditor.Password)...)})
	if err != nil || next.Login != auditor.Login {
		t.Errorf("the next agent signed in as %+v, %v", next, err)
	}
}

func TestAnotherAgentAtTheLockScreenOfKeycloak(t *testing.T) {
	k := realKeycloak(t)
	senior, auditor, kept := k.Agents["senior"], k.Agents["auditor"], &keeper{}
	signer := k.signer(k.ClientID, kept)
	if _, err := signer.SignIn(soon(t), client.Credentials{Show: k.browser().show(signs(senior.Login, senior.Password)...)}); err != nil {
		t.Fatal(err)
	}
	before, other := kept.held(), k.browser()
	err := signer.Reauthenticate(soon(t), client.Credentials{Show: other.show(signs(auditor.Login, auditor.Password)...)})
	wantKind(t, err, client.Unauthenticated, signing.OtherAgent)
	other.sees("You are signed in") // at the provider she is; the desk says that it stays locked
	if kept.held() != before || k.refused(before.Refresh) {
		t.Error("the first agent's session suffered")
	}
}

func TestAWrongPasswordAtKeycloakIsTriedAgainThere(t *testing.T) {
	k := realKeycloak(t)
	senior := k.Agents["senior"]
	wrong := []chromedp.Action{
		chromedp.SetValue("#username", senior.Login), chromedp.SetValue("#password", "wrong"), chromedp.Click("#kc-login"),
		chromedp.WaitVisible("#input-error-username"),
	}
	show := k.browser().show(append(wrong, signs(senior.Login, senior.Password)...)...)
	if who, err := k.signer(k.ClientID, &keeper{}).SignIn(soon(t), client.Credentials{Show: show}); err != nil || who.Login != senior.Login {
		t.Errorf("signed in as %+v, %v", who, err)
	}
}

func TestADeviceCodeIsApprovedAtKeycloak(t *testing.T) {
	k := realKeycloak(t)
	senior, kept := k.Agents["senior"], &keeper{}
	signer := k.signer(k.ClientID, kept)
	show := k.browser().enters(senior.Login, senior.Password, "[name=accept]")
	who, err := signer.SignIn(soon(t), client.Credentials{Show: show, Device: true})
	if err != nil || who.Login != senior.Login {
		t.Fatalf("signed in as %+v, %v", who, err)
	}
	if err := k.counts(signer); err != nil {
		t.Errorf("the admin API: %v", err)
	}
	refresh := kept.held().Refresh
	if err := signer.SignOut(t.Context()); err != nil || !k.refused(refresh) {
		t.Errorf("signing out: %v; the server must take the refresh token no more", err)
	}
}

func TestADeviceCodeIsDeniedAtKeycloak(t *testing.T) {
	k := realKeycloak(t)
	senior := k.Agents["senior"]
	show := k.browser().enters(senior.Login, senior.Password, "[name=cancel]")
	_, err := k.signer(k.ClientID, &keeper{}).SignIn(soon(t), client.Credentials{Show: show, Device: true})
	wantKind(t, err, client.Unauthenticated, oidc.Denied)
}

func TestARegistrationThatKeycloakRefuses(t *testing.T) {
	k := realKeycloak(t)
	for name, test := range map[string]struct {
		client string
		device bool
		code   string
	}{
		"unknown":                       {"nobody-knows-it", false, oidc.ClientUnknown},
		"unknown, on another device":    {"nobody-knows-it", true, oidc.ClientUnknown},
		"no such redirect":              {k.TestClient, false, oidc.RedirectRefused},
		"not on another device":         {k.TestClient, true, oidc.FlowRefused},
		"with a secret":                 {"admin-permissions", false, oidc.ClientConfidential},
		"with a secret, another device": {"admin-permissions", true, oidc.ClientConfidential},
	} {
		t.Run(name, func(t *testing.T) {
			shown := func(client.SignInPage) error { t.Error("a page was shown"); return nil }
			_, err := k.signer(test.client, &keeper{}).SignIn(soon(t), client.Credentials{Show: shown, Device: test.device})
			wantKind(t, err, client.Invalid, test.code)
		})
	}
	realm := *k
	realm.URL += "-that-is-not-there"
	_, err := realm.signer(k.ClientID, &keeper{}).SignIn(soon(t), client.Credentials{Show: func(client.SignInPage) error { return nil }})
	wantKind(t, err, client.Protocol, oidc.NoDiscovery)
}

// What an administrator may get wrong, each told before a browser opens.
func TestRegistrationsAtKeycloakThatMustBeMended(t *testing.T) {
	k := realKeycloak(t)
	for name, test := range map[string]struct {
		entries map[string]any
		scopes  []string
		code    string
	}{
		"an address without its path": {map[string]any{"redirectUris": []string{"http://127.0.0.1"}}, nil, oidc.RedirectRefused},
		"another name":                {map[string]any{"redirectUris": []string{"http://localhost/callback"}}, nil, oidc.RedirectRefused},
		"PKCE in the clear":           {map[string]any{"attributes": map[string]string{"pkce.code.challenge.method": "plain"}}, nil, oidc.PKCERefused},
		"standard flow off":           {map[string]any{"standardFlowEnabled": false}, nil, oidc.FlowRefused},
		"switched off":                {map[string]any{"enabled": false}, nil, oidc.ClientUnknown},
		"a scope it does not have":    {nil, []string{"nobody-knows-it"}, oidc.ScopeRefused},
	} {
		t.Run(name, func(t *testing.T) {
			signer := newSigner(t, signing.Config{
				Way: client.SignInBrowser, Issuer: k.URL, ClientID: k.registered(test.entries), Scopes: test.scopes,
				Transport: transport.Config{CAFile: k.CAFile},
			}, &keeper{})
			shown := func(client.SignInPage) error { t.Error("a page was shown"); return nil }
			_, err := signer.SignIn(soon(t), client.Credentials{Show: shown})
			wantKind(t, err, client.Invalid, test.code)
		})
	}
}

func TestTheOneRedirectThatKeycloakNeedsIsEnough(t *testing.T) {
	k := realKeycloak(t)
	senior := k.Agents["senior"]
	signer := k.signer(k.registered(nil), &keeper{})
	who, err := signer.SignIn(soon(t), client.Credentials{Show: k.browser().show(signs(senior.Login, senior.Password)...)})
	if err != nil || who.Login != senior.Login {
		t.Errorf("signed in as %+v, %v", who, err)
	}
}
