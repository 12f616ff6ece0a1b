package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"

	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/client/scorecard"
	"portaldesk/client/transport"
)

// target is the portal to be looked at.
type target struct{ profile.Profile }

func (t target) transport() transport.Config {
	return transport.Config{BaseURL: t.URL, CAFile: t.CAFile, CertFile: t.SignIn.CertFile, KeyFile: t.SignIn.KeyFile}
}

// profile finds the profile of that name, or makes one of an address, which is kept nowhere.
func (c *check) profile(name string) (found target, saved bool, err error) {
	if c.ca != "" && !readable(c.ca) {
		return target{}, false, usage("--ca: the file cannot be read")
	}
	if strings.Contains(name, "://") {
		found, err = c.address(name)
		return found, false, err
	}
	workplace, err := c.settings.workplace()
	if err != nil {
		return target{}, false, err
	}
	p, err := choose(workplace.Profiles, name)
	if err != nil {
		return target{}, false, err
	}
	if p.URL == "" && p.Kind != profile.KindGuided {
		return target{}, false, usage("the demo's portal has no address of its own; run portaldesk portal, and check the address it prints")
	}
	return target{c.overridden(p)}, true, nil
}

func readable(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	return file.Close() == nil
}

// overridden is a saved profile with what the command line says instead.
func (c *check) overridden(p profile.Profile) profile.Profile {
	if c.ca != "" {
		p.CAFile = c.ca
	}
	if c.signIn != "" {
		p.SignIn.Way = client.SignInWay(c.signIn)
	}
	if c.login != "" {
		p.Login = c.login
	}
	return p
}

func (c *check) address(text string) (target, error) {
	at, err := url.Parse(text)
	if err != nil {
		return target{}, usage("that is no address")
	}
	p := c.overridden(profile.Profile{ID: profile.NewID(), Name: at.Host, Kind: c.kind, URL: strings.TrimRight(text, "/")})
	if p.Kind != profile.KindAdminAPI {
		p.Records.Kind = profile.RecordsLocal
	}
	if c.kind == profile.KindGuided || !slices.Contains(profile.Kinds(), c.kind) {
		return target{}, usage("--kind is adminapi, keycloak, kratos or scim")
	}
	if at.Host == "" {
		return target{}, usage("that is no address")
	}
	if invalid, ok := errors.AsType[*profile.InvalidError](p.Check()); ok && (c.signIn != "" || invalid.Field == "url") {
		return target{}, usage(whyNot(invalid))
	}
	return target{p}, nil
}

// whyNot says what is wrong with an address or a way of signing in.
func whyNot(invalid *profile.InvalidError) string {
	switch invalid.Why {
	case "not-https":
		return "the address must begin with https://"
	case "holds-a-secret":
		return "the address must hold no user, password, query or fragment"
	case "not-offered":
		return "agents do not sign in that way at this kind of server"
	case "not-loopback":
		return "without signing in only a server on this computer can be looked at"
	default:
		return fmt.Sprintf("%s: %s; set up a profile in the window and check that", invalid.Field, invalid.Why)
	}
}

// writing is the test account and what its owner says. What no file says is asked for, where there is somebody to be asked.
func (c *check) writing(ctx context.Context, ask *asker, portal client.Portal) (*scorecard.Writing, error) {
	w := &scorecard.Writing{Account: client.AccountID(c.write), Says: map[client.IdentifierKind]string{}}
	if c.says != "" {
		if err := readSays(c.says, w); err != nil {
			return nil, err
		}
	} else if ask.terminal {
		about, err := portal.About(ctx)
		if err != nil {
			return nil, err
		}
		for _, kind := range about.Verification.Identifiers {
			said, err := ask.line("What the owner of the test account says for " + string(kind) + " (Enter: not tried)")
			if err != nil {
				return nil, err
			}
			w.Says[kind] = said
		}
	}
	if ask.terminal {
		w.Code = func(_ context.Context, _ client.AccountID, sent client.SentCode) (string, error) {
			return ask.line("The code that was sent to " + sent.To)
		}
	}
	return w, nil
}

// readSays reads what the owner of a test account says: {"full-name": "...", "birth-date": "2006-01-02", "loginId": "..."}.
func readSays(path string, into *scorecard.Writing) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return usage("--says: the file cannot be read")
	}
	var says map[client.IdentifierKind]string
	if err := json.Unmarshal(text, &says); err != nil {
		return usage("--says: the file is no JSON object of texts")
	}
	into.LoginID = says["loginId"]
	delete(says, "loginId")
	into.Says = says
	return nil
}
