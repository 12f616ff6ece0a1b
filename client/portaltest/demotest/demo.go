// Package demotest gives tests the demo portal as a target of the conformance suite: a portal that keeps every promise. Only
// tests import it.
package demotest

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"portaldesk/client"
	"portaldesk/client/adminapi"
	"portaldesk/client/demoportal"
	"portaldesk/client/demoportal/people"
	"portaldesk/client/portaltest"
)

// Demo is a demo portal whose clock stands still until it is moved.
type Demo struct {
	*demoportal.Server
	crowd []people.Person

	mu  sync.Mutex
	now time.Time
}

// seed decides who the patients are.
const seed = 11

// Start starts a demo portal that ends with the test. The options' seed and logger are its own; their clock says what time it
// begins at.
func Start(t *testing.T, options demoportal.Options) *Demo {
	t.Helper()
	if options.Now == nil {
		options.Now = time.Now
	}
	d := &Demo{now: options.Now().UTC().Truncate(time.Second)}
	d.crowd = people.Generate(seed, options.Accounts, d.now)
	options.Seed, options.Now = seed, d.Now
	options.Logger = slog.New(slog.NewTextHandler(io.Discard, nil))
	server, err := demoportal.Start(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	d.Server = server
	t.Cleanup(func() { _ = server.Close() })
	return d
}

// Now is the portal's time.
func (d *Demo) Now() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.now
}

// Advance moves the portal's clock on.
func (d *Demo) Advance(by time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.now = d.now.Add(by)
}

// Config is how the portal is reached.
func (d *Demo) Config() adminapi.Config { return adminapi.Config{BaseURL: d.URL(), CAPEM: d.CAPEM()} }

// Target is the portal as the suite tries it, reached as config says. No two targets of one portal may be run: each changes
// the accounts from the first on.
func (d *Demo) Target(t *testing.T, config adminapi.Config) portaltest.Target {
	t.Helper()
	samples := d.Samples()
	return portaltest.Target{
		Name:    "demo-portal",
		Connect: func() (client.Portal, error) { return adminapi.New(config, &Keeper{}) },
		Agents:  d.agents(t),
		Keeps:   portaltest.Everything(),
		Sample: func(trait portaltest.Trait, n int) (portaltest.Sample, bool) {
			if n >= len(samples[trait]) {
				return portaltest.Sample{}, false
			}
			return samples[trait][n], true
		},
		Out: portaltest.OutOfBand{Code: d.code(), CallBacks: true},
		Faults: portaltest.Faults{
			DropReply:    func(operation string) { d.Faults().DropReplies(operation, 1) },
			ExpireAccess: d.Faults().ExpireAccess,
			Revoke: func(login string) func() {
				d.Faults().RevokeRole(login)
				return func() { d.Faults().RestoreRole(login) }
			},
			Advance: d.Advance,
		},
	}
}

// Desk is the portal with the agent of a role signed in.
func (d *Demo) Desk(t *testing.T, role client.Role) client.Portal {
	t.Helper()
	portal, err := adminapi.New(d.Config(), &Keeper{})
	if err != nil {
		t.Fatal(err)
	}
	agent := d.agents(t)[role]
	credentials := client.Credentials{Login: agent.Login, Password: agent.Password}
	if agent.OneTimeCode != nil {
		credentials.OneTimeCode = agent.OneTimeCode()
	}
	if _, err := portal.SignIn(t.Context(), credentials); err != nil {
		t.Fatal(err)
	}
	return portal
}

func (d *Demo) agents(t *testing.T) map[client.Role]portaltest.Agent {
	agents := map[client.Role]portaltest.Agent{}
	for _, demo := range d.Agents() {
		agent := portaltest.Agent{Login: demo.Login, Password: demo.Password}
		if secret := demo.TOTPSecret; secret != "" {
			agent.OneTimeCode = func() string {
				code, err := totp.GenerateCode(secret, d.Now())
				if err != nil {
					t.Error(err)
				}
				return code
			}
		}
		agents[demo.Role] = agent
	}
	return agents
}

// code reads the patient's phone: one new code, and no more than one, since it was read last.
func (d *Demo) code() func(context.Context, client.AccountID, client.SentCode) (string, error) {
	read := map[string]bool{}
	for _, message := range d.Phone().Messages() {
		read[message.ID] = true
	}
	return func(_ context.Context, account client.AccountID, _ client.SentCode) (string, error) {
		var fresh []string
		for _, message := range d.Phone().Messages() {
			if message.Account == account && message.Kind == "verification-code" && !read[message.ID] {
				read[message.ID] = true
				fresh = append(fresh, message.Code)
			}
		}
		if len(fresh) != 1 {
			return "", fmt.Errorf("%d codes arrived", len(fresh))
		}
		return fresh[0], nil
	}
}

// Keeper keeps tokens in memory.
type Keeper struct {
	mu     sync.Mutex
	tokens client.Tokens
}

// Tokens implements [client.TokenKeeper].
func (k *Keeper) Tokens() (client.Tokens, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.tokens, nil
}

// Keep implements [client.TokenKeeper].
func (k *Keeper) Keep(tokens client.Tokens) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.tokens = tokens
	return nil
}

// Forget implements [client.TokenKeeper].
func (k *Keeper) Forget() error { return k.Keep(client.Tokens{}) }
