package signing_test

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/signing"
	"portaldesk/client/transport"
)

func TestWhoSignedInInThisRunIsKnownWithoutAProfileThatSaysSo(t *testing.T) {
	for _, way := range []client.SignInWay{client.SignInToken, client.SignInNone} {
		signer := newSigner(t, signing.Config{Way: way}, &keeper{})
		if _, err := signer.SignIn(t.Context(), client.Credentials{Login: "mortiz", Token: "abc.def"}); err != nil {
			t.Fatal(err)
		}
		if who, err := signer.Resume(t.Context()); err != nil || who.Login != "mortiz" || signer.Subject() != who.Subject {
			t.Errorf("%s: resumed as %+v, %v", way, who, err)
		}
		if err := signer.SignOut(t.Context()); err != nil || signer.Subject() != "" {
			t.Errorf("%s: after sign-out it is still the session of somebody, %v", way, err)
		}
	}
}

// What holds for every way in which the agent is believed until the server says otherwise.
func TestAgentsWhoAreBelieved(t *testing.T) {
	server := newServer(t)
	for way, shown := range map[client.SignInWay]string{client.SignInToken: "Bearer abc.def", client.SignInNone: ""} {
		t.Run(string(way), func(t *testing.T) {
			kept, given := &keeper{}, client.Credentials{Login: " mortiz ", Token: "abc.def\n"}
			signer := newSigner(t, signing.Config{Way: way, Login: "mortiz"}, kept)
			server := server.opened(t, signer)
			_, err := signer.Resume(t.Context())
			wantKind(t, err, client.Unauthenticated, transport.NotSignedIn)
			wantKind(t, ask(t, server), client.Unauthenticated, transport.NotSignedIn)

			who, err := signer.SignIn(t.Context(), given)
			if err != nil || who.Subject != "mortiz" || who.Login != "mortiz" || time.Until(who.ExpiresAt) < signing.Workday-time.Minute {
				t.Fatalf("signed in as %+v, %v", who, err)
			}
			if err := ask(t, server); err != nil {
				t.Error(err)
			}
			again := newSigner(t, signing.Config{Way: way, Login: "mortiz"}, kept)
			if resumed, err := again.Resume(t.Context()); err != nil || resumed.Login != "mortiz" {
				t.Errorf("resumed as %+v, %v", resumed, err)
			}
			if err := again.Reauthenticate(t.Context(), given); err != nil {
				t.Error(err)
			}
			err = again.Reauthenticate(t.Context(), client.Credentials{Login: "other", Token: "other"})
			wantKind(t, err, client.Unauthenticated, signing.OtherAgent)

			if err := signer.SignOut(t.Context()); err != nil || kept.held() != (client.Tokens{}) {
				t.Errorf("after sign-out kept %+v, %v", kept.held(), err)
			}
			wantKind(t, ask(t, server), client.Unauthenticated, transport.NotSignedIn)
			_, err = signer.Resume(t.Context())
			wantKind(t, err, client.Unauthenticated, transport.NotSignedIn)
			wantKind(t, signer.Reauthenticate(t.Context(), given), client.Unauthenticated, transport.NotSignedIn)
			if err := signer.SignOut(t.Context()); err != nil {
				t.Errorf("signing out twice: %v", err)
			}
		})
		if saw := server.saw(); saw[len(saw)-1] != shown {
			t.Errorf("%s: the server was shown %q, want %q", way, saw, shown)
		}
	}
}

func TestEntriesThatCannotBeUsed(t *testing.T) {
	for _, test := range []struct {
		way   client.SignInWay
		given client.Credentials
		field string
		code  string
	}{
		{client.SignInNone, client.Credentials{Login: "  "}, "login", signing.LoginMissing},
		{client.SignInToken, client.Credentials{Token: "abc"}, "login", signing.LoginMissing},
		{client.SignInToken, client.Credentials{Login: "m", Token: " "}, "token", signing.TokenMissing},
		{client.SignInToken, client.Credentials{Login: "m", Token: "hunter2 hunter2"}, "token", signing.TokenMalformed},
		{client.SignInToken, client.Credentials{Login: "m", Token: "hunter2\r\nX-Evil: 1"}, "token", signing.TokenMalformed},
		{client.SignInToken, client.Credentials{Login: "m", Token: strings.Repeat("a", 1<<20)}, "token", signing.TokenMalformed},
	} {
		kept := &keeper{}
		_, err := newSigner(t, signing.Config{Way: test.way}, kept).SignIn(t.Context(), test.given)
		wantKind(t, err, client.Invalid, test.code)
		fault, ok := errors.AsType[*client.Error](err)
		if !ok || len(fault.Fields) != 1 || fault.Fields[0].Field != test.field || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%v names %+v, want %s", err, fault.Fields, test.field)
		}
		if kept.held() != (client.Tokens{}) {
			t.Error("it was kept")
		}
	}
}

func TestATokenThatSaysWhoseItIs(t *testing.T) {
	claims := `{"sub":"s-9","preferred_username":"mortiz","name":"Mia Ortiz","exp":4000000000}`
	token := "e30." + base64.RawURLEncoding.EncodeToString([]byte(claims)) + ".c2ln"
	signer := newSigner(t, signing.Config{Way: client.SignInToken}, &keeper{})
	who, err := signer.SignIn(t.Context(), client.Credentials{Login: "mo", Token: token})
	if err != nil || who.Subject != "s-9" || who.Login != "mortiz" || who.Name != "Mia Ortiz" || who.ExpiresAt.Unix() != 4000000000 {
		t.Errorf("signed in as %+v, %v", who, err)
	}
}

func TestATokenThatTheServerNoLongerTakesIsTheEnd(t *testing.T) {
	server, kept := newServer(t), &keeper{}
	signer := newSigner(t, signing.Config{Way: client.SignInToken}, kept)
	if _, err := signer.SignIn(t.Context(), client.Credentials{Login: "m", Token: "old"}); err != nil {
		t.Fatal(err)
	}
	server.refuses = "old"
	wantKind(t, ask(t, server.opened(t, signer)), client.Unauthenticated, transport.SessionEnded)
	if kept.held() != (client.Tokens{}) {
		t.Error("the token is still kept")
	}
}

func TestAServerWithoutSignInMustBeOnThisComputer(t *testing.T) {
	signer := newSigner(t, signing.Config{Way: client.SignInNone}, &keeper{})
	for address, taken := range map[string]bool{
		"https://127.0.0.1:4434": true, "https://127.9.9.9": true, "https://[::1]:4434": true, "https://localhost": true,
		"https://kratos.example": false, "https://10.0.0.1": false, "https://localhost.evil.example": false,
		"https://127.0.0.1.evil.example": false, "https://0.0.0.0": false, "https://user@127.0.0.1": false, "": false,
	} {
		if _, err := signer.Open(transport.Config{BaseURL: address}); (err == nil) != taken {
			t.Errorf("%q: %v", address, err)
		}
	}
}

func TestConfigurationsThatAreRefused(t *testing.T) {
	for name, config := range map[string]signing.Config{
		"no way":          {},
		"password":        {Way: client.SignInPassword},
		"unknown":         {Way: "telepathy"},
		"no issuer":       {Way: client.SignInBrowser},
		"an http issuer":  {Way: client.SignInBrowser, Issuer: "http://issuer.example"},
		"a CA not there":  {Way: client.SignInBrowser, Issuer: "https://issuer.example", Transport: transport.Config{CAFile: "/nonexistent"}},
		"half a key pair": {Way: client.SignInBrowser, Issuer: "https://issuer.example", Transport: transport.Config{CertFile: "/nonexistent"}},
	} {
		if _, err := signing.New(config, &keeper{}); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}
