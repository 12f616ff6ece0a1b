package adminapi_test

import (
	"io"
	"log/slog"
	"slices"
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

func TestConformance(t *testing.T) {
	d := startDemo(t, demoportal.Options{Accounts: 3000})
	portaltest.Run(t, d.target(t))
	if d.client.checked < 1000 || d.server.checked < d.client.checked {
		t.Errorf("only %d answers were checked at the client, %d at the server", d.client.checked, d.server.checked)
	}
}

func TestConformanceOfAPortalThatOffersLess(t *testing.T) {
	offer := client.Offer{Reason: "The portal's operator does not allow it.", WayAround: "Ask the operator."}
	d := startDemo(t, demoportal.Options{Accounts: 3000, Without: map[client.Ability]client.Offer{
		client.ChangesLoginID: offer, client.ResetByTemporary: offer, client.UnlocksAccount: offer, client.ShowsMail: offer,
	}})
	portaltest.Run(t, d.target(t))
}

// demo is a demo portal whose every request and answer is checked on both sides.
type demo struct {
	*demoportal.Server
	clock          *clock
	crowd          []people.Person
	client, server *contract
}

const demoSeed = 11

func startDemo(t *testing.T, options demoportal.Options) *demo {
	t.Helper()
	d := &demo{clock: &clock{now: time.Now().UTC().Truncate(time.Second)}, client: newContract(t), server: newContract(t)}
	d.crowd = people.Generate(demoSeed, options.Accounts, d.clock.Now())
	options.Seed, options.Now = demoSeed, d.clock.Now
	options.Logger = slog.New(slog.NewTextHandler(io.Discard, nil))
	options.Wrap = d.server.onServer
	server, err := demoportal.Start(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	d.Server = server
	t.Cleanup(func() { _ = server.Close() })
	return d
}

// clock stands still until it is moved.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func (d *demo) target(t *testing.T) portaltest.Target {
	samples := d.samples()
	return portaltest.Target{
		Connect: d.connect,
		Agents:  d.agents(t),
		Sample: func(trait portaltest.Trait, n int) (portaltest.Sample, bool) {
			if n >= len(samples[trait]) {
				return portaltest.Sample{}, false
			}
			return samples[trait][n], true
		},
		Codes: d.codes,
		Faults: portaltest.Faults{
			DropReply:    func(operation string) { d.Faults().DropReplies(operation, 1) },
			ExpireAccess: d.Faults().ExpireAccess,
			Advance:      d.clock.advance,
		},
	}
}

func (d *demo) connect(t *testing.T) client.Portal {
	t.Helper()
	portal, err := adminapi.New(adminapi.Config{BaseURL: d.URL(), CAPEM: d.CAPEM(), Wrap: d.client.onClient}, &keeper{})
	if err != nil {
		t.Fatal(err)
	}
	return portal
}

func (d *demo) agents(t *testing.T) map[client.Role]portaltest.Agent {
	agents := map[client.Role]portaltest.Agent{}
	for _, demo := range d.Agents() {
		agent := portaltest.Agent{Login: demo.Login, Password: demo.Password}
		if secret := demo.TOTPSecret; secret != "" {
			agent.OneTimeCode = func() string {
				code, err := totp.GenerateCode(secret, d.clock.Now())
				if err != nil {
					t.Fatal(err)
				}
				return code
			}
		}
		agents[demo.Role] = agent
	}
	return agents
}

func (d *demo) codes(account client.AccountID) []string {
	var codes []string
	for _, message := range d.Phone().Messages() {
		if message.Account == account && message.Kind == "verification-code" {
			codes = append(codes, message.Code)
		}
	}
	slices.Reverse(codes)
	return codes
}
