package command_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/ui/command"
)

// provider is a portal at which agents sign in with what a provider gives them: it notes what it was given, and shows the
// page that it was given the means to show.
type provider struct {
	client.Portal
	agent client.Credentials
	given *client.Credentials
}

func (p provider) SignIn(ctx context.Context, c client.Credentials) (client.Session, error) {
	*p.given = c
	if c.Show != nil {
		if err := c.Show(client.SignInPage{URL: "https://provider.example/sign-in?state=1", UserCode: "WDJB-MJHT"}); err != nil {
			return client.Session{}, err
		}
	}
	return p.Portal.SignIn(ctx, p.agent)
}

func dialled(c *apptest.Clinic, t *testing.T, given *client.Credentials) app.Dial {
	return func(p profile.Profile, keeper client.TokenKeeper) (client.Portal, error) {
		p.Kind = profile.KindAdminAPI
		portal, err := apptest.Dial(p, keeper)
		return provider{portal, c.Credentials(t, client.RoleSenior), given}, err
	}
}

func TestEachWayOfSigningInIsAskedForInItsOwnWay(t *testing.T) {
	const secret = "a-token-that-nobody-may-see"
	for name, tc := range map[string]struct {
		in, env string
		args    []string
		check   func(client.Credentials, string) bool
	}{
		"browser": {"", "", []string{"--kind", "keycloak", "--sign-in", "browser"}, func(c client.Credentials, said string) bool {
			return !c.Device && strings.Contains(said, "https://provider.example/sign-in?state=1") && strings.Contains(said, "WDJB-MJHT")
		}},
		"another device":            {"", "", []string{"--kind", "keycloak", "--sign-in", "browser", "--device"}, func(c client.Credentials, _ string) bool { return c.Device }},
		"token from environment":    {"", secret, []string{"--kind", "scim", "--sign-in", "token", "--login", "mo"}, func(c client.Credentials, _ string) bool { return c.Token == secret && c.Login == "mo" }},
		"token from standard input": {"mo\n" + secret + "\n", "", []string{"--kind", "scim", "--sign-in", "token"}, func(c client.Credentials, _ string) bool { return c.Token == secret && c.Login == "mo" }},
		"nothing but a name":        {"mo\n", "", []string{"--kind", "kratos", "--sign-in", "none"}, func(c client.Credentials, _ string) bool { return c.Login == "mo" && c.Token == "" && c.Password == "" }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("PORTALDESK_TOKEN", tc.env)
			c := clinic(t)
			var given client.Credentials
			var printed, said bytes.Buffer
			root := command.New(dialled(c, t, &given))
			root.SetArgs(append([]string{"check", c.Portal.URL(), "--ca", c.Profile.CAFile}, tc.args...))
			root.SetIn(strings.NewReader(tc.in))
			root.SetOut(&printed)
			root.SetErr(&said)
			err := root.ExecuteContext(t.Context())
			if !tc.check(given, said.String()) || !strings.Contains(printed.String(), "signed in    senior") {
				t.Errorf("%v: said %q, printed %.200s", err, said.String(), printed.String())
			}
			if strings.Contains(printed.String()+said.String(), secret) {
				t.Error("the token was printed")
			}
		})
	}
}
