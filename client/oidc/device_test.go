package oidc_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"portaldesk/client"
	"portaldesk/client/oidc"
	"portaldesk/client/oidc/providertest"
	"portaldesk/client/transport"
)

// byDevice signs in with a provider in this process, in a time of its own.
func byDevice(t *testing.T, bend func(*providertest.Provider), test func(*testing.T, *desk, *providertest.Provider)) {
	synctest.Test(t, func(t *testing.T) {
		p := providertest.New("https://issuer.example")
		bend(p)
		test(t, newDesk(t, p, func(c *oidc.Config) { c.Patience = 20 * time.Minute }), p)
		// The OAuth library does not close the answer to its first question, whose timer therefore runs out by itself.
		time.Sleep(transport.DefaultTimeout)
	})
}

func (d *desk) enter(show func(client.SignInPage) error) (oidc.Grant, error) {
	return d.SignIn(d.t.Context(), oidc.Request{Op: "signIn", Show: show, Device: true})
}

func TestAnAgentSignsInOnAnotherDevice(t *testing.T) {
	wait := func(p *providertest.Provider) { p.Pending, p.SlowDown = 3, 1 }
	byDevice(t, wait, func(t *testing.T, d *desk, _ *providertest.Provider) {
		began := time.Now()
		var page client.SignInPage
		grant, err := d.enter(func(shown client.SignInPage) error { page = shown; return nil })
		if err != nil || grant.Subject != "s-1" || grant.Refresh == "" {
			t.Fatalf("granted to %q, %v", grant.Subject, err)
		}
		if page.URL != "https://issuer.example/activate" || page.UserCode != "WDJB-MJHT" || !page.ExpiresAt.Equal(began.Add(10*time.Minute)) {
			t.Errorf("shown %+v", page)
		}
		// Told to slow down at the first question, it waits 5 seconds longer before each of the others.
		if took := time.Since(began); took != (1+6+6+6)*time.Second {
			t.Errorf("asked for %v", took)
		}
	})
}

func TestACodeThatNobodyEnters(t *testing.T) {
	wait := func(p *providertest.Provider) { p.Pending = 1 << 30 }
	none := func(client.SignInPage) error { return nil }
	byDevice(t, wait, func(t *testing.T, d *desk, _ *providertest.Provider) {
		began := time.Now()
		_, err := d.enter(none)
		d.refused(err, client.Unauthenticated, oidc.Expired)
		if took := time.Since(began); took != 10*time.Minute {
			t.Errorf("asked for %v, the code being good for ten minutes", took)
		}
	})
	byDevice(t, wait, func(t *testing.T, d *desk, _ *providertest.Provider) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		_, err := d.SignIn(ctx, oidc.Request{Op: "signIn", Show: none, Device: true})
		d.refused(err, client.Canceled, "")
	})
	byDevice(t, wait, func(t *testing.T, d *desk, p *providertest.Provider) {
		_, err := d.enter(func(client.SignInPage) error { return errors.New(hidden) })
		d.refused(err, client.Unauthenticated, oidc.PageNotShown)
	})
}

func TestAProviderThatForgetsHowLongACodeIsGoodIsAskedAsLongAsTheAgentHasTime(t *testing.T) {
	forgetful := func(p *providertest.Provider) {
		p.Pending = 1 << 30
		p.Answer = func(answer map[string]any) { delete(answer, "expires_in"); delete(answer, "interval") }
	}
	byDevice(t, forgetful, func(t *testing.T, d *desk, p *providertest.Provider) {
		began := time.Now()
		_, err := d.enter(func(client.SignInPage) error { return nil })
		d.refused(err, client.Unauthenticated, oidc.Expired)
		if took := time.Since(began); took != 20*time.Minute {
			t.Errorf("asked for %v", took)
		}
		if asked := count(p, "/token"); asked < 20*60/5-1 || asked > 20*60/5 {
			t.Errorf("asked %d times, want every 5 seconds", asked)
		}
	})
}

func count(p *providertest.Provider, path string) (n int) {
	for _, visit := range p.Visits() {
		if visit == path {
			n++
		}
	}
	return n
}

func TestADeviceAnswerThatCannotBeUsed(t *testing.T) {
	set := func(entry string, value any) func(map[string]any) {
		return func(answer map[string]any) { answer[entry] = value }
	}
	for name, test := range map[string]struct {
		answer func(map[string]any)
		code   string
	}{
		"a page that is not https": {set("verification_uri", "http://issuer.example/hunter2"), oidc.InsecureIssuer},
		"a page that is a program": {set("verification_uri", "javascript:hunter2"), oidc.InsecureIssuer},
		"no page":                  {set("verification_uri", ""), oidc.InsecureIssuer},
		"no code to enter":         {set("user_code", ""), oidc.BadAnswer},
		"a code nobody can type":   {set("user_code", "hunter2\n"), oidc.BadAnswer},
		"no code to ask with":      {set("device_code", ""), oidc.BadAnswer},
		"wrong types":              {set("interval", hidden), oidc.BadAnswer},
	} {
		t.Run(name, func(t *testing.T) {
			byDevice(t, func(p *providertest.Provider) { p.Answer = test.answer }, func(t *testing.T, d *desk, _ *providertest.Provider) {
				_, err := d.enter(never(t))
				d.refused(err, client.Protocol, test.code)
			})
		})
	}
}

func TestAnIntervalIsKeptWithinBounds(t *testing.T) {
	for interval, want := range map[int]time.Duration{-7: time.Second, 1 << 40: time.Minute} {
		odd := func(p *providertest.Provider) {
			p.Answer = func(answer map[string]any) { answer["interval"] = interval }
		}
		byDevice(t, odd, func(t *testing.T, d *desk, _ *providertest.Provider) {
			began := time.Now()
			if _, err := d.enter(func(client.SignInPage) error { return nil }); err != nil {
				t.Fatal(err)
			}
			if took := time.Since(began); took != want {
				t.Errorf("interval %d: waited %v", interval, took)
			}
		})
	}
}

func TestAProviderThatIsBusyWhileTheAgentTypesEndsNothing(t *testing.T) {
	statuses := []int{502, 429}
	byDevice(t, func(*providertest.Provider) {}, func(t *testing.T, d *desk, p *providertest.Provider) {
		p.Bent["/token"] = func(w http.ResponseWriter, r *http.Request) {
			status := statuses[0]
			if statuses = statuses[1:]; len(statuses) == 0 {
				delete(p.Bent, "/token")
			}
			says(status, "text/html", hidden)(w, r)
		}
		began := time.Now()
		if _, err := d.enter(func(client.SignInPage) error { return nil }); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took != (1+2+4)*time.Second {
			t.Errorf("waited %v, want to ask more seldom", took)
		}
	})
}

func TestASignInOnAnotherDeviceThatIsRefused(t *testing.T) {
	for name, test := range map[string]struct {
		path, word string
		kind       client.Kind
		code       string
	}{
		"by the agent":     {"/token", "access_denied", client.Unauthenticated, oidc.Denied},
		"too late":         {"/token", "expired_token", client.Unauthenticated, oidc.Expired},
		"for this client":  {"/device", "unauthorized_client", client.Invalid, oidc.FlowRefused},
		"an unknown one":   {"/device", "invalid_client", client.Invalid, oidc.ClientUnknown},
		"with a bad scope": {"/device", "invalid_scope", client.Invalid, oidc.ScopeRefused},
	} {
		t.Run(name, func(t *testing.T) {
			refuse := func(p *providertest.Provider) {
				p.Bent[test.path] = says(400, "application/json", `{"error":"`+test.word+`","error_description":"hunter2"}`)
			}
			byDevice(t, refuse, func(t *testing.T, d *desk, _ *providertest.Provider) {
				_, err := d.enter(func(client.SignInPage) error { return nil })
				d.refused(err, test.kind, test.code)
			})
		})
	}
	lacking := func(p *providertest.Provider) {
		p.Describe = func(document map[string]any) { delete(document, "device_authorization_endpoint") }
	}
	byDevice(t, lacking, func(t *testing.T, d *desk, _ *providertest.Provider) {
		_, err := d.enter(never(t))
		d.refused(err, client.NotOffered, oidc.DeviceNotOffered)
	})
}

func TestAFreshSignInOnAnotherDeviceMustBeSaidToBeOne(t *testing.T) {
	remembered := func(p *providertest.Provider) { p.Person.AskedAgo = time.Hour }
	byDevice(t, remembered, func(t *testing.T, d *desk, _ *providertest.Provider) {
		none := func(client.SignInPage) error { return nil }
		_, err := d.SignIn(t.Context(), oidc.Request{Op: "reauthenticate", Show: none, Device: true, Afresh: true})
		d.refused(err, client.Protocol, oidc.Unproven)
	})
}
