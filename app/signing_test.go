package app_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/client"
)

func TestWhatAPortalTellsOnlyThoseSignedInIsKnownAlsoOffline(t *testing.T) {
	c := newClinic(t)
	inside := false
	c.makeOdd(func(p client.Portal) client.Portal {
		return &odd{Portal: p,
			signIn: func(ctx context.Context, credentials client.Credentials) (client.Session, error) {
				inside = true
				return p.SignIn(ctx, credentials)
			},
			about: func(about *client.About) {
				if inside {
					about.Server = "Keycloak 26.7.3"
				}
			}}
	})
	desk := c.SignIn(t, client.RoleSenior)
	if desk.About.Server != "Keycloak 26.7.3" {
		t.Errorf("signed in: %q", desk.About.Server)
	}
	if err := c.Portal.Stop(); err != nil {
		t.Fatal(err)
	}
	if desk = c.reopen(t, desk); desk.About.Server != "Keycloak 26.7.3" {
		t.Errorf("offline: %q", desk.About.Server)
	}
}

// endless signs in as with a token: without an end, and without a login having been typed.
func (c clinic) endless(t *testing.T) {
	credentials := c.Credentials(t, client.RoleSenior)
	c.makeOdd(func(p client.Portal) client.Portal {
		return &odd{Portal: p, signIn: func(ctx context.Context, _ client.Credentials) (client.Session, error) {
			session, err := p.SignIn(ctx, credentials)
			session.ExpiresAt = time.Time{}
			return session, err
		}}
	})
}

func TestASessionWithoutAnEndLastsAWorkday(t *testing.T) {
	c := newClinic(t)
	c.endless(t)
	before := time.Now()
	desk := c.SignIn(t, client.RoleSenior)
	if left := desk.Session.ExpiresAt.Sub(before); left < 11*time.Hour || left > 13*time.Hour {
		t.Errorf("the session lasts %v", left)
	}
}

func TestWhoSignedInInTheBrowserIsRemembered(t *testing.T) {
	c := newClinic(t)
	c.endless(t)
	desk, err := c.Workplace.SignIn(t.Context(), c.Profile, client.Credentials{})
	if err != nil {
		t.Fatal(err)
	}
	defer desk.Close()
	kept, found := c.Workplace.Profiles.Get(c.Profile.ID)
	if !found || kept.Login != desk.Session.Agent.Login || kept.Login == "" {
		t.Errorf("remembered %q", kept.Login)
	}
}

func TestReauthenticationIsWrittenDownAndEndsNoSession(t *testing.T) {
	c := newClinic(t)
	desk := c.SignIn(t, client.RoleSenior)
	ended, opened := 0, make(chan struct{})
	defer desk.Subscribe(func(e app.Event) {
		switch e.(type) {
		case app.SessionEnded:
			ended++
		case app.AccountOpened:
			close(opened)
		}
	})()
	right := c.Credentials(t, client.RoleSenior)
	wrong := client.Credentials{Login: right.Login, Password: "not hers"}
	if err := desk.Reauthenticate(t.Context(), wrong); client.KindOf(err) != client.Unauthenticated {
		t.Errorf("wrong password: %v", err)
	}
	if err := desk.Reauthenticate(t.Context(), right); err != nil {
		t.Errorf("right password: %v", err)
	}
	find(t, desk, patient)
	<-opened // events come in their order
	if ended != 0 {
		t.Error("a wrong password at the lock ended the session")
	}
	trail := actions(t, desk)
	for _, want := range []string{"re-authenticate refused ", "re-authenticate done "} {
		if !slices.Contains(trail, want) {
			t.Errorf("the trail lacks %q: %q", want, trail)
		}
	}
}

func TestASecondSignInKeepsItsOwnEnd(t *testing.T) {
	c := newClinic(t)
	long := time.Now().Add(20 * time.Hour)
	c.makeOdd(func(p client.Portal) client.Portal {
		first := true
		return &odd{Portal: p, signIn: func(ctx context.Context, credentials client.Credentials) (client.Session, error) {
			session, err := p.SignIn(ctx, credentials)
			session.ExpiresAt = long
			if first {
				session.ExpiresAt = time.Now()
			}
			first = false
			return session, err
		}}
	})
	desk := c.SignIn(t, client.RoleSenior)
	if err := desk.SignInAgain(t.Context(), c.Credentials(t, client.RoleSenior)); err != nil {
		t.Fatal(err)
	}
	if err := c.Portal.Stop(); err != nil {
		t.Fatal(err)
	}
	if desk = c.reopen(t, desk); !desk.Session.ExpiresAt.Equal(long) {
		t.Errorf("ends at %v, want %v", desk.Session.ExpiresAt, long)
	}
}
