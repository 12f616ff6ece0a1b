package adminapi_test

import (
	"testing"

	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/client/portaltest"
	"portaldesk/client/portaltest/demotest"
)

func TestConformance(t *testing.T) {
	d := startDemo(t, demoportal.Options{Accounts: 3000})
	target := d.target(t)
	asked := counted(&target)
	for _, result := range portaltest.Run(t, target) {
		if result.Outcome != portaltest.Passed && result.Test != "product and version" && result.Test != "made-up token" {
			t.Errorf("%s, %s: %s (%s)", result.Group, result.Test, result.Outcome, result.Why)
		}
	}
	for trait, enough := range portaltest.Enough {
		if asked[trait] != enough {
			t.Errorf("%d accounts that are %s were asked for, authors of targets are told of %d", asked[trait], trait, enough)
		}
	}
	if d.client.checked < 1000 || d.server.checked < d.client.checked {
		t.Errorf("only %d answers were checked at the client, %d at the server", d.client.checked, d.server.checked)
	}
}

func TestConformanceOfAPortalThatOffersLess(t *testing.T) {
	t.Setenv("PORTALDESK_RESULTS", "") // they are those of the whole portal
	offer := client.Offer{Reason: "The portal's operator does not allow it.", WayAround: "Ask the operator."}
	d := startDemo(t, demoportal.Options{Accounts: 3000, Without: map[client.Ability]client.Offer{
		client.ChangesLoginID: offer, client.ResetByTemporary: offer, client.UnlocksAccount: offer, client.ShowsMail: offer,
	}})
	seen := map[client.Ability]bool{}
	for _, result := range portaltest.Run(t, d.target(t)) {
		for _, ability := range result.Abilities {
			if result.Outcome == portaltest.NotOffered {
				seen[ability] = true
			}
		}
		if result.Outcome == portaltest.NotOffered && result.Why != offer.Reason {
			t.Errorf("%s, %s: the reason is %q", result.Group, result.Test, result.Why)
		}
	}
	if len(seen) != 4 {
		t.Errorf("not offered: %v", seen)
	}
}

// counted makes the target count how many accounts of each trait were asked for.
func counted(target *portaltest.Target) map[portaltest.Trait]int {
	asked := map[portaltest.Trait]int{}
	sample := target.Sample
	target.Sample = func(trait portaltest.Trait, n int) (portaltest.Sample, bool) {
		asked[trait] = max(asked[trait], n+1)
		return sample(trait, n)
	}
	return asked
}

// demo is a demo portal whose every request and answer is checked on both sides.
type demo struct {
	*demotest.Demo
	client, server *contract
}

func startDemo(t *testing.T, options demoportal.Options) *demo {
	t.Helper()
	d := &demo{client: newContract(t), server: newContract(t)}
	options.Wrap = d.server.onServer
	d.Demo = demotest.Start(t, options)
	return d
}

func (d *demo) target(t *testing.T) portaltest.Target {
	t.Helper()
	config := d.Config()
	config.Wrap = d.client.onClient
	return d.Target(t, config)
}
